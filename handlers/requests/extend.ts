import { z } from 'zod'
import { openItems } from '../../src/domain/case/plan.js'
import { refuse } from '../../src/domain/refusals.js'
import { rightTypes } from '../../src/domain/rights/rights.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { mayExtendRight } from '../../src/domain/time/extension.js'
import { extendForm } from '../../src/views/forms/extend.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { choicesOf, CivilDate, FreeText } from './input.js'

/** A manager extends the answer of some rights of a case, with the reasons; it holds once the notice is sent (T21). */
export const extendDeadline = caseAct({
  command: 'deadline.extend',
  fields: { reasonCode: z.string(), reason: FreeText, newDue: CivilDate, rights: choicesOf(rightTypes) },
  form: ({ context, found }) =>
    openItems(found.items).some(({ right }) => mayExtendRight(right))
      ? extendForm(context.draw, found, caseDates(found, context.now).extendedDue)
      : refuse('E_EXT_RIGHT'),
  async input(context, { reasonCode, reason, newDue, rights }, { reference }) {
    const sealed = await sealText(context, reference, 'reason', reason)
    return { ...sealed, reason: reasonCode, reasonLength: reason.length, rights, newDue }
  },
})
