import { refuse } from '../../refusals.js'
import { localDate } from '../../time/calendar.js'
import type { Act } from '../decision.js'
import type { Guard } from './guard.js'

type Close = Guard<Act<'request.close'>>

/** T15, Art. 19: recipients told, or exempted, before or with the closing. */
export const recipientsSettled: Close = ({ found, input }) =>
  found.recipients === 'open' && input.recipients === undefined ? refuse('E_ART19_OPEN') : null

export const closingExemptionExplained: Close = ({ input }) =>
  input.recipients === 'exempted' && !input.hasReason ? refuse('E_REASON', {}, 'reason') : null

/** Silence is no withdrawal: it is in writing and from the requester (T16). */
export const withdrawalWritten: Guard<Act<'request.withdraw'>> = ({ input }) =>
  input.isWritten ? null : refuse('E_WITHDRAWAL_WRITTEN', {}, 'isWritten')

/** What is said to have happened on a day has happened: the day is not ahead. */
export const dayKnown: Guard<Act<'request.withdraw'> | Act<'request.redirect'>> = ({ input: { on }, at }) =>
  on !== undefined && on > localDate(at) ? refuse('E_INPUT', {}, 'on') : null

/** T17, Art. 28(3)(e): the customer is named, has the request, and the requester knows. */
export const redirectComplete: Guard<Act<'request.redirect'>> = ({ input }) => {
  const parts = ['isCustomerNamed', 'isForwarded', 'isRequesterTold'] as const
  const missing = parts.filter((part) => !input[part])
  return missing.length === 0 ? null : refuse('E_REDIRECT_INCOMPLETE', { missing })
}

/** T18: another open case of the same person that asks for the same rights, at least. */
export const targetFits: Guard<Act<'request.merge'>> = ({ found, input: { target, isSameSubject } }) => {
  const no = (why: string) => refuse('E_MERGE_TARGET', { why }, 'target')
  if (target.reference === found.reference) return no('same_case')
  if (target.status === 'closed') return no('closed')
  if (!isSameSubject) return no('other_subject')
  const open = target.items.filter((item) => item.respondedAt === null).map((item) => item.right)
  return found.items.every((item) => open.includes(item.right)) ? null : no('other_rights')
}

/** T19: also a message that is no request gets an answer (C5). */
export const senderAnswered: Guard<Act<'request.dismiss'>> = ({ input }) =>
  input.isAnswered ? null : refuse('E_INPUT', {}, 'isAnswered')

/** T20: which rights of this case are to be answered (again). */
export const rightsToReopen: Guard<Act<'request.reopen'>> = ({ found, input }) => {
  const own = found.items.map((item) => item.right)
  const isFit = input.rights.length > 0 && input.rights.every((right) => own.includes(right))
  return isFit ? null : refuse('E_INPUT', { rights: own }, 'rights')
}
