import type { DateTime } from 'luxon'
import { actingRole, isAboutSelf } from '../people/policy.js'
import { systemActor, type Actor, type Role } from '../people/roles.js'
import { refuse, type Refusal } from '../refusals.js'
import { openingSteps } from './checklist.js'
import type { LogInput } from './commands.js'
import type { Decision } from './decision.js'
import { iso, reasonFields, record } from './record.js'
import type { RightItem, RightsRequest, Tick } from './types.js'

/** Support and managers log requests, and the desk itself from a mailbox (T01). */
export const openingRoles: readonly Role[] = ['support', 'manager', 'system']

/** Clocks of senders differ a little: a receipt this far ahead still counts as now (T01). */
const toleranceMinutes = 5

function refusalOfReceipt(input: Omit<LogInput, 'reference'>, at: DateTime): Refusal | null {
  const { receivedAt } = input
  if (!receivedAt.isValid) return refuse('E_INPUT', {}, 'receivedAt')
  if (receivedAt > at.plus({ minutes: toleranceMinutes }))
    return refuse('E_RECEIVED_FUTURE', {}, 'receivedAt')
  if (receivedAt < at.minus({ years: 3 })) return refuse('E_RECEIVED_TOO_OLD', { years: 3 }, 'receivedAt')
  if (receivedAt < at.minus({ days: 3 }) && !input.hasReason)
    return refuse('E_BACKDATE_REASON', { days: 3 }, 'reason')
  return null
}

/**
 * Why the request may not be opened (T01); null when it may. Asked before a number is taken, so that a refusal leaves
 * no gap in the references.
 */
export function refusalToOpen(
  input: Omit<LogInput, 'reference'>,
  actor: Actor,
  at: DateTime,
): Refusal | null {
  if (actingRole(actor, openingRoles) === null) return refuse('E_NOT_ALLOWED', { roles: openingRoles })
  if (isAboutSelf(input, actor)) return refuse('E_SELF_SUBJECT')
  if (input.rights.length === 0) return refuse('E_INPUT', {}, 'rights')
  return refusalOfReceipt(input, at)
}

function openingTicks(actor: Actor, at: DateTime): Tick[] {
  // Receipt and rights are what the person typed; the rest the desk works out (§1.4).
  const typed = ['INT-01', 'INT-02']
  return openingSteps.map((code) => ({ code, by: typed.includes(code) ? actor.id : systemActor.id, at }))
}

function item(right: RightItem['right']): RightItem {
  return { right, outcome: null, ground: null, lawReference: null, respondedAt: null }
}

/** Opens a request (T01): version 1, `received`, the clock running from receipt (K9). */
export function open(input: LogInput, actor: Actor, at: DateTime): Decision | Refusal {
  const no = refusalToOpen(input, actor, at)
  if (no) return no
  const { reference, receivedAt, channel, language, isOnBehalf, subjectPerson, noticeVersion } = input
  const rights = [...new Set(input.rights)]
  const next: RightsRequest = {
    ...{ reference, receivedAt, channel, language, isOnBehalf, subjectPerson, noticeVersion },
    version: 1,
    openedBy: actor.id,
    openedAt: at,
    assignee: null,
    items: rights.map(item),
    identity: { state: 'undecided', method: null, attempts: 0, askedAt: null, decidedAt: null },
    clarification: null,
    pauses: [],
    extension: null,
    ticks: openingTicks(actor, at),
    recipients: 'not_needed',
    mergedInto: null,
    isLateRefusal: false,
    status: 'received',
    plan: null,
  }
  const fields = { receivedAt: iso(receivedAt), channel, language, rights, isOnBehalf, noticeVersion }
  const event = record('request.received', reference, { ...fields, ...reasonFields(input) })
  return { ok: true, next, event, role: actingRole(actor, openingRoles)! }
}
