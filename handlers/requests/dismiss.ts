import { dismissForm } from '../../src/views/forms/dismiss.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { FreeText, Ticked } from './input.js'

/** A manager decides that a message is no rights request (T19). */
export const dismissRequest = caseAct({
  command: 'request.dismiss',
  fields: { reason: FreeText, answered: Ticked },
  form: ({ context, found }) => dismissForm(context.draw, found),
  async input(context, { reason, answered }, { reference }) {
    return { ...(await sealText(context, reference, 'reason', reason)), isAnswered: answered }
  },
})
