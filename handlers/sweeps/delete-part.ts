import type { Cursor, Reading, RecordId } from '../../src/connectors/store.js'
import { mustBeFound } from '../../src/domain/retention/keeper-sources.js'
import type { SweepOutcome } from '../../src/domain/retention/summary.js'
import { retryAfter } from '../../src/domain/retention/pace.js'
import { deletable } from '../../src/domain/retention/tally.js'
import { dropWhole } from './drop-whole.js'
import { haltOf } from './halt.js'
import { asDeleted } from './places.js'
import type { PartEnd, PartWork } from './part-work.js'
import { scanPage, type SweptPage } from './scan-page.js'
import { takeUp, type TakenUp } from './take-up.js'

/**
 * Deletes what is past its period in a part, page by page. Each page is judged anew, its ids are noted before they are
 * deleted, and no more is deleted than the plan counted; so it goes on after a kill where it was, and counts each once.
 * While a page is deleted the next one is read; what came of a page is written together with the ids of the next one.
 */
export async function deletePart(work: PartWork): Promise<PartEnd> {
  const blocked = unfoundOf(work)
  if (blocked) return work.giveUp(blocked)
  // Nothing of it may be deleted tonight: it need not be read again.
  if (deletable(work.part.tally) === 0)
    return { kind: (await work.save({ state: 'done' })) ? 'over' : 'lost' }
  const dropped = await dropWhole(work)
  if (dropped) return dropped
  const taken = await takeUp(work)
  return taken.kind === 'at' ? await deletePages(work, taken) : taken
}

async function deletePages(work: PartWork, { after, page: first }: TakenUp): Promise<PartEnd> {
  let stand: Stand = { after, carried: null }
  let coming: Promise<Reading<SweptPage>> | null = first ? Promise.resolve(first) : readPage(work, after)
  while (coming) {
    const begun = performance.now()
    const page: Reading<SweptPage> = await coming
    if (page.kind === 'unread') return (await write(work, stand)) ?? (await work.fail(page.why, 'failed'))
    coming = readNext(work, page)
    const came = await deletePage(work, page, stand)
    if ('kind' in came) return came
    stand = { after: page.next, carried: came }
    await work.rest(performance.now() - begun)
  }
  const end: PartEnd = stand.after === null ? { kind: 'over' } : { kind: 'again', inMs: 0 }
  return (await write(work, stand)) ?? end
}

/** Reads a page when it has its turn. Nobody may wait for it any more when it fails. */
function readPage(work: PartWork, after: Cursor | null): Promise<Reading<SweptPage>> {
  const coming = work.turn().then(() => scanPage(work.context, work.sight, after))
  coming.catch(() => undefined)
  return coming
}

/** Begins to read the page after this one; null after the last, and when others should have their turn. */
const readNext = (work: PartWork, { next }: SweptPage) =>
  next === null || work.isLong ? null : readPage(work, next)

/** Records that law keeps and that cannot be told apart, although the plan said nothing of it: nothing is deleted. */
function unfoundOf({ keepers, sweep, part }: PartWork): string | null {
  const line = sweep.lines.find(
    ({ system, collection }) => system === part.system && collection === part.collection,
  )
  const isNew = keepers.some((keeper) => mustBeFound(keeper) && !line?.notFound.includes(keeper.source))
  return isNew ? 'not_found' : null
}

/** Where a page begins, and what came of those before it where it is not written yet. */
interface Stand {
  readonly after: Cursor | null
  readonly carried: SweepOutcome | null
}

/** One page: noted, asked for again, deleted, verified. Gives what came of it, to be written; or why the part is left. */
async function deletePage(work: PartWork, page: SweptPage, at: Stand): Promise<PartEnd | SweepOutcome> {
  const { after, carried } = at
  const outcome = carried ?? work.part.outcome
  const budget = Math.max(0, deletable(work.part.tally) - outcome.deleted - outcome.failed)
  const ids = page.toDelete.slice(0, budget)
  const next = { ...outcome, overPlan: outcome.overPlan + page.toDelete.length - ids.length }
  if (ids.length === 0) return next
  const [isNoted, halt] = await Promise.all([
    work.save(ofPages(carried), { after, deleting: ids }),
    haltOf(work),
  ])
  if (!isNoted) return { kind: 'lost' }
  if (halt) return (await work.save({}, { after, deleting: [] })) ? halt : { kind: 'lost' }
  const { remaining, failure } = await deleteIds(work, ids)
  // Not known what is gone: it is read when the part is taken up again.
  if (remaining === null) return work.fail(failure, 'failed')
  const deleted = outcome.deleted + ids.length - remaining.length
  if (remaining.length === 0) return { ...next, deleted }
  return leavePage(work, page, after, { next: { ...next, deleted }, remaining, failure })
}

/**
 * Some records of a page are still there: it is tried again, and passed over when only they fail again and again. They
 * stay noted, since a request that nobody waits for any more may still take them.
 */
async function leavePage(
  work: PartWork,
  page: SweptPage,
  after: Cursor | null,
  { next, remaining, failure }: { next: SweepOutcome; remaining: readonly RecordId[]; failure: string },
): Promise<PartEnd | SweepOutcome> {
  const isLastTry = retryAfter(work.part.attempts + 1, work.context.desk.sweep.retriesMs) === null
  if (isLastTry && remaining.length < page.toDelete.length)
    return { ...next, failed: next.failed + remaining.length, failure }
  const { overPlan } = work.part.outcome
  const isSaved = await work.save({ outcome: { ...next, overPlan } }, { after, deleting: [...remaining] })
  return isSaved ? work.fail(failure, 'failed') : { kind: 'lost' }
}

/** A page that is done: none has failed in a row any more. */
const ofPages = (carried: SweepOutcome | null) =>
  carried ? { outcome: carried, attempts: 0, code: null } : {}

/** Writes what is carried when the part is left where it stands. Gives an end when another worker has it. */
async function write(work: PartWork, { after, carried }: Stand): Promise<PartEnd | null> {
  if (carried === null) return null
  const state = after === null ? 'done' : 'counted'
  return (await work.save({ ...ofPages(carried), state }, { after, deleting: [] })) ? null : { kind: 'lost' }
}

/** Deletes exactly these records and reads the store to see that they are gone; `remaining` null: it could not be read. */
async function deleteIds(
  { sight: { place } }: PartWork,
  ids: readonly RecordId[],
): Promise<{ readonly remaining: readonly RecordId[] | null; readonly failure: string }> {
  const collection = asDeleted(place)
  const { failed } = await place.store!.erase(collection, ids)
  const reading = await place.store!.verify(collection, ids)
  if (reading.kind === 'unread') return { remaining: null, failure: reading.why }
  return { remaining: reading.remaining, failure: failed[0]?.why ?? 'not_erased' }
}
