import type { Collection } from '../domain/data-map/types.js'
import { quote, type Table } from './cassandra-tables.js'
import { keyOf } from './record-id.js'
import type { RecordId } from './store.js'

/** Records in one statement or batch. Of one partition they are one piece of work for its replicas, whatever their number. */
const atOnce = 100

/** Lists of records that lie in one partition each, in the order in which they are given. */
export function byPartition(
  { partition }: Table,
  { key }: Collection,
  ids: readonly RecordId[],
): readonly (readonly RecordId[])[] {
  const places = partition.map((name) => key.indexOf(name))
  const open = new Map<string, RecordId[]>()
  const groups: RecordId[][] = []
  for (const id of ids) {
    const values = keyOf(id, key.length)
    const name = JSON.stringify(places.map((at) => values[at]))
    const group = open.get(name)
    if (group && group.length < atOnce) group.push(id)
    else {
      const next = [id]
      open.set(name, next)
      groups.push(next)
    }
  }
  return groups
}

/** The column that tells the records of a partition apart; null where there is none, or more than one. */
export function onlyClustering({ partition, key }: Table): string | null {
  const rest = key.filter((name) => !partition.includes(name))
  return rest.length === 1 ? rest[0]! : null
}

/** Asks for some records of one partition; the last parameter is the list of what tells them apart. */
export const inPartition = ({ partition }: Table, clustering: string): string =>
  `where ${[...partition.map((name) => `${quote(name)} = ?`), `${quote(clustering)} in ?`].join(' and ')}`
