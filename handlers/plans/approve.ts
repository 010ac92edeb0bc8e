import { z } from 'zod'
import { enqueue } from '../../db/enqueue.js'
import { insertErasure } from '../../db/erasures.js'
import { findOnCall } from '../../db/on-call.js'
import { findStandstill } from '../../db/standstills.js'
import { refusalOfInvolved } from '../../src/domain/case/guards/plan.js'
import { approverRole } from '../../src/domain/case/plan.js'
import { parseReference } from '../../src/domain/case/reference.js'
import type { PlanHash } from '../../src/domain/case/types.js'
import { refusalOffCall } from '../../src/domain/people/on-call.js'
import { refuse } from '../../src/domain/refusals.js'
import { approveForm } from '../../src/views/forms/approve.js'
import { caseAct } from '../case-act.js'

/**
 * Another person approves the plan as it was shown to them, and types the reference to confirm it (T10). An erasure
 * is approved by an engineer on call, everything else by a manager; a plan that takes both, by a manager first.
 */
export const approvePlan = caseAct({
  command: 'plan.approve',
  fields: { typedReference: z.string(), extra: z.string().optional() },
  async form({ context, found }) {
    const { tx, actor, now, draw } = context
    const isEngineers = found.plan !== null && approverRole(found.plan) === 'engineer'
    if (isEngineers && !actor.roles.includes('engineer'))
      return refuse('E_NOT_ALLOWED', { roles: ['engineer'] })
    const refused = isEngineers ? refusalOffCall(actor.id, await findOnCall(tx, now)) : null
    // Who may not approve is told so at once, and has nothing to fill in.
    return refused ?? refusalOfInvolved(found, actor.id) ?? approveForm(draw, found)
  },
  async after({ tx, now, draw }, _fields, { next }) {
    const { plan, reference } = next
    if (next.status === 'awaiting_approval') return draw.say('approval.awaits_engineer')
    if (!plan?.scope) return null
    const { searchId } = plan.scope
    await insertErasure(tx, { searchId, reference, planHash: plan.hash, startedAt: now })
    await enqueue(tx, 'execute-plan', { searchId }, { jobKey: `execute-plan:${searchId}` })
    return (await findStandstill(tx)) ? draw.say('erasure.waits_for_resume') : null
  },
  input(_context, { typedReference, extra }, { reference, plan }) {
    if (parseReference(typedReference) !== reference) return refuse('E_INPUT', {}, 'typedReference')
    // The token carries the beginning of the hash; a plan that no longer begins so was not the one shown.
    const isAsShown = plan !== null && extra !== undefined && plan.hash.startsWith(extra)
    return { planHash: isAsShown ? plan.hash : ((extra ?? '') as PlanHash) }
  },
})
