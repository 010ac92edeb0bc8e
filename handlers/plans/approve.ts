import { z } from 'zod'
import { parseReference } from '../../src/domain/case/reference.js'
import type { PlanHash } from '../../src/domain/case/types.js'
import { refuse } from '../../src/domain/refusals.js'
import { approveForm } from '../../src/views/forms/approve.js'
import { caseAct } from '../case-act.js'

/**
 * Another person approves the plan as it was shown to them, and types the reference to confirm it (T10). An erasure
 * is approved by an engineer on call, everything else by a manager.
 */
export const approvePlan = caseAct({
  command: 'plan.approve',
  fields: { typedReference: z.string(), extra: z.string().optional() },
  form: ({ context, found }) => approveForm(context.draw, found),
  input(_context, { typedReference, extra }, { reference, plan }) {
    if (parseReference(typedReference) !== reference) return refuse('E_INPUT', {}, 'typedReference')
    // The token carries the beginning of the hash; a plan that no longer begins so was not the one shown.
    const isAsShown = plan !== null && extra !== undefined && plan.hash.startsWith(extra)
    return { planHash: isAsShown ? plan.hash : ((extra ?? '') as PlanHash) }
  },
})
