import type { DateTime } from 'luxon'
import { transaction } from '../../db/client.js'
import { countShredded, erasedPages, listReplayable, type ErasurePage } from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import type { JobContext } from '../jobs/job.js'
import { record } from '../../src/domain/case/record.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { Unavailable } from '../../src/chat/port.js'
import { eraseIds, idsOf, placeOf, type WithStores } from './steps.js'

/** What a replay did. `unread`: pages whose store did not do it, by `system.collection:why`; run it again. */
export interface Replayed {
  readonly erasures: number
  /** Records that a restore had brought back, and that are gone again. */
  readonly records: number
  /** Erasures whose ids are destroyed, since the last copy of what they erased was to be gone: not looked at. */
  readonly shredded: number
  readonly unread: readonly string[]
}

type Replaying = Pick<JobContext, 'db' | 'vault' | 'clock'> & WithStores

/**
 * Erases again what was erased before, after a store was restored from a backup (§4.6), for erasures begun at or after
 * `since`; all whose ids can still be read when null. Safe to repeat.
 */
export async function replayErasures(context: Replaying, since: DateTime | null): Promise<Replayed> {
  const { db, clock } = context
  const erasures = await listReplayable(db, since)
  let records = 0
  const unread = new Set<string>()
  for (const { searchId } of erasures) {
    for await (const page of erasedPages(db, searchId)) {
      const done = await replayPage(context, page)
      if (typeof done === 'number') records += done
      else unread.add(`${page.system}.${page.collection}:${done}`)
    }
  }
  const shredded = await countShredded(db, since)
  const result = { erasures: erasures.length, records, shredded, unread: [...unread] }
  const drafts = [record('deletion.replayed', null, result)]
  const author = { actor: systemActor.id, role: 'system', at: clock() } as const
  await transaction(db, (tx) => appendEvents(tx, drafts, author))
  return result
}

/** How many records of a page were back, or why that is not known. */
async function replayPage(context: Replaying, page: ErasurePage): Promise<number | string> {
  try {
    const place = placeOf(context, `${page.system}.${page.collection}`)
    const ids = await idsOf(context, page)
    const back = await place.store.verify(place.collection, ids)
    if (back.kind === 'unread') return back.why
    if (back.remaining.length > 0) await eraseIds(place, back.remaining)
    return back.remaining.length
  } catch (error) {
    if (error instanceof Unavailable) return error.what
    throw error
  }
}
