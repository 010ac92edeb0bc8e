import { types, type Client, type metadata } from 'cassandra-driver'
import type { Collection } from '../domain/data-map/types.js'
import { StoreFailed } from './calls.js'
import { optionsOf } from './settings.js'

/** A table as the statements need it. */
export interface Table {
  readonly name: string
  readonly partition: readonly string[]
  /** Partition key, then clustering columns. */
  readonly key: readonly string[]
  /** Codes of the columns' types, as the driver has them. */
  readonly types: ReadonlyMap<string, number>
  /** Indexed columns by the name of the index. */
  readonly indexes: ReadonlyMap<string, string>
  readonly graceSeconds: number
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Reads a table's shape; throws `StoreFailed('misfit')` when the table, a column or the key is not as in the map. */
export async function readTable(client: Client, keyspace: string, collection: Collection): Promise<Table> {
  const found = (await client.metadata.getTable(
    keyspace,
    collection.nativeName,
  )) as metadata.TableMetadata | null
  if (!found) throw new StoreFailed('misfit')
  const table = {
    name: `${quote(keyspace)}.${quote(collection.nativeName)}`,
    partition: found.partitionKeys.map(({ name }) => name),
    key: [...found.partitionKeys, ...found.clusteringKeys].map(({ name }) => name),
    types: new Map(found.columns.map(({ name, type }) => [name, type.code])),
    indexes: new Map(found.indexes.map(({ name, target }) => [name, target.replaceAll('"', '')])),
    graceSeconds: found.gcGraceSeconds,
  }
  const isSameKey = [...table.key].sort().join() === [...collection.key].sort().join()
  if (!isSameKey) throw new StoreFailed('misfit')
  return table
}

/** Whether Cassandra finds rows by the field without reading every partition. */
export function isSearchable(table: Table, { options }: Collection, field: string): boolean {
  if (table.partition.length === 1 && table.partition[0] === field) return true
  const index = optionsOf.cassandra.parse(options).indexes[field]
  return index !== undefined && table.indexes.get(index) === field
}

const { dataTypes } = types
const numbers = new Set<number>([
  dataTypes.int,
  dataTypes.smallint,
  dataTypes.tinyint,
  dataTypes.double,
  dataTypes.float,
])
const forms = new Map<number, RegExp>([
  [dataTypes.uuid, /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu],
  [dataTypes.timeuuid, /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu],
  [dataTypes.int, /^-?\d{1,10}$/u],
  [dataTypes.smallint, /^-?\d{1,5}$/u],
  [dataTypes.tinyint, /^-?\d{1,3}$/u],
  [dataTypes.bigint, /^-?\d{1,18}$/u],
])
/** Types of keys that come back from their text as they were. */
export const keyTypes: ReadonlySet<number> = new Set<number>([
  ...numbers,
  ...forms.keys(),
  dataTypes.text,
  dataTypes.varchar,
  dataTypes.ascii,
  dataTypes.boolean,
  dataTypes.timestamp,
  dataTypes.date,
  dataTypes.inet,
])

/** Whether the text can be a value of the column at all: asking for another would be an error of the query. */
export const fits = (table: Table, column: string, text: string): boolean =>
  forms.get(table.types.get(column) ?? -1)?.test(text) ?? true

/** A text as the driver takes it for the column. */
export function parameter(table: Table, column: string, text: string): unknown {
  const type = table.types.get(column)
  if (type === undefined) throw new StoreFailed('misfit')
  if (numbers.has(type)) return Number(text)
  if (type === dataTypes.bigint) return types.Long.fromString(text)
  if (type === dataTypes.boolean) return text === 'true'
  if (type === dataTypes.timestamp) return new Date(text)
  return text
}

/** A value of the driver as text. */
export const textOf = (value: unknown): string =>
  value instanceof Date ? value.toISOString() : String(value)
