import { collectionId, parentsOf, searchOrder } from '../../domain/data-map/order.js'
import type { Anchor, Collection, StoreKind, System } from '../../domain/data-map/types.js'
import { optionsOf } from '../settings.js'
import { ruleMonths } from './build.js'
import type { Finding, Path } from './problems.js'
import type { DatasetInFile } from './schema.js'

/** What is wrong with a map although each of its parts has the right form. */
export function mistakes(datasets: readonly DatasetInFile[], systems: readonly System[]): Finding[] {
  return [
    ...twice(datasets),
    ...systems.flatMap((system, at) => ofSystem(system, datasets[at]!, ['dataset', at])),
    ...references(systems),
  ]
}

const error = (path: Path, sentence: string): Finding => ({ level: 'error', path, sentence })
const note = (path: Path, sentence: string): Finding => ({ level: 'note', path, sentence })

function twice(datasets: readonly DatasetInFile[]): Finding[] {
  return [
    ...repeated(datasets.map(({ fides_key }) => fides_key)).map((at) =>
      error(['dataset', at, 'fides_key'], 'This fides_key is used twice.'),
    ),
    ...datasets.flatMap(({ collections }, at) => [
      ...repeated(collections.map(({ name }) => name)).map((c) =>
        error(['dataset', at, 'collections', c, 'name'], 'This collection is named twice.'),
      ),
      ...collections.flatMap(({ fields }, c) =>
        repeated(fields.map(({ name }) => name)).map((f) =>
          error(['dataset', at, 'collections', c, 'fields', f, 'name'], 'This field is named twice.'),
        ),
      ),
    ]),
  ]
}

const repeated = (names: readonly string[]): number[] =>
  names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []))

function ofSystem(system: System, dataset: DatasetInFile, path: Path): Finding[] {
  const { connection, collections } = system
  const blocks = dataset.meta?.rights_desk?.collections ?? {}
  const blockPath = [...path, 'meta', 'rights_desk', 'collections']
  const strangers = Object.keys(blocks)
    .filter((name) => !collections.some((collection) => collection.name === name))
    .map((name) => error([...blockPath, name], 'The dataset has no collection of this name.'))
  if (connection === null)
    return [
      ...strangers,
      note(path, 'No rights_desk connection: people carry out by hand what a plan says here.'),
    ]
  return [
    ...strangers,
    ...collections.flatMap((collection, at) =>
      rows.flatMap((row) => {
        const sentence = row.find(collection, connection.kind)
        if (sentence === null) return []
        const place =
          row.at === null || blocks[collection.name] === undefined
            ? [...path, 'collections', at, 'name']
            : [...blockPath, collection.name, ...row.at]
        return [error(place, sentence)]
      }),
    ),
  ]
}

interface Row {
  /** Where in the collection's block the mistake is shown; null: at the collection itself. */
  readonly at: Path | null
  readonly find: (collection: Collection, kind: StoreKind) => string | null
}

const hasField = ({ fields }: Collection, name: string) => fields.some((field) => field.name === name)
const isAzure = (kind: StoreKind) => kind === 'azure_blob' || kind === 'azure_table'

/** Fields that an anchor is read from. */
function anchorFields(anchor: Anchor): readonly string[] {
  if (anchor.source === 'last_modified') return []
  return anchor.source === 'field' && anchor.and ? [anchor.field, anchor.and] : [anchor.field]
}

function wrongAnchor(anchor: Anchor, collection: Collection, kind: StoreKind): string | null {
  if (anchor.source === 'last_modified') return isAzure(kind) ? null : 'Only Azure stores know last_modified.'
  if (!anchorFields(anchor).every((field) => hasField(collection, field)))
    return 'The collection has no field of this name.'
  if (anchor.source === 'field') return null
  if (kind !== 'cassandra') return 'Only Cassandra has a writetime.'
  return collection.key.includes(anchor.field) ? 'Cassandra keeps no writetime of key columns.' : null
}

