import { redirectForm } from '../../src/views/forms/redirect.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { CivilDate, FreeText, Ticked } from './input.js'

/** Support records that a request about a customer's payload was forwarded to that customer (T17, Art. 28(3)(e)). */
export const redirectRequest = caseAct({
  command: 'request.redirect',
  fields: { customer: FreeText, forwardedOn: CivilDate, forwarded: Ticked, toldRequester: Ticked },
  form: ({ context, found }) => redirectForm(context.draw, found),
  async input(context, { customer, forwardedOn, forwarded, toldRequester }, { reference }) {
    const { hasReason } = await sealText(context, reference, 'customer', customer)
    return {
      isCustomerNamed: hasReason,
      isForwarded: forwarded,
      isRequesterTold: toldRequester,
      on: forwardedOn,
    }
  },
})
