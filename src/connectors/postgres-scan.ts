import type { DateTime } from 'luxon'
import type { Collection } from '../domain/data-map/types.js'
import { zone } from '../domain/time/calendar.js'
import { quote, typeOf, type Table } from './postgres-tables.js'
import type { Statement } from './postgres-statements.js'
import { boundsOf, scanRange, type Key } from './record-id.js'
import type { ScanRange } from './store.js'

/** Keys of a range: those after `from`, up to and with `to`; null: without bound. */
export interface KeyRange {
  readonly from: Key | null
  readonly to: Key | null
}

export const keyRange = (range: ScanRange): KeyRange => {
  const [from, to] = boundsOf(range) as [Key | null, Key | null]
  return { from, to }
}

/** Ranges that end at these keys, which are in order, and one more for all after the last. */
export function rangesBetween(bounds: readonly Key[]): ScanRange[] {
  const starts = [null, ...bounds]
  const ends = [...bounds, null]
  return starts.map((from, at) => scanRange([from, ends[at]]))
}

/** How large a table is, with its partitions, in blocks. */
export const sizeStatement = ({ name }: Table): Statement => ({
  text: `select (coalesce((select sum(pg_relation_size(relid)) from pg_partition_tree(to_regclass($1))),
    pg_relation_size(to_regclass($1))) / current_setting('block_size')::int)::text as blocks`,
  values: [name],
})

/** Enough that the shares of the parts come out about alike. */
const blocksAPart = 4
const fewestBlocks = 50

/**
 * The last key of each part but the last, reckoned from a sample of blocks: its cost grows with the parts, not with the
 * table.
 */
export function boundsStatement(table: Table, { key }: Collection, parts: number, blocks: number): Statement {
  for (const column of key) typeOf(table, column)
  const wanted = Math.max(fewestBlocks, parts * blocksAPart)
  const percent = Math.min(100, (100 * wanted) / Math.max(1, blocks))
  const names = key.map(quote)
  const texts = names.map((name) => `${name}::text as ${name}`)
  return {
    text: `with sample as (select ${names.join(', ')} from ${table.name} tablesample system ($1::text::real) repeatable (1)),
      tiled as (select *, ntile($2::text::int) over (order by ${names.join(', ')}) as part from sample)
      select ${texts.join(', ')} from (select distinct on (part) * from tiled
        order by part, ${names.map((name) => `${name} desc`).join(', ')}) as last
      where part < (select max(part) from tiled) order by part`,
    values: [String(percent), String(parts)],
  }
}

export interface ScanColumns {
  readonly select: readonly string[]
  readonly anchor: string | null
}

export interface ScanWindow extends KeyRange {
  readonly before: DateTime | null
  readonly limit: number
}

/**
 * One page in the order of the key. Of `limit` rows that are looked at come those that may be due, and in any case the
 * last one, by which the next page begins; `is_hit` tells them apart, `scanned` how many were looked at.
 */
export function scanStatement(
  table: Table,
  { key }: Collection,
  { select, anchor }: ScanColumns,
  { from, to, before, limit }: ScanWindow,
): Statement {
  const values: string[] = []
  const given = (value: string) => `$${values.push(value)}::text`
  const bound = (sign: string, at: Key) =>
    `(${key.map(quote).join(', ')}) ${sign} (${key.map((name, n) => `${given(at[n]!)}::${typeOf(table, name)}`).join(', ')})`
  const where = [...(from ? [bound('>', from)] : []), ...(to ? [bound('<=', to)] : [])]
  const hit =
    anchor === null || before === null ? 'true' : earlier(table, anchor, () => given(before.toISO()!))
  const keys = key.map((name) => ({ inner: quote(name), outer: quote(`k.${name}`), name: quote(name) }))
  const others = [...new Set([...select, ...(anchor === null ? [] : [anchor])])]
  for (const name of others) typeOf(table, name)
  const inner = [
    ...keys.map((one) => `${one.inner} as ${one.outer}`),
    ...others.map((name) => `${quote(name)}::text as ${quote(`v.${name}`)}`),
  ]
  const order = keys.map((one) => one.outer).join(', ')
  const outer = [
    ...keys.map((one) => `${one.outer}::text as ${one.name}`),
    ...others.map((name) => quote(`v.${name}`)),
  ]
  return {
    text: `with page as materialized (select ${inner.join(', ')}, ${hit} as is_hit from ${table.name}
        ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by ${key.map(quote).join(', ')} limit ${limit}),
      numbered as (select *, row_number() over (order by ${order}) as at, count(*) over () as scanned from page)
      select ${outer.join(', ')}, is_hit, scanned::int as scanned from numbered where is_hit or at = scanned order by at`,
    values,
  }
}

/** By type of the column, how it is compared with an instant; the anchor of a date begins in Oslo. */
const comparisons: readonly {
  readonly type: RegExp
  readonly test: (column: string, at: string) => string
}[] = [
  { type: /^timestamp.* with time zone$/u, test: (column, at) => `${column} < ${at}::timestamptz` },
  {
    type: /^timestamp.* without time zone$/u,
    test: (column, at) => `${column} < (${at}::timestamptz at time zone 'UTC')`,
  },
  {
    type: /^date$/u,
    test: (column, at) => `${column} <= (${at}::timestamptz at time zone '${zone}')::date`,
  },
]

function earlier(table: Table, column: string, at: () => string): string {
  const comparison = comparisons.find(({ type }) => type.test(typeOf(table, column)))
  return comparison ? `coalesce(${comparison.test(quote(column), at())}, true)` : 'true'
}
