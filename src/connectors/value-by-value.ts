import { cursor, stateOf } from './record-id.js'
import type { Cursor, DataStore, LocatedRecord, Match, Page, PageOptions, Reading } from './store.js'

/** One value of one field: stores that know no OR are asked for each. */
export interface Wanted {
  readonly field: string
  readonly value: string
}

export interface Part {
  readonly records: readonly LocatedRecord[]
  /** The store's own mark of where it stands; null at the end. */
  readonly token: string | null
}

/** One page: of the first value that is not read to its end. A cursor is the number of the value and the store's mark. */
export async function valueByValue(
  matches: readonly Match[],
  { after = null, limit = 500 }: PageOptions,
  fetch: (wanted: Wanted, token: string | null, limit: number) => Promise<Part>,
): Promise<Page> {
  const all = matches.flatMap(({ field, values }) => values.map((value) => ({ field, value })))
  const [at, token] = after === null ? [0, null] : (stateOf(after) as [number, string | null])
  const wanted = all[at]
  if (wanted === undefined) return { records: [], next: null }
  const part = await fetch(wanted, token, limit)
  return { records: part.records, next: nextOf(at, part.token, all.length) }
}

/** The cursor of what is read part by part: on in this one, or to the next; null after the last. */
export function nextOf(at: number, token: string | null, length: number): Cursor | null {
  if (token !== null) return cursor([at, token])
  return at + 1 < length ? cursor([at + 1, null]) : null
}

/** Counts by reading all pages, for stores that cannot count what matches one way or another. */
export async function countByPages(
  store: Pick<DataStore, 'locate'>,
  ...[collection, matches, options = {}]: Parameters<DataStore['count']>
): Promise<Reading<{ readonly count: number }>> {
  const ids = new Set<string>()
  let after: Cursor | null = null
  do {
    const page: Reading<Page> = await store.locate(collection, matches, [], {
      ...options,
      after,
      limit: 1000,
    })
    if (page.kind === 'unread') return page
    for (const { id } of page.records) ids.add(id)
    after = page.next
  } while (after !== null)
  return { kind: 'read', count: ids.size }
}
