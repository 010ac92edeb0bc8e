import { DateTime } from 'luxon'
import type { types } from 'cassandra-driver'
import { type Client } from 'cassandra-driver'
import type { Collection, System } from '../domain/data-map/types.js'
import { anchorOf } from '../domain/data-map/anchor.js'
import { bounded, call, reading, StoreFailed } from './calls.js'
import { classify, connectCassandra } from './cassandra-client.js'
import { checkTable } from './cassandra-check.js'
import { scanQuery, tokenRanges, tokensOf } from './cassandra-scan.js'
import { fits, isSearchable, parameter, quote, readTable, textOf, type Table } from './cassandra-tables.js'
import { byPartition, inPartition, onlyClustering } from './cassandra-partitions.js'
import { allFailed, together } from './erase-each.js'
import { cursor, keyOf, recordId, stateOf } from './record-id.js'
import type { CassandraSettings } from './settings.js'
import type { CallOptions, DataStore, Erased, LocatedRecord, RecordId, Value } from './store.js'
import { countByPages, valueByValue, type Part, type Wanted } from './value-by-value.js'

type Row = types.Row

/**
 * A keyspace of Cassandra. Its role needs SELECT and MODIFY on the tables of the map. Every statement is prepared and
 * names a partition, an index or, for a scan, a range of tokens; nothing is filtered (no ALLOW FILTERING).
 */
export class CassandraStore implements DataStore {
  readonly system: string
  #client: Promise<Client> | null = null
  readonly #tables = new Map<string, Promise<Table>>()

  constructor(
    private readonly described: System,
    private readonly settings: CassandraSettings,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.system = described.key
  }

  check(options: CallOptions = {}): ReturnType<DataStore['check']> {
    return reading(async () => {
      const client = await this.#connected(options)
      await this.#run(options, 'select release_version from system.local', [])
      const { collections } = this.described
      const found = await bounded(collections, 4, (one) =>
        this.#ask(options, () => checkTable(client, this.settings.keyspace, one)),
      )
      return { findings: found.flat() }
    })
  }

  locate(
    ...[collection, matches, select, options = {}]: Parameters<DataStore['locate']>
  ): ReturnType<DataStore['locate']> {
    return reading(async () => {
      const table = await this.#table(collection, options)
      if (!matches.every(({ field }) => isSearchable(table, collection, field)))
        throw new StoreFailed('misfit')
      return await valueByValue(matches, options, (wanted, token, limit) =>
        this.#part(table, collection, select, wanted, { token, limit, options }),
      )
    })
  }

