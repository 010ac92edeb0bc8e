import { z } from 'zod'
import { transaction } from '../../db/client.js'
import { keepersDigest } from '../../db/sweep-keepers.js'
import { findSweep } from '../../db/sweeps.js'
import { retryAfter } from '../../src/domain/retention/pace.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import { beginSweep } from '../sweeps/begin.js'
import { findKept } from '../sweeps/find-kept.js'
import { finishSweep } from '../sweeps/finish.js'
import { planSweep } from '../sweeps/plan.js'
import { prepareSweep } from '../sweeps/prepare.js'
import { queueFindKept, queueOpenParts } from '../sweeps/queue-parts.js'
import { startSweep } from '../sweeps/start.js'
import { workOnPart } from '../sweeps/work-part.js'
import { job } from './job.js'
import { runOfDay } from './run-of-day.js'

const Id = z.string().transform((text) => text as SweepId)
const OfSweep = z.object({ id: Id })

/** The sweep of a night. Its steps are jobs of their own: dry run in ranges, plan, start, deletion in ranges, end. */
export const sweep = runOfDay('sweep', async (context, day) => {
  const id = await transaction(context.db, (tx) => beginSweep(tx, day, context.clock()))
  if (id === null) context.log.warn('the sweep of the last night still runs, the next one follows it')
})

export const prepareSweepJob = job({
  payload: z.object({ id: Id, attempt: z.int().default(1) }),
  run: (context, { id, attempt }) => prepareSweep(context, id, attempt),
})

/** Something that keeps records came or went in the middle of a sweep: it is found anew, then the parts go on. */
export const findKeptJob = job({
  payload: z.object({ id: Id, attempt: z.int().default(1) }),
  async run(context, { id, attempt }) {
    const { db, desk } = context
    const before = await findSweep(db, id)
    if (before?.state !== 'running') return
    // Several workers meet the same change: the first to come here finds it for all of them.
    if (before.keepers !== (await keepersDigest(db, before.day))) {
      const inMs = retryAfter(attempt, desk.sweep.retriesMs)
      const isFound = await findKept(context, before, { isLastTry: inMs === null })
      if (!isFound && inMs !== null)
        return transaction(db, (tx) => queueFindKept(tx, id, { attempt: attempt + 1, inMs }))
    }
    const now = await findSweep(db, id)
    if (now) await transaction(db, (tx) => queueOpenParts(tx, now))
  },
})

export const sweepPartJob = job({
  payload: z.object({ id: Id, position: z.int() }),
  run: (context, { id, position }) => workOnPart(context, id, position),
})

export const planSweepJob = job({ payload: OfSweep, run: (context, { id }) => planSweep(context, id) })
export const startSweepJob = job({ payload: OfSweep, run: (context, { id }) => startSweep(context, id) })
export const finishSweepJob = job({ payload: OfSweep, run: (context, { id }) => finishSweep(context, id) })
