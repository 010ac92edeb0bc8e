import { TableClient, TableTransaction, type TableEntity, type TableEntityResult } from '@azure/data-tables'
import type { Collection, System } from '../domain/data-map/types.js'
import { anchorOf } from './anchor.js'
import { accountOf, classify, isGone, pipelineFor, type Account } from './azure.js'
import { bounded, call, chunks, reading, StoreFailed, whyFailed } from './calls.js'
import { eraseEach, together, type Outcome } from './erase-each.js'
import { keyOf, recordId } from './record-id.js'
import { optionsOf, type AzureSettings } from './settings.js'
import type { CallOptions, DataStore, Erased, Finding, RecordId, Value } from './store.js'
import { countByPages, valueByValue, type Part, type Wanted } from './value-by-value.js'

type Entity = TableEntityResult<Record<string, unknown>>

/** The service takes this many entities of one partition in a transaction. */
const batchSize = 100

/** Tables of Azure Table Storage. The identity needs to query, delete and, for emptied fields, update entities. */
export class AzureTableStore implements DataStore {
  readonly system: string
  readonly #account: Account

  constructor(
    private readonly described: System,
    settings: AzureSettings,
    env: NodeJS.ProcessEnv,
  ) {
    this.system = described.key
    this.#account = accountOf(settings, env)
  }

  check(options: CallOptions = {}): ReturnType<DataStore['check']> {
    return reading(async () => {
      const found = await bounded(this.described.collections, 4, (one) => this.#checkTable(one, options))
      return { findings: found.flat() }
    })
  }

  async #checkTable(collection: Collection, options: CallOptions): Promise<Finding[]> {
    const say = (sentence: string): Finding => ({ level: 'error', collection: collection.name, sentence })
    const isThere = await this.#ask(options, async (abortSignal) => {
      const entities = this.#table(collection).listEntities({
        queryOptions: { select: ['RowKey'] },
        abortSignal,
      })
      await entities.byPage({ maxPageSize: 1 }).next()
      return true
    }).catch((error: unknown) => {
      if (whyFailed(error) !== 'misfit') throw error
      return false
    })
    if (!isThere) return [say('The table is not there.')]
    return collection.fields
      .filter(
        ({ name, identity, references }) =>
          (identity !== null || references.length > 0) && !isSearchable(collection, name),
      )
      .map(({ name }) =>
        say(`${name} is not the PartitionKey: use a lookup table, or set options.scan to true.`),
      )
  }

  locate(
    ...[collection, matches, select, options = {}]: Parameters<DataStore['locate']>
  ): ReturnType<DataStore['locate']> {
    return reading(async () => {
      if (!matches.every(({ field }) => isSearchable(collection, field))) throw new StoreFailed('misfit')
      return await valueByValue(matches, options, (wanted, token, limit) =>
        this.#part(collection, select, wanted, { token, limit, options }),
      )
    })
  }

  async #part(
    collection: Collection,
    select: readonly string[],
    wanted: Wanted,
    { token, limit, options }: { token: string | null; limit: number; options: CallOptions },
  ): Promise<Part> {
    const filter = filterFor(collection, wanted)
    if (filter === null) return { records: [], token: null }
    const anchorField = anchorFieldOf(collection)
    const columns = [...new Set(['PartitionKey', 'RowKey', ...select, ...anchorField])]
    const page = await this.#ask(options, async (abortSignal) => {
      const pages = this.#table(collection)
        .listEntities({ queryOptions: { filter, select: columns }, abortSignal })
        .byPage({ maxPageSize: limit, ...(token ? { continuationToken: token } : {}) })
      return (await pages.next()).value as (Entity[] & { continuationToken?: string }) | undefined
    })
    const records = (page ?? []).map((entity) => ({
      id: recordId([entity.partitionKey!, entity.rowKey!]),
      anchorAt: anchorOf(anchorField.map((name) => propertyOf(entity, name))[0]),
      values: Object.fromEntries(select.map((name) => [name, valueOf(propertyOf(entity, name))])),
    }))
    return { records, token: page?.continuationToken ?? null }
  }

  count(...args: Parameters<DataStore['count']>): ReturnType<DataStore['count']> {
    return countByPages(this, ...args)
  }

  export(
    ...[collection, ids, options = {}]: Parameters<DataStore['export']>
  ): ReturnType<DataStore['export']> {
    return reading(async () => {
      const found = await this.#entities(collection, ids, options)
      const records = found.flatMap((entity, at) =>
        entity ? [{ id: ids[at]!, fields: { ...entity } as Record<string, unknown>, content: null }] : [],
      )
      return { records }
    })
  }

  async erase(...[collection, ids, options = {}]: Parameters<DataStore['erase']>): Promise<Erased> {
    const { erasure } = collection
    if (erasure.action === 'keep') throw new Error('a collection that is kept is not erased')
    if (erasure.action === 'null')
      return await eraseEach(ids, this.#concurrency, (id) =>
        this.#empty(collection, erasure.fields, id, options),
      )
    const batches = [...byPartition(ids).values()].flatMap((part) => chunks(part, batchSize))
    const parts = await bounded(batches, this.#concurrency, (batch) =>
      this.#delete(collection, batch, options),
    )
    return together(parts)
  }

  /** All at once; a transaction fails as a whole when one entity is gone, and then each is deleted by itself. */
  async #delete(collection: Collection, ids: readonly RecordId[], options: CallOptions): Promise<Erased> {
    const table = this.#table(collection)
    if (ids.length > 1) {
      const transaction = new TableTransaction()
      for (const id of ids) transaction.deleteEntity(...pairOf(id))
      const isDone = await this.#ask(
        options,
        (abortSignal) =>
          absentAs(false, async () => {
            await table.submitTransaction(transaction.actions, { abortSignal })
            return true
          }),
        // Each is tried by itself then, and tells what came of it.
      ).catch((error: unknown) => {
        whyFailed(error)
        return false
      })
      if (isDone) return { erased: ids, absent: [], failed: [] }
    }
    return await eraseEach(ids, this.#concurrency, (id) =>
      this.#ask(options, (abortSignal) =>
        absentAs<Outcome>('absent', async () => {
          await table.deleteEntity(...pairOf(id), { abortSignal })
          return 'erased'
        }),
      ),
    )
  }

  /** An entity loses properties only when it is replaced as a whole, which must be the one that was read. */
  #empty(
    collection: Collection,
    fields: readonly string[],
    id: RecordId,
    options: CallOptions,
  ): Promise<Outcome> {
    const table = this.#table(collection)
    return this.#ask(options, (abortSignal) =>
      absentAs<Outcome>('absent', async () => {
        const { etag, ...entity } = await table.getEntity<Record<string, unknown>>(...pairOf(id), {
          abortSignal,
        })
        const rest = Object.entries(entity).filter(
          ([name]) => !fields.includes(name) && !name.startsWith('odata'),
        )
        await table.updateEntity(Object.fromEntries(rest) as TableEntity, 'Replace', { etag, abortSignal })
        return 'erased'
      }),
    )
  }

  verify(
    ...[collection, ids, options = {}]: Parameters<DataStore['verify']>
  ): ReturnType<DataStore['verify']> {
    const { erasure } = collection
    return reading(async () => {
      const found = await this.#entities(collection, ids, options)
      const isLeft = (entity: Entity | null | undefined) =>
        !!entity &&
        (erasure.action !== 'null' || erasure.fields.some((name) => propertyOf(entity, name) !== undefined))
      return { remaining: ids.filter((_, at) => isLeft(found[at])) }
    })
  }

  async close(): Promise<void> {
    // The client keeps no connection that has to be ended.
  }

  get #concurrency(): number {
    return this.described.connection!.concurrency
  }

  async #entities(
    collection: Collection,
    ids: readonly RecordId[],
    options: CallOptions,
  ): Promise<(Entity | null)[]> {
    const table = this.#table(collection)
    return await bounded(ids, this.#concurrency, (id) =>
      this.#ask(options, (abortSignal) =>
        absentAs<Entity | null>(null, () =>
          table.getEntity<Record<string, unknown>>(...pairOf(id), { abortSignal }),
        ),
      ),
    )
  }

  #table({ nativeName }: Collection): TableClient {
    const pipeline = pipelineFor(this.described.connection!)
    return 'connectionString' in this.#account
      ? TableClient.fromConnectionString(this.#account.connectionString, nativeName, {
          ...pipeline,
          allowInsecureConnection: /http:\/\/(?:127\.0\.0\.1|localhost)/u.test(
            this.#account.connectionString,
          ),
        })
      : new TableClient(this.#account.url, nativeName, this.#account.credential, pipeline)
  }

  #ask<T>(options: CallOptions, work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    return call(this.described.connection!.timeoutMs, classify, options, work)
  }
}

