import type { DateTime } from 'luxon'
import { transaction, type Tx } from '../../db/client.js'
import { nextDeletionNumber } from '../../db/erasures.js'
import { appendEvents } from '../../db/events.js'
import { listParts } from '../../db/sweep-parts.js'
import { lockSweep, saveSweep, type Sweep } from '../../db/sweeps.js'
import { record } from '../../src/domain/case/record.js'
import { collectionId } from '../../src/domain/data-map/order.js'
import { systemActor } from '../../src/domain/people/roles.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import { sweepDeletion } from '../../src/domain/retention/sweep-deletion.js'
import type { SweepOutcome } from '../../src/domain/retention/summary.js'
import { isUnread, lineName } from '../../src/domain/retention/sweep-plan.js'
import { localDate } from '../../src/domain/time/calendar.js'
import type { JobContext } from '../jobs/job.js'
import { beginSweep, forgetParts } from './begin.js'
import { outcomesOf, type Outcomes } from './outcomes.js'
import { sweptPlaces } from './places.js'
import { openPartState } from './queue-parts.js'
import { queueSweepCards, queueSweepTrouble } from './tell.js'
import { latestSweepDay } from './sweep-day.js'

/** All parts are worked off: what came of each collection is recorded, with a proof of its deletion (§4.8). */
export function finishSweep(context: JobContext, id: string): Promise<void> {
  return transaction(context.db, async (tx) => {
    const sweep = await lockSweep(tx, id)
    if (sweep?.state !== 'running') return
    const parts = await listParts(tx, sweep.id)
    if (parts.some(({ state }) => state === openPartState(sweep))) return
    await keepOutcomes(context, tx, sweep, outcomesOf(sweep.lines, parts))
    await forgetParts(tx, sweep.id)
    await queueSweepCards(context, tx, sweep.id)
    await followUp(context, tx, sweep)
  })
}

async function keepOutcomes(context: JobContext, tx: Tx, sweep: Sweep, outcomes: Outcomes): Promise<void> {
  const finishedAt = context.clock()
  const ends = Object.values(outcomes)
  const sum = (of: (one: SweepOutcome) => number) => ends.reduce((all, one) => all + of(one), 0)
  const failed = sum(({ failed }) => failed)
  const isPartial = failed > 0 || sweep.lines.some(isUnread)
  await saveSweep(tx, sweep.id, { state: isPartial ? 'partial' : 'done', outcomes, finishedAt })
  const fields = {
    sweep: sweep.id,
    planHash: sweep.planHash,
    deleted: sum(({ deleted }) => deleted),
    failed,
    overPlan: sum(({ overPlan }) => overPlan),
  }
  const drafts = [
    ...(await proofs(context, tx, sweep, outcomes, finishedAt)),
    record('sweep.executed', null, fields),
    ...(isPartial ? [failedEvent(sweep, outcomes)] : []),
  ]
  await appendEvents(tx, drafts, { actor: systemActor.id, role: 'system', at: finishedAt })
  // What was not read, or is late, was told when it was counted.
  if (failed > 0) await queueSweepTrouble(context, tx, sweep)
}

const failedEvent = ({ id, lines }: Sweep, outcomes: Outcomes): EventDraft =>
  record('sweep.failed', null, {
    sweep: id,
    where: lines.filter((line) => (outcomes[lineName(line)]?.failed ?? 0) > 0).map(lineName),
    codes: [...new Set(Object.values(outcomes).flatMap(({ failure }) => failure ?? []))].sort(),
    unread: lines.filter(isUnread).map(lineName),
  })

async function proofs(
  context: JobContext,
  tx: Tx,
  sweep: Sweep,
  outcomes: Outcomes,
  at: DateTime,
): Promise<readonly EventDraft[]> {
  const drafts: EventDraft[] = []
  for (const { system, collection } of sweptPlaces(context)) {
    const line = sweep.lines.find((one) => lineName(one) === collectionId(collection))
    const outcome = line && outcomes[lineName(line)]
    if (!line || !outcome || outcome.deleted === 0) continue
    const number = await nextDeletionNumber(tx, Number(localDate(at).slice(0, 4)))
    drafts.push(sweepDeletion({ sweep, system, collection, line, outcome, number, at }))
  }
  return drafts
}

/** A sweep that took longer than a day: the night that came meanwhile follows at once. */
async function followUp(context: JobContext, tx: Tx, { day }: Sweep): Promise<void> {
  const now = context.clock()
  const latest = latestSweepDay(now)
  if (latest > day) await beginSweep(tx, latest, now)
}
