import { pairOf, type Entity } from './azure-table-entities.js'
import { quoted } from './azure-table-scan.js'
import { listedWithin } from './listed-within.js'
import type { RecordId } from './store.js'

/** In these the service orders keys as we do; of others one may stand outside the range, and would seem to be gone. */
const plain = /^[\u0020-\u007e]*$/u

/** Reads a page of the entities that a filter lets through. */
export type ListPage = (
  filter: string,
  token: string | null,
) => Promise<{ readonly entities: readonly Entity[]; readonly token: string | null }>

/**
 * Which of these ids of one partition are there, asked for as a range of row keys. Null when they have to be asked for
 * one by one.
 */
export async function thereInRange(
  ids: readonly RecordId[],
  list: ListPage,
): Promise<readonly RecordId[] | null> {
  const pairs = ids.map(pairOf)
  const rows = pairs.map(([, row]) => row).sort()
  if (!rows.every((row) => plain.test(row))) return null
  const filter = [
    `PartitionKey eq ${quoted(pairs[0]![0])}`,
    `RowKey ge ${quoted(rows[0]!)}`,
    `RowKey le ${quoted(rows.at(-1)!)}`,
  ].join(' and ')
  const found = await listedWithin(ids.length, async (token) => {
    const page = await list(filter, token)
    return { keys: page.entities.map(({ rowKey }) => rowKey!), token: page.token }
  })
  return found && ids.filter((_, at) => found.has(pairs[at]![1]))
}
