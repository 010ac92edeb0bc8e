import type { Cursor, Reading, RecordId } from '../../src/connectors/store.js'
import { asDeleted } from './places.js'
import type { PartEnd, PartWork } from './part-work.js'
import { scanPage, type SweptPage } from './scan-page.js'

/** Where the deletion of a part goes on; `page` is the one at `after`, where it was read already. */
export interface TakenUp {
  readonly kind: 'at'
  readonly after: Cursor | null
  readonly page: Reading<SweptPage> | null
}

/**
 * Where a part goes on: of what a worker began before it was killed, what is gone by now was deleted by it. Its last
 * requests can still be under way: what they take after the page was read is asked for again with the page, and counted.
 */
export async function takeUp(work: PartWork): Promise<PartEnd | TakenUp> {
  const { after, deleting } = await work.seal.openProgress(work.part)
  if (deleting.length === 0) return { kind: 'at', after, page: null }
  const { place } = work.sight
  const page = await scanPage(work.context, work.sight, after)
  if (page.kind === 'unread') return work.fail(page.why, 'failed')
  const reading = await place.store!.verify(asDeleted(place), deleting)
  if (reading.kind === 'unread') return work.fail(reading.why, 'failed')
  const gone = without(deleting, reading.remaining)
  const { outcome } = work.part
  const deleted = outcome.deleted + gone.length
  const left = { after, deleting: [...reading.remaining] }
  if (!(await work.save({ outcome: { ...outcome, deleted } }, left))) return { kind: 'lost' }
  return { kind: 'at', after, page: { ...page, toDelete: without(page.toDelete, gone) } }
}

function without(ids: readonly RecordId[], others: readonly RecordId[]): readonly RecordId[] {
  const left = new Set(others)
  return ids.filter((id) => !left.has(id))
}
