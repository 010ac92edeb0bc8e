import type { TableEntityResult } from '@azure/data-tables'
import type { Collection } from '../domain/data-map/types.js'
import { anchorOf } from '../domain/data-map/anchor.js'
import { isGone } from './azure.js'
import { keyOf, recordId } from './record-id.js'
import { optionsOf } from './settings.js'
import type { LocatedRecord, RecordId, Value } from './store.js'
import type { Wanted } from './value-by-value.js'

export type Entity = TableEntityResult<Record<string, unknown>>

/** What is read of an entity: its key, its anchor and the fields that were asked for. */
export const columnsOf = (collection: Collection, select: readonly string[]): string[] => [
  ...new Set(['PartitionKey', 'RowKey', ...select, ...anchorFieldOf(collection)]),
]

export const recordOf = (
  collection: Collection,
  select: readonly string[],
  entity: Entity,
): LocatedRecord => ({
  id: recordId([entity.partitionKey!, entity.rowKey!]),
  anchorAt: anchorOf(anchorFieldOf(collection).map((name) => propertyOf(entity, name))[0]),
  values: Object.fromEntries(select.map((name) => [name, valueOf(propertyOf(entity, name))])),
})

/** The property that the anchor stands in; none without a rule. */
function anchorFieldOf({ retention }: Collection): string[] {
  if (retention === null) return []
  return [retention.anchor.source === 'field' ? retention.anchor.field : 'Timestamp']
}

export function isSearchable({ options }: Collection, field: string): boolean {
  return field === 'PartitionKey' || optionsOf.azure_table.parse(options).scan
}

/** Null when the value cannot be of the field's type. */
export function filterFor({ fields }: Collection, { field, value }: Wanted): string | null {
  const type = fields.find(({ name }) => name === field)?.type
  if (type !== 'integer') return `${field} eq '${value.replaceAll("'", "''")}'`
  return /^-?\d{1,10}$/u.test(value) ? `${field} eq ${value}` : null
}

export function pairOf(id: RecordId): [string, string] {
  const [partition, row] = keyOf(id, 2)
  return [partition!, row!]
}

export function byPartition(ids: readonly RecordId[]): Map<string, RecordId[]> {
  const parts = new Map<string, RecordId[]>()
  for (const id of ids) {
    const [partition] = pairOf(id)
    const part = parts.get(partition)
    if (part) part.push(id)
    else parts.set(partition, [id])
  }
  return parts
}

/** The client calls what every entity has by names of its own. */
const ownNames: Readonly<Record<string, string>> = {
  PartitionKey: 'partitionKey',
  RowKey: 'rowKey',
  Timestamp: 'timestamp',
}

export const propertyOf = (entity: Entity, name: string): unknown => entity[ownNames[name] ?? name]

const valueOf = (value: unknown): Value =>
  value === undefined || value === null
    ? null
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : String(value instanceof Date ? value.toISOString() : value)

/** `absent` for an entity that is not there. */
export async function absentAs<T>(absent: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isGone(error)) return absent
    throw error
  }
}
