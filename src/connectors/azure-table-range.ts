import { pairOf, type Entity } from './azure-table-entities.js'
import { quoted } from './azure-table-scan.js'
import type { RecordId } from './store.js'

/** Reads a page of the entities that a filter lets through. */
export type ListPage = (
  filter: string,
  token: string | null,
) => Promise<{ readonly entities: readonly Entity[]; readonly token: string | null }>

/** Fewer ids are asked for one by one. */
const fewestIds = 10
/** A page of a range is worth as much as so many requests for one entity. */
const idsAPage = 20
/** In these the service orders keys as we do; of others one may stand outside the range, and would seem to be gone. */
const plain = /^[\u0020-\u007e]*$/u

/**
 * Which of these ids of one partition are there, asked for as a range of row keys. Null when they have to be asked for
 * one by one: they are few, more lies between them than it saves, or their order is not certain.
 */
export async function thereInRange(
  ids: readonly RecordId[],
  list: ListPage,
): Promise<readonly RecordId[] | null> {
  const pairs = ids.map(pairOf)
  const rows = pairs.map(([, row]) => row).sort()
  if (ids.length < fewestIds || !rows.every((row) => plain.test(row))) return null
  const filter = [
    `PartitionKey eq ${quoted(pairs[0]![0])}`,
    `RowKey ge ${quoted(rows[0]!)}`,
    `RowKey le ${quoted(rows.at(-1)!)}`,
  ].join(' and ')
  const found = new Set<string>()
  let token: string | null = null
  for (let pages = 0; pages * idsAPage < ids.length; pages++) {
    const page = await list(filter, token)
    for (const { rowKey } of page.entities) found.add(rowKey!)
    if (page.token === null) return ids.filter((_, at) => found.has(pairs[at]![1]))
    ;({ token } = page)
  }
  return null
}