const rows: readonly Row[] = [
  {
    at: null,
    find: ({ key }) =>
      key.length > 0 ? null : 'No field has primary_key: true: records are deleted by their primary key.',
  },
  {
    at: null,
    find: ({ key }, kind) => {
      const wanted = kind === 'azure_table' ? 'PartitionKey,RowKey' : kind === 'azure_blob' ? 'name' : null
      return wanted === null || key.join(',') === wanted
        ? null
        : `The primary key must be ${wanted.replace(',', ' and ')}, in this order.`
    },
  },
  {
    at: null,
    find: ({ fields, searching }) =>
      searching.by === 'nothing' ||
      fields.some(({ identity, references }) => identity !== null || references.length > 0)
        ? null
        : 'A person cannot be found here: give a field an identity or references, or say search: { by: nothing, why }.',
  },
  {
    at: null,
    find: ({ tombstones }, kind) =>
      kind !== 'cassandra' || tombstones
        ? null
        : 'Cassandra keeps deleted data for a while: say how long with tombstones: { grace_days, compaction_days }.',
  },
  {
    at: ['tombstones'],
    find: ({ tombstones }, kind) =>
      tombstones && kind !== 'cassandra' ? 'Only Cassandra has tombstones: use backups of the system.' : null,
  },
  {
    at: ['erasure'],
    find: ({ erasure, retention }) =>
      erasure.action === 'keep' && retention === null
        ? 'Keeping needs a retention rule, which says until when.'
        : null,
  },
  {
    at: ['erasure', 'fields'],
    find: (collection, kind) => {
      if (collection.erasure.action !== 'null') return null
      if (kind === 'azure_blob') return 'A blob cannot be emptied field by field: use delete or keep.'
      const { fields } = collection.erasure
      if (fields.some((name) => collection.key.includes(name)))
        return 'A field of the primary key cannot be emptied.'
      return fields.every((name) => hasField(collection, name))
        ? null
        : 'The collection has no field of this name.'
    },
  },
  {
    at: ['retention', 'months'],
    find: ({ retention }) =>
      retention && retention.months > ruleMonths(retention.rule as 'RET-STD')
        ? 'Longer than the rule allows: a customer can only agree on a shorter time.'
        : null,
  },
  {
    at: ['retention', 'anchor'],
    find: (collection, kind) => {
      const anchor = collection.retention?.anchor
      return anchor ? wrongAnchor(anchor, collection, kind) : null
    },
  },
  {
    at: ['options'],
    find: ({ options }, kind) => {
      const found = optionsOf[kind].safeParse(options)
      const issue = found.error?.issues[0]
      if (!issue) return null
      return issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: not an option of ${kind}.`
        : `${issue.path.join('.')} ${issue.message}.`
    },
  },
]

function references(systems: readonly System[]): Finding[] {
  const collections = systems.flatMap((system) => system.collections)
  const byId = new Map(collections.map((collection) => [collectionId(collection), collection]))
  const dangling = systems.flatMap((system, s) =>
    system.collections.flatMap((collection, c) =>
      collection.fields.flatMap((field, f) =>
        field.references
          .filter((reference) => {
            const target = byId.get(collectionId(reference))
            return !target || !hasField(target, reference.field)
          })
          .map(() =>
            error(
              ['dataset', s, 'collections', c, 'fields', f, 'fides_meta', 'references'],
              'It refers to a field that is not in this map.',
            ),
          ),
      ),
    ),
  )
  return [...dangling, ...circle(collections)]
}

function circle(collections: readonly Collection[]): Finding[] {
  if (searchOrder(collections) !== null) return []
  let left = [...collections]
  for (;;) {
    const names = new Set(left.map(collectionId))
    const next = left.filter((collection) => parentsOf(collection).some((parent) => names.has(parent)))
    if (next.length === left.length) break
    left = next
  }
  return [error(['dataset'], `References go in a circle among: ${left.map(collectionId).join(', ')}.`)]
}
