import { z } from 'zod'
import { handLines } from '../../src/domain/case/plan.js'
import { refuse } from '../../src/domain/refusals.js'
import { executeForm } from '../../src/views/forms/execute.js'
import { caseAct } from '../case-act.js'

/** Support or an engineer records the lines of an approved plan that were carried out by hand (T12). */
export const executePlan = caseAct({
  command: 'plan.execute',
  fields: { lines: z.array(z.string()).default([]) },
  form: ({ context, found }) =>
    found.plan && handLines(found.plan).length > 0
      ? executeForm(context.draw, found)
      : refuse('E_WRONG_STATE', { status: found.status }),
  input: (_context, { lines }) => ({ lines }),
})
