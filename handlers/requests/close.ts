import { z } from 'zod'
import { closeForm } from '../../src/views/forms/close.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { FreeText } from './input.js'

/** Support closes a case that was answered; recipients can be settled in the same act (T15, Art. 19). */
export const closeRequest = caseAct({
  command: 'request.close',
  fields: { recipients: z.enum(['notified', 'exempted']).optional(), exemptReason: FreeText.optional() },
  form: ({ context, found }) => (found.recipients === 'open' ? closeForm(context.draw, found) : null),
  async input(context, { recipients, exemptReason }, { reference }) {
    return {
      ...(await sealText(context, reference, 'reason', exemptReason)),
      ...(recipients ? { recipients } : {}),
    }
  },
})
