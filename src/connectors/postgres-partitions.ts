import type { Sql } from 'postgres'
import type { DateTime } from 'luxon'
import type { Collection } from '../domain/data-map/types.js'
import { StoreFailed } from './calls.js'
import { quote, type Table } from './postgres-tables.js'
import { boundsOf, scanRange } from './record-id.js'
import { optionsOf } from './settings.js'
import type { ScanRange } from './store.js'

/** Whether the map says that the table is partitioned by the field from which its retention runs. */
export function isByTime({ options, retention, erasure }: Collection): boolean {
  return (
    optionsOf.postgres.parse(options).partitioned_by_time &&
    erasure.action !== 'null' &&
    retention?.anchor.source === 'field'
  )
}

/** The partition that is a range of its own, as its name in SQL; null for a range of keys. */
export const partitionOf = (range: ScanRange): string | null =>
  (boundsOf(range)[2] as string | undefined) ?? null

/** The table as far as a range goes: one partition of it, or all of it. */
export function tableOf(table: Table, range: ScanRange): Table {
  const name = partitionOf(range)
  return name === null ? table : { ...table, name }
}

/** Each partition as a range, in the order of their names, those under other partitions too. */
export async function partitionRanges(sql: Sql, { name }: Table): Promise<ScanRange[]> {
  const rows = await sql<{ name: string }[]>`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_partition_tree(to_regclass(${name})) t join pg_class c on c.oid = t.relid
      join pg_namespace n on n.oid = c.relnamespace
    where t.isleaf order by 1`
  return rows.map((row) => scanRange([null, null, row.name]))
}

/** Whether the table is partitioned by ranges of one column, and which one; null when it is not. */
export async function partitionColumn(sql: Sql, { name }: Table): Promise<string | null> {
  const [row] = await sql<{ column: string }[]>`
    select attname as column from pg_partitioned_table p
      join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
    where p.partrelid = to_regclass(${name}) and p.partstrat = 'r' and p.partnatts = 1`
  return row?.column ?? null
}

export interface Expiry {
  /** Anchors of all its records lie before this instant. */
  readonly before: DateTime
  /** So many records. */
  readonly count: number
}

/**
 * Drops a partition that holds exactly so many records, all of them past their period; false when it holds others. One
 * that is not there any more was dropped.
 */
export async function dropPartition(
  sql: Sql,
  table: Table,
  { retention }: Collection,
  name: string,
  { before, count }: Expiry,
): Promise<boolean> {
  const anchor = retention?.anchor
  if (anchor?.source !== 'field') throw new StoreFailed('misfit')
  return sql.begin(async (tx) => {
    const [there] = await tx`select to_regclass(${name}) is not null as is_there`
    if (!there!['is_there']) return true
    // Nobody writes into it between the look and the end of it.
    await tx.unsafe(`lock table ${name} in access exclusive mode`)
    const at = tx.unsafe(quote(anchor.field))
    const [found] = await tx`
      select count(*)::int as count, (count(*) filter (where ${at} < ${before.toISO()!}::timestamptz))::int as due
      from ${tx.unsafe(name)}`
    if (found!['count'] !== count || found!['due'] !== count) return false
    await tx.unsafe(`alter table ${table.name} detach partition ${name}`)
    await tx.unsafe(`drop table ${name}`)
    return true
  }) as Promise<boolean>
}
