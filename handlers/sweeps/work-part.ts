import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { findPart, savePart } from '../../db/sweep-parts.js'
import { findSweep } from '../../db/sweeps.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import type { JobContext } from '../jobs/job.js'
import { countPart } from './count-part.js'
import { deletePart } from './delete-part.js'
import { PartWork, type PartEnd } from './part-work.js'
import { openPartState, queueNext, queuePart } from './queue-parts.js'

/** Works on one range for a while, and asks for what comes after. */
export async function workOnPart(context: JobContext, id: SweepId, position: number): Promise<void> {
  const { db, clock } = context
  const sweep = await findSweep(db, id)
  const part = await findPart(db, { sweepId: id, position })
  if (!sweep || part === null || part.state !== openPartState(sweep)) return
  const work = await PartWork.take(context, sweep, part)
  if (!work) {
    const isCounting = sweep.state === 'counting'
    await savePart(db, part, { state: isCounting ? 'unread' : 'failed', code: 'misfit', touchedAt: clock() })
  }
  const end: PartEnd = !work
    ? { kind: 'over' }
    : sweep.state === 'counting'
      ? await countPart(work)
      : await deletePart(work)
  await follow(context, id, position, end)
}

async function follow({ db }: JobContext, id: SweepId, position: number, end: PartEnd): Promise<void> {
  await transaction(db, async (tx) => {
    if (end.kind === 'again') await queuePart(tx, id, position, end.inMs)
    if (end.kind === 'keepers_changed')
      await enqueue(tx, 'find-kept', { id }, { jobKey: `find-kept:${id}`, turn: 'later' })
    if (end.kind !== 'over') return
    const sweep = await findSweep(tx, id)
    if (sweep) await queueNext(tx, sweep)
  })
}
