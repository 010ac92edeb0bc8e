import { refuse, type Refusal } from '../src/domain/refusals.js'
import type { ActionName } from './index.js'

type Places = Readonly<Record<string, string>>

/** Where a form asks for what the rules call by another name. */
const places: Readonly<Partial<Record<ActionName, Places>>> = {
  'request.open': { reason: 'backdateReason', receivedAt: 'receivedOn' },
  'request.withdraw': { isWritten: 'inWriting', on: 'receivedOn' },
  'request.redirect': { on: 'forwardedOn' },
  'request.dismiss': { isAnswered: 'answered' },
  'request.close': { reason: 'exemptReason' },
  'recipients.notify': { reason: 'exemptReason' },
  'identity.form': { reason: 'note' },
  'deadline.extend': { reason: 'reasonCode', words: 'reason' },
  'deadline.extension_sent': { sentAt: 'sentOn' },
  'clock.suspend': { reason: 'overrideReason' },
  'exception.grant': { subject: 'email' },
}

/** Fields that a plan's form has once for each right. */
const perRight: readonly string[] = ['ground', 'outcome']

/** The refusal of a rule, at the field of the form that was filled. */
export function atFormField(action: ActionName, refusal: Refusal): Refusal {
  const { code, facts, field } = refusal
  if (field === undefined) return refusal
  const right = facts['right']
  if (perRight.includes(field) && typeof right === 'string') return refuse(code, facts, `${field}_${right}`)
  return refuse(code, facts, places[action]?.[field] ?? field)
}
