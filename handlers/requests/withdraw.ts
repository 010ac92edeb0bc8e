import { withdrawForm } from '../../src/views/forms/withdraw.js'
import { caseAct } from '../case-act.js'
import { CivilDate, Ticked } from './input.js'

/** Support records that the requester withdrew the request in writing (T16). */
export const withdrawRequest = caseAct({
  command: 'request.withdraw',
  fields: { receivedOn: CivilDate, inWriting: Ticked },
  form: ({ context, found }) => withdrawForm(context.draw, found),
  input: (_context, { receivedOn, inWriting }) => ({ isWritten: inWriting, on: receivedOn }),
})
