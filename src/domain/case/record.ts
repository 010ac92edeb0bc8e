import type { DateTime } from 'luxon'
import type { EventDraft, EventType, EventValue } from '../proof/event.js'
import type { Reason } from './commands.js'
import type { ApprovedPlan, CaseFacts, Plan, Reference, RightsRequest } from './types.js'

/** An instant as events write it: UTC ISO with milliseconds. Throws on an invalid instant. */
export function iso(at: DateTime): string {
  const text = at.toUTC().toISO({ precision: 'milliseconds' })
  if (text === null) throw new RangeError('invalid instant')
  return text
}

/** An event of a case. Instants among the fields are written as text. */
export function record(
  type: EventType,
  reference: Reference | null,
  fields: Readonly<Record<string, EventValue>> = {},
): EventDraft {
  return { type, reference, fields }
}

/** Where the written reason lies and its hash; nothing when there is none (§3.4). */
export function reasonFields(reason: Partial<Reason>): Record<string, string> {
  return {
    ...(reason.textId === undefined ? {} : { textId: reason.textId }),
    ...(reason.textHash === undefined ? {} : { textHash: reason.textHash }),
  }
}

/** What every case has, without the fields of its status. */
export function factsOf(found: RightsRequest): CaseFacts {
  const { reference, version, receivedAt, channel, language, isOnBehalf, openedBy, openedAt } = found
  const { assignee, subjectPerson, items, identity, clarification, pauses, extension } = found
  const { ticks, recipients, noticeVersion, mergedInto, isLateRefusal } = found
  return {
    ...{ reference, version, receivedAt, channel, language, isOnBehalf, openedBy, openedAt },
    ...{ assignee, subjectPerson, items, identity, clarification, pauses, extension },
    ...{ ticks, recipients, noticeVersion, mergedInto, isLateRefusal },
  }
}

type Changes = Partial<CaseFacts>
type Unplanned = Extract<RightsRequest, { readonly plan: null }>['status']

/** The case with other facts and the same status. */
export const withFacts = (found: RightsRequest, changes: Changes): RightsRequest => ({ ...found, ...changes })

/** The case in a status that has no plan. */
export const unplanned = (
  found: RightsRequest,
  status: Exclude<Unplanned, 'closed'>,
  changes: Changes = {},
): RightsRequest => ({
  ...factsOf(found),
  ...changes,
  status,
  plan: null,
})

/** The plan of a case that has one. Throws where the status should have ruled that out. */
export function planOf(found: RightsRequest): Plan {
  if (found.plan === null) throw new Error(`a case in ${found.status} has no plan`)
  return found.plan
}

/** The approved plan of a case that has one. Throws where the status should have ruled that out. */
export function approvedPlanOf(found: RightsRequest): ApprovedPlan {
  const plan = planOf(found)
  if (plan.approval === null) throw new Error(`the plan of a case in ${found.status} is not approved`)
  return { ...plan, approval: plan.approval }
}

/** The closed case. An unapproved plan ends with it; a clock that stood runs no further. */
export function closed(found: RightsRequest, closedAt: DateTime, changes: Changes = {}): RightsRequest {
  const plan = found.plan?.approval ? approvedPlanOf(found) : null
  return { ...factsOf(found), ...changes, status: 'closed', plan, closedAt }
}
