import { transaction } from '../../db/client.js'
import { findPart, savePart, type SweepPart } from '../../db/sweep-parts.js'
import { findSweep, type Sweep } from '../../db/sweeps.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import type { JobContext } from '../jobs/job.js'
import { countPart } from './count-part.js'
import { deletePart } from './delete-part.js'
import { PartWork, type PartEnd } from './part-work.js'
import { mapHashOf } from './places.js'
import { openPartState, queueFindKept, queueNext, queuePart } from './queue-parts.js'

/** Works on one range for a while, and asks for what comes after. */
export async function workOnPart(context: JobContext, id: SweepId, position: number): Promise<void> {
  const sweep = await findSweep(context.db, id)
  const part = await findPart(context.db, { sweepId: id, position })
  if (!sweep || part === null || part.state !== openPartState(sweep)) return
  await follow(context, id, position, await workOn(context, sweep, part))
}

async function workOn(context: JobContext, sweep: Sweep, part: SweepPart): Promise<PartEnd> {
  // As after a new version of the desk: what was planned by one data map is not deleted by another.
  if (sweep.mapHash !== mapHashOf(context)) return leave(context, sweep, part, 'map_changed')
  const work = await PartWork.take(context, sweep, part)
  if (!work) return leave(context, sweep, part, 'misfit')
  return sweep.state === 'counting' ? countPart(work) : deletePart(work)
}

/** Nothing of it is counted or deleted tonight. */
async function leave(
  { db, clock }: JobContext,
  sweep: Sweep,
  part: SweepPart,
  code: string,
): Promise<PartEnd> {
  const state = sweep.state === 'counting' ? 'unread' : 'failed'
  await savePart(db, part, { state, code, touchedAt: clock() })
  return { kind: 'over' }
}

async function follow({ db }: JobContext, id: SweepId, position: number, end: PartEnd): Promise<void> {
  await transaction(db, async (tx) => {
    if (end.kind === 'again') await queuePart(tx, id, position, end.inMs)
    if (end.kind === 'keepers_changed') await queueFindKept(tx, id, { attempt: 1, inMs: 0 })
    if (end.kind !== 'over') return
    const sweep = await findSweep(tx, id)
    if (sweep) await queueNext(tx, sweep)
  })
}