  async #part(
    table: Table,
    collection: Collection,
    select: readonly string[],
    { field, value }: Wanted,
    { token, limit, options }: { token: string | null; limit: number; options: CallOptions },
  ): Promise<Part> {
    if (!fits(table, field, value)) return { records: [], token: null }
    const list = columnsOf(collection, select)
    const query = `select ${list.join(', ')} from ${table.name} where ${quote(field)} = ?`
    const found = await this.#run(options, query, [parameter(table, field, value)], {
      fetchSize: limit,
      ...(token ? { pageState: token } : {}),
    })
    return {
      records: found.rows.map((row) => recordOf(row, collection, select)),
      token: (found.pageState as string | null) ?? null,
    }
  }

  divide(
    ...[collection, parts, options = {}]: Parameters<DataStore['divide']>
  ): ReturnType<DataStore['divide']> {
    return reading(async () => {
      await this.#table(collection, options)
      const found = await this.#run(options, 'select partitioner from system.local', [])
      if (!String(found.first()['partitioner']).endsWith('.Murmur3Partitioner'))
        throw new StoreFailed('misfit')
      return { ranges: tokenRanges(parts) }
    })
  }

  scan(
    ...[collection, range, select, options = {}]: Parameters<DataStore['scan']>
  ): ReturnType<DataStore['scan']> {
    const { after = null, limit = 500 } = options
    return reading(async () => {
      const table = await this.#table(collection, options)
      const query = scanQuery(table, columnsOf(collection, select))
      const found = await this.#run(options, query, tokensOf(range), {
        fetchSize: limit,
        ...(after === null ? {} : { pageState: stateOf(after)[0] }),
      })
      // A partition of static columns alone has a row without a whole key: no record of the collection.
      const rows = found.rows.filter((row) => collection.key.every((name) => row[name] !== null))
      const state = found.pageState as string | null
      return {
        records: rows.map((row) => recordOf(row, collection, select)),
        next: state ? cursor([state]) : null,
        scanned: rows.length,
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
      const rows = await this.#byKey('select json * from', collection, ids, options)
      const records = rows.flatMap((row, at) =>
        row
          ? [
              {
                id: ids[at]!,
                fields: JSON.parse(String(row['[json]'])) as Record<string, unknown>,
                content: null,
              },
            ]
          : [],
      )
      return { records }
    })
  }

  async erase(...[collection, ids, options = {}]: Parameters<DataStore['erase']>): Promise<Erased> {
    const { erasure } = collection
    if (erasure.action === 'keep') throw new Error('a collection that is kept is not erased')
    const verb = (table: Table) =>
      erasure.action === 'null'
        ? `update ${table.name} set ${erasure.fields.map((name) => `${quote(name)} = null`).join(', ')}`
        : `delete from ${table.name}`
    try {
      const table = await this.#table(collection, options)
      const query = `${verb(table)} ${whereKey(collection)}`
      const groups = byPartition(table, collection, ids)
      const parts = await bounded(groups, this.described.connection!.concurrency, async (group) => {
        const queries = group.map((id) => ({ query, params: keyParameters(table, collection, id) }))
        return await this.#write(options, queries).then(
          () => ({ erased: group, absent: [], failed: [] }),
          (error: unknown) => allFailed(group, error),
        )
      })
      return together(parts)
    } catch (error) {
      return allFailed(ids, error)
    }
  }

  /** Statements on one partition: together they are one change of it, which needs no log of the batch. */
  async #write(
    options: CallOptions,
    queries: readonly { readonly query: string; readonly params: unknown[] }[],
  ): Promise<void> {
    const [only, ...others] = queries
    if (others.length === 0) await this.#run(options, only!.query, only!.params)
    else {
      const client = await this.#connected(options)
      await this.#ask(options, () => client.batch([...queries], { prepare: true, logged: false }))
    }
  }

  verify(
    ...[collection, ids, options = {}]: Parameters<DataStore['verify']>
  ): ReturnType<DataStore['verify']> {
    const { erasure, key } = collection
    const names = erasure.action === 'null' ? erasure.fields : [key[0]!]
    const columns = [...new Set([...key, ...names])].map(quote).join(', ')
    return reading(async () => {
      const table = await this.#table(collection, options)
      const groups = byPartition(table, collection, ids)
      const rows = await bounded(groups, this.described.connection!.concurrency, (group) =>
        this.#rowsOf(table, collection, `select ${columns} from ${table.name}`, group, options),
      )
      const left = rows.flat().filter((row) => names.some((name) => row[name] !== null))
      const there = new Set(left.map((row) => idOf(row, collection)))
      return { remaining: ids.filter((id) => there.has(id)) }
    })
  }

  /** Those records of one partition that are there. */
  async #rowsOf(
    table: Table,
    collection: Collection,
    select: string,
    ids: readonly RecordId[],
    options: CallOptions,
  ): Promise<readonly Row[]> {
    const clustering = onlyClustering(table)
    const keys = ids.map((id) => keyParameters(table, collection, id))
    if (ids.length > 1 && clustering !== null) {
      const valueOfKey = (name: string, at: number) => keys[at]![collection.key.indexOf(name)]
      const values = [
        ...table.partition.map((name) => valueOfKey(name, 0)),
        ids.map((_, at) => valueOfKey(clustering, at)),
      ]
      return (await this.#run(options, `${select} ${inPartition(table, clustering)}`, values)).rows
    }
    const found = await bounded(keys, 1, (values) =>
      this.#run(options, `${select} ${whereKey(collection)}`, values),
    )
    return found.flatMap(({ rows }) => rows)
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null)
    this.#client = null
    await client?.shutdown()
  }

  async #byKey(verb: string, collection: Collection, ids: readonly RecordId[], options: CallOptions) {
    const table = await this.#table(collection, options)
    return await bounded(ids, this.described.connection!.concurrency, async (id): Promise<Row | null> => {
      const query = `${verb} ${table.name} ${whereKey(collection)}`
      return (await this.#run(options, query, keyParameters(table, collection, id))).first()
    })
  }

  /** A failed look is not kept: the next call looks again. */
  #table(collection: Collection, options: CallOptions): Promise<Table> {
    const known = this.#tables.get(collection.nativeName)
    if (known) return known
    const found = this.#connected(options).then((client) =>
      this.#ask(options, () => readTable(client, this.settings.keyspace, collection)),
    )
    this.#tables.set(collection.nativeName, found)
    found.catch(() => this.#tables.delete(collection.nativeName))
    return found
  }

  #connected(options: CallOptions): Promise<Client> {
    if (this.#client) return this.#client
    const { connection } = this.described
    const client = this.#ask(options, () => connectCassandra(connection!, this.settings, this.env))
    this.#client = client
    client.catch(() => (this.#client = null))
    return client
  }

  async #run(options: CallOptions, query: string, values: unknown[], more = {}): Promise<types.ResultSet> {
    const client = await this.#connected(options)
    return await this.#ask(options, () => client.execute(query, values, { prepare: true, ...more }))
  }

  #ask<T>(options: CallOptions, work: () => Promise<T>): Promise<T> {
    return call(this.described.connection!.timeoutMs + 500, classify, options, work)
  }
}

const writetime = (field: string) => `writetime(${quote(field)}) as written_at`
const whereKey = ({ key }: Collection) => `where ${key.map((name) => `${quote(name)} = ?`).join(' and ')}`
const recordOf = (row: Row, collection: Collection, select: readonly string[]): LocatedRecord => ({
  id: idOf(row, collection),
  anchorAt: anchorAt(row, collection),
  values: Object.fromEntries(select.map((name) => [name, valueOf(row[name])])),
})
const idOf = (row: Row, { key }: Collection) => recordId(key.map((name) => textOf(row[name])))

function keyParameters(table: Table, { key }: Collection, id: RecordId): unknown[] {
  const texts = keyOf(id, key.length)
  return key.map((name, at) => parameter(table, name, texts[at]!))
}

function columnsOf({ key, retention }: Collection, select: readonly string[]): string[] {
  const anchor = retention?.anchor
  const names = new Set([...key, ...select, ...(anchor?.source === 'field' ? [anchor.field] : [])])
  return [...[...names].map(quote), ...(anchor?.source === 'writetime' ? [writetime(anchor.field)] : [])]
}

function anchorAt(row: Row, { retention }: Collection): DateTime | null {
  if (retention === null) return null
  const { anchor } = retention
  if (anchor.source === 'field') {
    const value: unknown = row[anchor.field]
    return anchorOf(value instanceof Date || value === null ? value : textOf(value))
  }
  const micros: unknown = row['written_at']
  return micros === null ? null : DateTime.fromMillis(Math.floor(Number(micros) / 1000), { zone: 'utc' })
}

const valueOf = (value: unknown): Value =>
  value === null || value === undefined
    ? null
    : typeof value === 'number' || typeof value === 'boolean'
      ? value
      : textOf(value)
