import type { Sql } from 'postgres'
import type { Collection } from '../domain/data-map/types.js'
import { StoreFailed } from './calls.js'

/** A table as the statements need it. */
export interface Table {
  /** Quoted, with its schema. */
  readonly name: string
  /** Types of its columns as casts are written, e.g. `uuid`. */
  readonly types: ReadonlyMap<string, string>
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
const quotePath = (name: string) => name.split('.').map(quote).join('.')

/** Reads a table's columns; throws `StoreFailed('misfit')` when the table is not there. */
export async function readTable(sql: Sql, { nativeName }: Pick<Collection, 'nativeName'>): Promise<Table> {
  const name = quotePath(nativeName)
  const rows = await sql<{ column: string; type: string }[]>`
    select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(${name}) and attnum > 0 and not attisdropped`
  if (rows.length === 0) throw new StoreFailed('misfit')
  return { name, types: new Map(rows.map(({ column, type }) => [column, type])) }
}

/** The type of a column; throws `StoreFailed('misfit')` when the table has none of this name. */
export function typeOf(table: Table, column: string): string {
  const type = table.types.get(column)
  if (type === undefined) throw new StoreFailed('misfit')
  return type
}

const forms: readonly { readonly type: RegExp; readonly form: RegExp }[] = [
  { type: /^(?:smallint|integer|bigint)$/u, form: /^-?\d{1,18}$/u },
  { type: /^uuid$/u, form: /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/iu },
]

/** Values that can be of the type at all: asking for others would be an error of the whole query. */
export function fitting(type: string, values: readonly string[]): string[] {
  const form = forms.find((row) => row.type.test(type))?.form
  return form ? values.filter((value) => form.test(value)) : [...values]
}

/** First columns of the table's valid indexes, each as Postgres writes it: `email`, `lower(email)`. */
export async function indexedColumns(sql: Sql, { name }: Table): Promise<Set<string>> {
  const rows = await sql<{ first: string }[]>`
    select pg_get_indexdef(indexrelid, 1, true) as first from pg_index
    where indrelid = to_regclass(${name}) and indisvalid and indpred is null`
  return new Set(rows.map(({ first }) => first))
}

/** What the current role may not do with the table of what the map asks. */
export async function missingPrivileges(
  sql: Sql,
  { name }: Table,
  wanted: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ privilege: string }[]>`
    select privilege from unnest(${[...wanted]}::text[]) as privilege
    where not has_table_privilege(${name}, privilege)`
  return rows.map(({ privilege }) => privilege)
}
