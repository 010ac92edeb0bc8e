import { z } from 'zod'
import type { Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { listFailing } from '../../db/store-checks.js'
import { findOpenSweep, findSweep, lockSweep, saveSweep, type Sweep } from '../../db/sweeps.js'
import { record } from '../../src/domain/case/record.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import { sweepCommands } from '../../src/domain/people/policy.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { deletable } from '../../src/domain/retention/tally.js'
import { approvalOf } from '../../src/views/sweep-buttons.js'
import { handler } from '../context.js'
import { answerSweep } from './show.js'
import { queueStart } from './start.js'
import { queueSweepCards } from './tell.js'

/**
 * A manager lets an unusual sweep begin (§4.5): the very figures that the button was drawn with. Typed, it shows the
 * sweep that waits, since nobody approves figures that they did not see.
 */
export const approveSweep = handler({
  access: sweepCommands['sweep.approve'],
  effect: 'write',
  input: z.object({ extra: z.string().optional() }),
  async run(context, { extra }) {
    const { tx, actor, now } = context
    if (extra === undefined) {
      const open = await findOpenSweep(tx)
      return open?.state === 'waiting' ? answerSweep(context, open) : refuse('E_NO_SWEEP')
    }
    const sweep = await lockSweep(tx, extra.split(':')[0]!)
    const refused = refusalToApprove(sweep, extra) ?? (await failing(tx, sweep!))
    if (refused) return refused
    const { id, planHash } = sweep!
    await saveSweep(tx, id, { state: 'planned', startsAt: now, approvedBy: actor.id, approvedAt: now })
    const author = { actor: actor.id, role: 'manager', at: now } as const
    await appendEvents(tx, [record('sweep.approved', null, { sweep: id, planHash })], author)
    await queueStart(tx, id)
    await queueSweepCards(context, tx, id)
    return answerSweep(context, (await findSweep(tx, id))!)
  },
})

function refusalToApprove(sweep: Sweep | null, approval: string): Refusal | null {
  if (sweep?.state !== 'waiting' || sweep.planHash === null)
    return sweep?.approvedBy && sweep.approvedAt
      ? refuse('E_ALREADY_DONE', { by: sweep.approvedBy, at: sweep.approvedAt.toISO()! })
      : refuse('E_NO_SWEEP')
  return approval === approvalOf(sweep.id, sweep.planHash) ? null : refuse('E_PLAN_CHANGED')
}

/**
 * Nothing is deleted in the dark: every system that something goes from must have passed its last check. The desk's own
 * database needs none.
 */
async function failing(tx: Tx, { lines }: Sweep): Promise<Refusal | null> {
  const systems = lines
    .filter(({ system, tally }) => system !== rightsDesk.key && deletable(tally) > 0)
    .map(({ system }) => system)
  const found = await listFailing(tx, [...new Set(systems)])
  return found.length > 0 ? refuse('E_STORE_FAILING', { systems: found }) : null
}
