import postgres, { type Sql } from 'postgres'
import type { Collection, System } from '../domain/data-map/types.js'
import { anchorOf } from '../domain/data-map/anchor.js'
import { bounded, call, chunks, codeOf, reading, whyFailed, type Classify } from './calls.js'
import { checkTable } from './postgres-check.js'
import { dropPartition, isByTime, partitionOf, partitionRanges, tableOf } from './postgres-partitions.js'
import {
  boundsStatement,
  keyRange,
  rangesBetween,
  scanStatement,
  sizeStatement,
  type ScanColumns,
} from './postgres-scan.js'
import {
  countStatement,
  eraseStatement,
  pageStatement,
  remainingStatement,
  rowsStatement,
  type Statement,
} from './postgres-statements.js'
import { readTable, type Table } from './postgres-tables.js'
import { cursor, keysOf, recordId, stateOf } from './record-id.js'
import { optionsOf, resolve, type PostgresSettings } from './settings.js'
import type { CallOptions, DataStore, Erased, RecordId } from './store.js'

/** Keys in one statement. */
const batchSize = 1000

const meanings: readonly (readonly [RegExp, 'away' | 'timeout' | 'denied' | 'misfit'])[] = [
  [/^(?:08...|57P0[1-5]|53...|CONNECT_TIMEOUT|CONNECTION_[A-Z]+)$/u, 'away'],
  [/^(?:57014|55P03)$/u, 'timeout'],
  [/^(?:28...|42501)$/u, 'denied'],
  [/^(?:42P01|42703|42704|3D000|3F000|42883|42809)$/u, 'misfit'],
]

const classify: Classify = (error) => {
  const code = codeOf(error)
  return meanings.find(([form]) => form.test(code))?.[1] ?? null
}

/** A Postgres database. Its role needs SELECT and DELETE on the tables of the map, and UPDATE of fields it empties. */
export function openPostgres(system: System, settings: PostgresSettings, env: NodeJS.ProcessEnv): DataStore {
  const { timeoutMs, concurrency } = system.connection!
  const sql = postgres(resolve(settings.url, env), {
    max: Math.min(concurrency, 10),
    connect_timeout: Math.ceil(timeoutMs / 1000),
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: {
      application_name: 'rights-desk',
      statement_timeout: timeoutMs,
      // Keys and anchors go through text: one form of it, wherever the server stands.
      TimeZone: 'UTC',
      DateStyle: 'ISO, YMD',
    },
  })
  return new PostgresStore(system, sql)
}

class PostgresStore implements DataStore {
  readonly system: string
  readonly #tables = new Map<string, Promise<Table>>()

  constructor(
    private readonly described: System,
    private readonly sql: Sql,
  ) {
    this.system = described.key
  }

  check(options: CallOptions = {}): ReturnType<DataStore['check']> {
    return reading(async () => {
      await this.#ask(options, () => this.sql`select 1`)
      const { collections } = this.described
      const found = await bounded(collections, 4, (one) =>
        this.#ask(options, () => checkTable(this.sql, one)),
      )
      return { findings: found.flat() }
    })
  }

  locate(
    ...[collection, matches, select, options = {}]: Parameters<DataStore['locate']>
  ): ReturnType<DataStore['locate']> {
    const { after = null, limit = 500 } = options
    const columns = {
      ...columnsOf(collection, select),
      lower: optionsOf.postgres.parse(collection.options).lower,
    }
    return reading(async () => {
      const table = await this.#table(collection, options)
      const state = after === null ? null : (stateOf(after) as string[])
      const rows = await this.#run(options, pageStatement(table, collection, matches, columns, state, limit))
      const last = rows.length === limit ? rows.at(-1) : undefined
      return {
        records: rows.map((row) => recordOf(row, collection, columns)),
        next: last ? cursor(keyFrom(last, collection)) : null,
      }
    })
  }

  divide(
    ...[collection, parts, options = {}]: Parameters<DataStore['divide']>
  ): ReturnType<DataStore['divide']> {
    return reading(async () => {
      const isWhole = parts === 1 && !isByTime(collection)
      if (isWhole) return { ranges: rangesBetween([]) }
      const table = await this.#table(collection, options)
      if (isByTime(collection))
        return { ranges: await this.#ask(options, () => partitionRanges(this.sql, table)) }
      const [size] = await this.#run(options, sizeStatement(table))
      const rows = await this.#run(
        options,
        boundsStatement(table, collection, parts, Number(size!['blocks'])),
      )
      return { ranges: rangesBetween(rows.map((row) => keyFrom(row, collection))) }
    })
  }

