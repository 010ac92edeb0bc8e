import { z } from 'zod'
import { appendEvents } from '../../db/events.js'
import { findOpenSweep, findSweep, lockSweep, saveSweep } from '../../db/sweeps.js'
import { record } from '../../src/domain/case/record.js'
import { actingRole, sweepCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { handler } from '../context.js'
import { forgetParts } from './begin.js'
import { answerSweep } from './show.js'
import { queueSweepCards } from './tell.js'

/** Whoever sees that something is wrong keeps a sweep from starting; what was due is found again the next night. */
export const vetoSweep = handler({
  access: sweepCommands['sweep.veto'],
  effect: 'write',
  input: z.object({ extra: z.string().optional() }),
  async run(context, { extra }) {
    const { tx, actor, now } = context
    const id = extra ?? (await findOpenSweep(tx))?.id
    const sweep = id === undefined ? null : await lockSweep(tx, id)
    if (sweep?.state !== 'waiting' && sweep?.state !== 'planned') return refuse('E_NO_SWEEP')
    await saveSweep(tx, sweep.id, { state: 'vetoed', vetoedBy: actor.id, vetoedAt: now, startsAt: null })
    await forgetParts(tx, sweep.id)
    const role = actingRole(actor, sweepCommands['sweep.veto'])!
    await appendEvents(tx, [record('sweep.vetoed', null, { sweep: sweep.id })], {
      actor: actor.id,
      role,
      at: now,
    })
    await queueSweepCards(context, tx, sweep.id)
    return answerSweep(context, (await findSweep(tx, sweep.id))!)
  },
})
