import { transaction, type Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { restartParts } from '../../db/sweep-parts.js'
import { lockSweep, saveSweep, type Sweep } from '../../db/sweeps.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import type { JobContext } from '../jobs/job.js'
import { beginSweep, supersede } from './begin.js'
import { mapHashOf } from './places.js'
import { queueOpenParts } from './queue-parts.js'
import { queueSweepCards } from './tell.js'

/** Asks for a sweep to start that is planned, approved or not in need of it. */
export const queueStart = (tx: Tx, id: SweepId): Promise<void> =>
  enqueue(tx, 'start-sweep', { id }, { jobKey: `start-sweep:${id}`, isEnough: true })

/** Lets a planned sweep begin to delete. A data map that changed since makes it another sweep, counted anew. */
export function startSweep(context: JobContext, id: string): Promise<void> {
  const { db, clock } = context
  return transaction(db, async (tx) => {
    const sweep = await lockSweep(tx, id)
    if (sweep?.state !== 'planned' || !isTime(context, sweep)) return
    if (sweep.mapHash !== mapHashOf(context)) return countAnew(context, tx, sweep)
    const startedAt = clock()
    await saveSweep(tx, sweep.id, { state: 'running', startedAt })
    await restartParts(tx, sweep.id, startedAt)
    await queueOpenParts(tx, { ...sweep, state: 'running' })
    await queueSweepCards(context, tx, sweep.id)
  })
}

const isTime = ({ clock }: JobContext, { startsAt }: Sweep) => startsAt !== null && startsAt <= clock()

async function countAnew({ clock }: JobContext, tx: Tx, { id, day }: Sweep): Promise<void> {
  await supersede(tx, id)
  await beginSweep(tx, day, clock())
}
