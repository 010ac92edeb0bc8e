import { TableClient, TableTransaction, type TableEntity } from '@azure/data-tables'
import type { Collection, System } from '../domain/data-map/types.js'
import { accountOf, classify, pipelineFor, type Account } from './azure.js'
import { findingsOf } from './azure-table-check.js'
import {
  absentAs,
  byPartition,
  columnsOf,
  filterFor,
  isSearchable,
  pairOf,
  propertyOf,
  recordOf,
  type Entity,
} from './azure-table-entities.js'
import { thereInRange, type ListPage } from './azure-table-range.js'
import { partitionRanges, rangeFilter, type FirstFrom } from './azure-table-scan.js'
import { bounded, call, chunks, reading, StoreFailed, whyFailed } from './calls.js'
import { eraseEach, together, type Outcome } from './erase-each.js'
import { cursor, stateOf } from './record-id.js'
import type { AzureSettings } from './settings.js'
import type { CallOptions, DataStore, Erased, RecordId } from './store.js'
import { countByPages, valueByValue, type Part, type Wanted } from './value-by-value.js'

/** The service takes this many entities of one partition in a transaction, and gives so many at once. */
const [batchSize, pageSize] = [100, 1000]

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
      const found = await bounded(this.described.collections, 4, async (one) =>
        findingsOf(one, await this.#isThere(one, options)),
      )
      return { findings: found.flat() }
    })
  }

  async #isThere(collection: Collection, options: CallOptions): Promise<boolean> {
    const table = this.#table(collection)
    return this.#ask(options, async (abortSignal) => {
      const pages = table.listEntities({ queryOptions: { select: ['RowKey'] }, abortSignal })
      await pages.byPage({ maxPageSize: 1 }).next()
      return true
    }).catch((error: unknown) => {
      if (whyFailed(error) !== 'misfit') throw error
      return false
    })
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
    const page = await this.#list(collection, select, filter, token, limit, options)
    return {
      records: page.entities.map((entity) => recordOf(collection, select, entity)),
      token: page.token,
    }
  }

  #list(
    collection: Collection,
    select: readonly string[],
    filter: string,
    token: string | null,
    limit: number,
    options: CallOptions,
  ): Promise<{ entities: readonly Entity[]; token: string | null }> {
    const queryOptions = { filter, select: columnsOf(collection, select) }
    return this.#ask(options, async (abortSignal) => {
      const pages = this.#table(collection)
        .listEntities({ queryOptions, abortSignal })
        .byPage({ maxPageSize: limit, ...(token ? { continuationToken: token } : {}) })
      const page = (await pages.next()).value as (Entity[] & { continuationToken?: string }) | undefined
      return { entities: page ?? [], token: page?.continuationToken ?? null }
    })
  }

  divide(
    ...[collection, parts, options = {}]: Parameters<DataStore['divide']>
  ): ReturnType<DataStore['divide']> {
    const firstFrom: FirstFrom = async (filter) => {
      let token: string | null = null
      do {
        // The service may give an empty page and go on.
        const page = await this.#list(collection, [], filter, token, 1, options)
        if (page.entities[0]) return page.entities[0].partitionKey!
        ;({ token } = page)
      } while (token !== null)
      return null
    }
    return reading(async () => ({ ranges: await partitionRanges(parts, firstFrom) }))
  }

  scan(
    ...[collection, range, select, options = {}]: Parameters<DataStore['scan']>
  ): ReturnType<DataStore['scan']> {
    const { after = null, limit = 500 } = options
    return reading(async () => {
      const start = after === null ? null : (stateOf(after)[0] as string)
      const page = await this.#list(collection, select, rangeFilter(range), start, limit, options)
      return {
        records: page.entities.map((entity) => recordOf(collection, select, entity)),
        next: page.token === null ? null : cursor([page.token]),
        scanned: page.entities.length,
      }
    })
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
      if (erasure.action === 'null') {
        const found = await this.#entities(collection, ids, options)
        const isLeft = (entity: Entity | null | undefined) =>
          !!entity && erasure.fields.some((name) => propertyOf(entity, name) !== undefined)
        return { remaining: ids.filter((_, at) => isLeft(found[at])) }
      }
      return { remaining: await this.#there(collection, ids, options) }
    })
  }

  /** Those ids that are there. */
  async #there(
    collection: Collection,
    ids: readonly RecordId[],
    options: CallOptions,
  ): Promise<readonly RecordId[]> {
    const list: ListPage = (filter, token) => this.#list(collection, [], filter, token, pageSize, options)
    const parts = await bounded([...byPartition(ids).values()], this.#concurrency, async (part) => ({
      part,
      there: await thereInRange(part, list),
    }))
    const others = parts.flatMap(({ part, there }) => (there ? [] : part))
    const found = await this.#entities(collection, others, options)
    const left = new Set([
      ...parts.flatMap(({ there }) => there ?? []),
      ...others.filter((_, at) => found[at]),
    ])
    return ids.filter((id) => left.has(id))
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
