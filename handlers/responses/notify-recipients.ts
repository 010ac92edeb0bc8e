import { z } from 'zod'
import { closeForm } from '../../src/views/forms/close.js'
import { caseAct } from '../case-act.js'
import { FreeText } from '../requests/input.js'
import { sealText } from '../sealed-text.js'

/** Recipients of the data were told, or telling them is impossible or disproportionate, with the reason (Art. 19). */
export const notifyRecipients = caseAct({
  command: 'recipients.notify',
  fields: { recipients: z.enum(['notified', 'exempted']), exemptReason: FreeText.optional() },
  form: ({ context, found }) => closeForm(context.draw, found, 'recipients.notify'),
  async input(context, { recipients, exemptReason }, { reference }) {
    return { ...(await sealText(context, reference, 'reason', exemptReason)), result: recipients }
  },
})