/** The property that the anchor stands in; none without a rule. */
function anchorFieldOf({ retention }: Collection): string[] {
  if (retention === null) return []
  return [retention.anchor.source === 'field' ? retention.anchor.field : 'Timestamp']
}

function isSearchable({ options }: Collection, field: string): boolean {
  return field === 'PartitionKey' || optionsOf.azure_table.parse(options).scan
}

/** Null when the value cannot be of the field's type. */
function filterFor({ fields }: Collection, { field, value }: Wanted): string | null {
  const type = fields.find(({ name }) => name === field)?.type
  if (type !== 'integer') return `${field} eq '${value.replaceAll("'", "''")}'`
  return /^-?\d{1,10}$/u.test(value) ? `${field} eq ${value}` : null
}

function pairOf(id: RecordId): [string, string] {
  const [partition, row] = keyOf(id, 2)
  return [partition!, row!]
}

function byPartition(ids: readonly RecordId[]): Map<string, RecordId[]> {
  const parts = new Map<string, RecordId[]>()
  for (const id of ids) {
    const [partition] = pairOf(id)
    parts.set(partition, [...(parts.get(partition) ?? []), id])
  }
  return parts
}

/** The client calls what every entity has by names of its own. */
const ownNames: Readonly<Record<string, string>> = {
  PartitionKey: 'partitionKey',
  RowKey: 'rowKey',
  Timestamp: 'timestamp',
}

const propertyOf = (entity: Entity, name: string): unknown => entity[ownNames[name] ?? name]

const valueOf = (value: unknown): Value =>
  value === undefined || value === null
    ? null
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : String(value instanceof Date ? value.toISOString() : value)

/** `absent` for an entity that is not there. */
async function absentAs<T>(absent: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isGone(error)) return absent
    throw error
  }
}
