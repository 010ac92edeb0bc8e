import { retentionRules } from '../../domain/retention/rules.js'
import type {
  Anchor,
  Collection,
  Connection,
  Field,
  FieldReference,
  FieldType,
  Recipient,
  RetentionInMap,
  System,
} from '../../domain/data-map/types.js'
import type { ConnectionInFile } from '../settings.js'
import type {
  AnchorInFile,
  CollectionBlock,
  CollectionInFile,
  DatasetInFile,
  FieldInFile,
  RetentionInFile,
} from './schema.js'

/** The systems of checked datasets. */
export function systemsOf(datasets: readonly DatasetInFile[]): System[] {
  const flipped = referencesTo(datasets)
  return datasets.map((dataset) => {
    const block = dataset.meta?.rights_desk
    return {
      key: dataset.fides_key,
      name: dataset.name ?? dataset.fides_key,
      connection: block?.connection ? connectionOf(block.connection) : null,
      backups: block?.backups ?? [],
      recipients: recipientsOf(dataset),
      collections: dataset.collections.map((collection) =>
        collectionOf(dataset, collection, block?.collections[collection.name], flipped),
      ),
    }
  })
}

const recipientsOf = ({ meta }: DatasetInFile): readonly Recipient[] =>
  (meta?.rights_desk?.recipients ?? []).map(({ contact = null, ...one }) => ({ ...one, contact }))

function connectionOf({ kind, timeout_ms, concurrency, ...settings }: ConnectionInFile): Connection {
  return {
    kind,
    timeoutMs: timeout_ms,
    concurrency,
    settings: { kind, timeout_ms, concurrency, ...settings },
  }
}

type Flipped = ReadonlyMap<string, readonly FieldReference[]>
const fieldKey = (dataset: string, path: string) => `${dataset}.${path}`

/** `direction: to` says of another field that its values come from here: the reference belongs to that field. */
function referencesTo(datasets: readonly DatasetInFile[]): Flipped {
  const flipped = new Map<string, FieldReference[]>()
  const pointing = datasets.flatMap(({ fides_key: system, collections }) =>
    collections.flatMap(({ name, fields }) =>
      flat(fields).flatMap(({ field, meta }) =>
        (meta?.references ?? []).map((to) => ({ from: { system, name, field }, to })),
      ),
    ),
  )
  for (const { from, to } of pointing) {
    if (to.direction !== 'to') continue
    const key = fieldKey(to.dataset, to.field)
    flipped.set(key, [...(flipped.get(key) ?? []), from])
  }
  return flipped
}

/** Nested fields have dotted names. */
export function flat(
  fields: readonly FieldInFile[],
  prefix = '',
): { field: string; meta: FieldInFile['fides_meta']; categories: readonly string[] }[] {
  return fields.flatMap((field) => {
    const name = `${prefix}${field.name}`
    const own = { field: name, meta: field.fides_meta, categories: field.data_categories ?? [] }
    return [own, ...flat(field.fields ?? [], `${name}.`)]
  })
}

function collectionOf(
  dataset: DatasetInFile,
  { name, fields: inFile, data_categories: own }: CollectionInFile,
  block: CollectionBlock = noBlock,
  flipped: Flipped,
): Collection {
  const system = dataset.fides_key
  const fields = flat(inFile).map((one) =>
    fieldOf(one, flipped.get(fieldKey(system, `${name}.${one.field}`))),
  )
  const inherited = [...(own ?? []), ...(dataset.data_categories ?? [])]
  return {
    system,
    name,
    nativeName: block.table ?? name,
    fields,
    key: fields.filter(({ isPrimaryKey }) => isPrimaryKey).map((field) => field.name),
    categories: [...new Set([...fields.flatMap(({ categories }) => categories), ...inherited])].sort(),
    searching: block.search ?? { by: 'fields' },
    retention: block.retention ? retentionOf(block.retention) : null,
    erasure: block.erasure,
    tombstones: block.tombstones ? tombstonesOf(block.tombstones) : null,
    options: block.options,
  }
}

const noBlock: CollectionBlock = { erasure: { action: 'delete' }, options: {} }

const tombstonesOf = ({ grace_days, compaction_days }: NonNullable<CollectionBlock['tombstones']>) => ({
  graceDays: grace_days,
  compactionDays: compaction_days,
})

type FlatField = ReturnType<typeof flat>[number]

function fieldOf({ field, meta, categories }: FlatField, flipped: readonly FieldReference[] = []): Field {
  const { references, identity, primary_key: isKey, data_type: type } = meta ?? {}
  const from = references?.filter(({ direction }) => direction !== 'to') ?? []
  return {
    name: field,
    categories,
    identity: identity ?? null,
    isPrimaryKey: isKey === true,
    type: (type?.replace('[]', '') ?? 'string') as FieldType,
    references: [...from.map(referenceOf), ...flipped],
  }
}

function referenceOf({ dataset, field }: { dataset: string; field: string }): FieldReference {
  const [name, ...rest] = field.split('.')
  return { system: dataset, name: name!, field: rest.join('.') }
}

function retentionOf({ rule, months, anchor }: RetentionInFile): RetentionInMap {
  return { rule, months: months ?? ruleMonths(rule), anchor: anchorOf(anchor) }
}

/** Months of a rule; 0 for one that gives only a technical allowance of days. */
export function ruleMonths(rule: RetentionInFile['rule']): number {
  const { period } = retentionRules[rule]
  return 'months' in period ? period.months : 0
}

function anchorOf(anchor: AnchorInFile): Anchor {
  if (anchor === 'last_modified') return { source: 'last_modified' }
  if ('writetime' in anchor) return { source: 'writetime', field: anchor.writetime }
  const { field, and } = anchor
  return { source: 'field', field, ...(and === undefined ? {} : { and }) }
}
