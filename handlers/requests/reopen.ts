import { findCaseKey } from '../../db/subjects.js'
import { refuse } from '../../src/domain/refusals.js'
import { reopenForm } from '../../src/views/forms/reopen.js'
import { caseAct } from '../case-act.js'
import { sealText } from '../sealed-text.js'
import { FreeText } from './input.js'

/** A manager reopens a closed case for all its rights; the old dates stay (T20, rule C14). */
export const reopenRequest = caseAct({
  command: 'request.reopen',
  fields: { reason: FreeText },
  form: ({ context, found }) => reopenForm(context.draw, found),
  async input(context, { reason }, { reference, items }) {
    // Its purge has begun and was cut off: there is nothing left to go on with.
    if (!(await findCaseKey(context.tx, reference))) return refuse('E_UNKNOWN_CASE', { reference })
    return {
      ...(await sealText(context, reference, 'reason', reason)),
      rights: items.map(({ right }) => right),
    }
  },
})
