import type { Collection } from '../domain/data-map/types.js'
import { fitting, quote, typeOf, type Table } from './postgres-tables.js'
import type { Match } from './store.js'

/** A statement with its parameters; every name in it is quoted, every value a parameter. */
export interface Statement {
  readonly text: string
  readonly values: readonly (string | number | readonly string[])[]
}

/** `numeric(10,2)[]` is no type; `numeric[]` is. */
const arrayOf = (type: string) => `${type.replace(/\(.*\)/u, '')}[]`

/** Null when no value can be in any of the columns. */
function condition(table: Table, matches: readonly Match[], lower: readonly string[]): Statement | null {
  const parts = matches.flatMap(({ field, values }) => {
    const type = typeOf(table, field)
    const fit = lower.includes(field) ? values.map((value) => value.toLowerCase()) : fitting(type, values)
    if (fit.length === 0) return []
    const column = lower.includes(field) ? `lower(${quote(field)})` : quote(field)
    return [{ column, type: lower.includes(field) ? 'text' : type, values: fit }]
  })
  if (parts.length === 0) return null
  const text = parts.map(({ column, type }, at) => `${column} = any($${at + 1}::text[]::${arrayOf(type)})`)
  return { text: text.join(' or '), values: parts.map(({ values }) => values) }
}

export interface Columns {
  readonly select: readonly string[]
  readonly anchor: string | null
  readonly lower: readonly string[]
}

/**
 * One page, in the order of the key. What matches is found first, by the index of the field: asked for in one, Postgres
 * may walk the whole primary key instead because of the limit.
 */
export function pageStatement(
  table: Table,
  { key }: Collection,
  matches: readonly Match[],
  { select, anchor, lower }: Columns,
  after: readonly string[] | null,
  limit: number,
): Statement | null {
  const where = condition(table, matches, lower)
  if (where === null) return null
  const keys = key.map((column) => `${quote(column)} as ${quote(`k.${column}`)}`)
  const others = [...select, ...(anchor === null ? [] : [anchor])].map(
    (column) => `${quote(column)}::text as ${quote(`v.${column}`)}`,
  )
  for (const column of [...key, ...select, ...(anchor === null ? [] : [anchor])]) typeOf(table, column)
  const keyNames = key.map((column) => quote(`k.${column}`)).join(', ')
  const texts = key.map((column) => `${quote(`k.${column}`)}::text as ${quote(column)}`)
  const valueNames = [...new Set(others)].map((other) => other.slice(other.indexOf(' as ') + 4))
  const from = where.values.length
  const rest =
    after === null
      ? ''
      : `where (${keyNames}) > (${key.map((column, at) => `$${from + 1 + at}::text::${typeOf(table, column)}`).join(', ')})`
  const text = `with hit as materialized (select ${[...keys, ...new Set(others)].join(', ')} from ${table.name}
    where ${where.text}) select ${[...texts, ...valueNames].join(', ')} from hit ${rest} order by ${keyNames} limit ${limit}`
  return { text, values: [...where.values, ...(after ?? [])] }
}

export function countStatement(
  table: Table,
  matches: readonly Match[],
  lower: readonly string[],
): Statement | null {
  const where = condition(table, matches, lower)
  return (
    where && {
      text: `select count(*)::text as count from ${table.name} where ${where.text}`,
      values: where.values,
    }
  )
}

type Keys = readonly (readonly string[])[]

/** The keys as a table `k`, one array a column, with their places from 1: one statement text for any number of them. */
function keyTable(table: Table, key: readonly string[], keys: Keys): Statement & { readonly on: string } {
  const arrays = key.map((column, at) => `$${at + 1}::text[]::${arrayOf(typeOf(table, column))}`)
  const names = key.map((_, at) => `c${at}`)
  return {
    text: `unnest(${arrays.join(', ')}) with ordinality as k(${names.join(', ')}, place)`,
    on: key.map((column, at) => `t.${quote(column)} = k.c${at}`).join(' and '),
    values: key.map((_, at) => keys.map((one) => one[at]!)),
  }
}

/**
 * Deletes, or empties fields. One row tells how many were there, and which, by their `places` among the keys; null when
 * all were: to send every key back and to read it again would cost more than the deletion.
 */
export function eraseStatement(table: Table, { key, erasure }: Collection, keys: Keys): Statement {
  const { text, on, values } = keyTable(table, key, keys)
  const returning = `where ${on} returning k.place`
  const sets =
    erasure.action === 'null' ? erasure.fields.map((column) => `${quote(column)} = null`).join(', ') : null
  const act =
    sets === null
      ? `delete from ${table.name} as t using ${text} ${returning}`
      : `update ${table.name} as t set ${sets} from ${text} ${returning}`
  return {
    text: `with gone as (${act}) select case when count(*) = $${key.length + 1}::text::int then null
      else coalesce(array_agg(place::int), '{}') end as places from gone`,
    values: [...values, String(keys.length)],
  }
}

/** Whole rows, with the places of their keys beside them. */
export function rowsStatement(table: Table, { key }: Collection, keys: Keys): Statement {
  const { text, on, values } = keyTable(table, key, keys)
  return {
    text: `select k.place::int as place, to_jsonb(t) as row from ${table.name} as t join ${text} on ${on}`,
    values,
  }
}

/** Places of the keys that still hold what an erasure should have removed. */
export function remainingStatement(table: Table, { key, erasure }: Collection, keys: Keys): Statement {
  const { text, on, values } = keyTable(table, key, keys)
  const left =
    erasure.action === 'null'
      ? ` where ${erasure.fields.map((column) => `t.${quote(column)} is not null`).join(' or ')}`
      : ''
  return { text: `select k.place::int as place from ${table.name} as t join ${text} on ${on}${left}`, values }
}