  scan(
    ...[collection, range, select, options = {}]: Parameters<DataStore['scan']>
  ): ReturnType<DataStore['scan']> {
    const { after = null, limit = 500, anchoredBefore: before = null } = options
    const columns = columnsOf(collection, select)
    return reading(async () => {
      const table = tableOf(await this.#table(collection, options), range)
      const { from, to } = keyRange(range)
      const start = after === null ? from : (stateOf(after) as string[])
      const window = { from: start, to, before, limit }
      const rows = await this.#run(options, scanStatement(table, collection, columns, window))
      const scanned = Number(rows[0]?.['scanned'] ?? 0)
      const hits = rows.filter((row) => row['is_hit'])
      return {
        records: hits.map((row) => recordOf(row, collection, columns)),
        next: scanned === limit ? cursor(keyFrom(rows.at(-1)!, collection)) : null,
        scanned,
      }
    })
  }

  drop(
    ...[collection, range, { count, anchoredBefore: before }, options = {}]: Parameters<
      NonNullable<DataStore['drop']>
    >
  ): ReturnType<NonNullable<DataStore['drop']>> {
    return reading(async () => {
      const name = partitionOf(range)
      if (name === null) return { isDropped: false }
      const table = await this.#table(collection, options)
      const drop = () => dropPartition(this.sql, table, collection, name, { before, count })
      return { isDropped: await this.#ask(options, drop) }
    })
  }

  count(
    ...[collection, matches, options = {}]: Parameters<DataStore['count']>
  ): ReturnType<DataStore['count']> {
    return reading(async () => {
      const table = await this.#table(collection, options)
      const { lower } = optionsOf.postgres.parse(collection.options)
      const [row] = await this.#run(options, countStatement(table, matches, lower))
      return { count: Number(row?.['count'] ?? 0) }
    })
  }

  export(
    ...[collection, ids, options = {}]: Parameters<DataStore['export']>
  ): ReturnType<DataStore['export']> {
    return reading(async () => {
      const table = await this.#table(collection, options)
      const rows = await this.#run(
        options,
        rowsStatement(table, collection, keysOf(ids, collection.key.length)),
      )
      const records = rows.map(({ place, row }) => ({
        id: ids[Number(place) - 1]!,
        fields: row as unknown as Record<string, unknown>,
        content: null,
      }))
      return { records }
    })
  }

  async erase(...[collection, ids, options = {}]: Parameters<DataStore['erase']>): Promise<Erased> {
    if (collection.erasure.action === 'keep') throw new Error('a collection that is kept is not erased')
    const parts = await bounded(chunks(ids, batchSize), this.described.connection!.concurrency, (part) =>
      this.#eraseBatch(collection, part, options),
    )
    return {
      erased: parts.flatMap((part) => part.erased),
      absent: parts.flatMap((part) => part.absent),
      failed: parts.flatMap((part) => part.failed),
    }
  }

  async #eraseBatch(collection: Collection, ids: readonly RecordId[], options: CallOptions): Promise<Erased> {
    try {
      const table = await this.#table(collection, options)
      const [row] = await this.#run(
        options,
        eraseStatement(table, collection, keysOf(ids, collection.key.length)),
      )
      const places = row!['places'] as unknown as readonly number[] | null
      if (places === null) return { erased: ids, absent: [], failed: [] }
      const there = new Set(places)
      return {
        erased: ids.filter((_, at) => there.has(at + 1)),
        absent: ids.filter((_, at) => !there.has(at + 1)),
        failed: [],
      }
    } catch (error) {
      const why = whyFailed(error)
      return { erased: [], absent: [], failed: ids.map((id) => ({ id, why })) }
    }
  }

  verify(
    ...[collection, ids, options = {}]: Parameters<DataStore['verify']>
  ): ReturnType<DataStore['verify']> {
    return reading(async () => {
      const table = await this.#table(collection, options)
      const rows = await this.#run(
        options,
        remainingStatement(table, collection, keysOf(ids, collection.key.length)),
      )
      const left = new Set(rows.map(({ place }) => Number(place)))
      return { remaining: ids.filter((_, at) => left.has(at + 1)) }
    })
  }

  async close(): Promise<void> {
    await this.sql.end({ timeout: 5 })
  }

  /** A failed look is not kept: the next call looks again. */
  #table(collection: Collection, options: CallOptions): Promise<Table> {
    const known = this.#tables.get(collection.nativeName)
    if (known) return known
    const found = this.#ask(options, () => readTable(this.sql, collection))
    this.#tables.set(collection.nativeName, found)
    found.catch(() => this.#tables.delete(collection.nativeName))
    return found
  }

  #run(options: CallOptions, statement: Statement | null): Promise<Row[]> {
    if (statement === null) return Promise.resolve([])
    return this.#ask(options, () =>
      this.sql.unsafe<Row[]>(statement.text, statement.values as string[], { prepare: true }),
    )
  }

  #ask<T>(options: CallOptions, work: () => PromiseLike<T>): Promise<T> {
    return call(this.described.connection!.timeoutMs + 500, classify, options, async () => await work())
  }
}

type Row = Record<string, string | null>

function columnsOf({ retention }: Collection, select: readonly string[]): ScanColumns {
  const anchor = retention?.anchor
  return { select, anchor: anchor?.source === 'field' ? anchor.field : null }
}

const recordOf = (row: Row, collection: Collection, { select, anchor }: ScanColumns) => ({
  id: idOf(row, collection),
  anchorAt: anchor === null ? null : anchorOf(row[`v.${anchor}`]),
  values: Object.fromEntries(select.map((field) => [field, row[`v.${field}`] ?? null])),
})

const keyFrom = (row: Row, { key }: Collection) => key.map((column) => row[column]!)
const idOf = (row: Row, collection: Collection) => recordId(keyFrom(row, collection))
