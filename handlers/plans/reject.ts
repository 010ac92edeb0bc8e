import { rejectForm } from '../../src/views/forms/reject.js'
import { caseAct } from '../case-act.js'
import { FreeText } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

/** Whoever may approve a plan rejects it, with the reason (T11). */
export const rejectPlan = caseAct({
  command: 'plan.reject',
  fields: { reason: FreeText },
  form: ({ context, found }) => rejectForm(context.draw, found),
  input: (context, { reason }, { reference }) => sealText(context, reference, 'reason', reason),
})
