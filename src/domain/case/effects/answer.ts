import type { DateTime } from 'luxon'
import type { EventDraft } from '../../proof/event.js'
import { recipientSteps, stepsOfLetter, withTicks } from '../checklist.js'
import type { Reason } from '../commands.js'
import type { Act, Effect } from '../decision.js'
import { isLateRefusal, itemsOfLetter } from '../guards/answer.js'
import { mustNotifyRecipients, openItems } from '../plan.js'
import { approvedPlanOf, factsOf, iso, reasonFields, record, withFacts } from '../record.js'
import type { CaseFacts, RightItem, RightsRequest } from '../types.js'

function answered(act: Act<'response.send'>): RightItem[] {
  const told = itemsOfLetter(act.found, act.input.letter)
  return act.found.items.map((item) => {
    const plan = told.find(({ right }) => right === item.right)
    if (!plan) return item
    const { outcome, ground, lawReference } = plan
    return { ...item, outcome, ground, lawReference, respondedAt: act.input.sentAt }
  })
}

function factsAfter(act: Act<'response.send'>, isLate: boolean): CaseFacts {
  const { found, actor, at, input } = act
  const told = itemsOfLetter(found, input.letter)
  const lines = approvedPlanOf(found).lines
  const isDue = found.recipients === 'not_needed' && mustNotifyRecipients({ items: told, lines })
  return {
    ...factsOf(found),
    items: answered(act),
    ticks: withTicks(found, stepsOfLetter(found, input.letter), { by: actor.id, at }),
    recipients: isDue ? 'open' : found.recipients,
    isLateRefusal: found.isLateRefusal || isLate,
  }
}

/** T14: the rights of this letter are answered; the case is `responded` once all are. */
export const send: Effect<Act<'response.send'>> = (act) => {
  const { found, input } = act
  const { letter, channelType, sentAt } = input
  const isLate = isLateRefusal(act)
  const facts = factsAfter(act, isLate)
  const plan = approvedPlanOf(found)
  const isAll = openItems(facts.items).length === 0
  const event = record('response.sent', found.reference, {
    letterType: letter,
    sentAt: iso(sentAt),
    channelType,
    rights: itemsOfLetter(found, letter).map((item) => item.right),
    isLateRefusal: isLate,
    ...reasonFields(input),
    ...(isLate && input.lateReason?.textId ? { lateReasonId: input.lateReason.textId } : {}),
    ...(isLate && input.lateReason?.textHash ? { lateReasonHash: input.lateReason.textHash } : {}),
  })
  const next: RightsRequest = isAll
    ? { ...facts, status: 'responded', plan, respondedAt: sentAt }
    : { ...facts, status: 'approved', plan }
  return { next, event }
}

/** T27: nothing sent counts as answered until it arrives. Rights answered by an earlier plan stay so. */
export const bounce: Effect<Act<'response.bounce'>> = ({ found, input }) => {
  const plan = approvedPlanOf(found)
  const planned = plan.items.map((item) => item.right)
  const items = found.items.map((item) =>
    planned.includes(item.right) ? { ...item, respondedAt: null } : item,
  )
  return {
    next: { ...factsOf(found), items, status: 'approved', plan },
    event: record('response.bounced', found.reference, { bouncedAt: iso(input.bouncedAt) }),
  }
}

/** Art. 19: recipients told, or exempted with the reason in the sealed store (C12). */
export function recipientsEvent(
  found: RightsRequest,
  result: 'notified' | 'exempted',
  reason: Partial<Reason>,
): EventDraft {
  return record(`recipients.${result}`, found.reference, reasonFields(reason))
}

export function recipientsChange(
  found: RightsRequest,
  result: 'notified' | 'exempted',
  tick: { by: CaseFacts['openedBy']; at: DateTime },
): Pick<CaseFacts, 'recipients' | 'ticks'> {
  return { recipients: result, ticks: withTicks(found, recipientSteps, tick) }
}

export const notifyRecipients: Effect<Act<'recipients.notify'>> = ({ found, actor, at, input }) => ({
  next: withFacts(found, recipientsChange(found, input.result, { by: actor.id, at })),
  event: recipientsEvent(found, input.result, input),
})

/** T26: recorded with the instant from which the 72 hours of Art. 33(1) run. */
export const reportMisdelivery: Effect<Act<'disclosure.report_misdelivery'>> = ({ found, input }) => ({
  next: withFacts(found, {}),
  event: record('disclosure.misdelivered', found.reference, {
    awareAt: iso(input.awareAt),
    reportBy: iso(input.awareAt.plus({ hours: 72 })),
  }),
})
