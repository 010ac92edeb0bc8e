import type { DateTime } from 'luxon'
import { deadlines, isOverdue } from '../../time/deadlines.js'
import { suspendedDays } from '../../time/suspension.js'
import { refuse } from '../../refusals.js'
import { answerChannels } from '../answer-channels.js'
import type { Act } from '../decision.js'
import { missingSteps } from '../checklist.js'
import { letterFor, letterNeeds, missingElements, type LetterType } from '../letters.js'
import { openItems, openLines, refusing } from '../plan.js'
import { approvedPlanOf, planOf } from '../record.js'
import type { PlanItem, RightsRequest } from '../types.js'
import { outside, type AnyAct, type Guard } from './guard.js'

type Send = Guard<Act<'response.send'>>

/** What the plan decided for the rights that this letter answers and no letter has answered yet. */
export function itemsOfLetter(found: RightsRequest, letter: LetterType): PlanItem[] {
  const open = openItems(found.items).map((item) => item.right)
  return planOf(found).items.filter(
    ({ right, outcome }) => open.includes(right) && letterFor(right, outcome) === letter,
  )
}

export const letterIsDue: Send = ({ found, input }) =>
  itemsOfLetter(found, input.letter).length > 0 ? null : refuse('E_INPUT', {}, 'letter')

/** T14: what the letter says was done is done. Lines of other rights may still be open. */
export const executionDone: Send = ({ found, input }) => {
  const rights = itemsOfLetter(found, input.letter).map((item) => item.right)
  const left = openLines(planOf(found), rights).length
  return left === 0 ? null : refuse('E_EXECUTION_OPEN', { lines: left })
}

export const letterComplete: Send = ({ found, input }) => {
  const needs = letterNeeds(itemsOfLetter(found, input.letter), planOf(found).lines)
  const missing = missingElements(input.letter, input.elements, needs)
  return missing.length === 0
    ? null
    : refuse('E_LETTER_INCOMPLETE', { letter: input.letter, missing }, 'elements')
}

export const channelSecure: Send = ({ input }) => {
  const channels = answerChannels(input.letter)
  return channels.includes(input.channelType) ? null : refuse('E_INPUT', { channels }, 'channelType')
}

/** From when on an answer can have gone out: nothing is told before it is decided, and done where it is done at once. */
export function answerableFrom(found: RightsRequest): DateTime {
  const { approval, executedAt } = approvedPlanOf(found)
  return executedAt !== null && executedAt > approval.at ? executedAt : approval.at
}

/** A date before the decision would make a late refusal look early (Art. 12(4)). */
export const sentAtKnown: Send = ({ found, input, at }) =>
  outside(input.sentAt, answerableFrom(found), at, 'sentAt')

/** ACC-08, POR-06: a second person looked at what is handed out, before it is. */
export const copyChecked: Send = ({ found, input }) => {
  const items = itemsOfLetter(found, input.letter)
  const rights = items.map(({ right }) => right)
  const steps = missingSteps(found, 'send', items)
    .filter(({ of }) => of !== 'intake' && of.some((right) => rights.includes(right)))
    .map(({ code }) => code)
  return steps.length === 0 ? null : refuse('E_CHECKLIST_INCOMPLETE', { steps })
}

/** Whether this letter refuses something after the month of Art. 12(4), which no extension moves. */
export function isLateRefusal({ found, input, at }: Act<'response.send'>): boolean {
  if (!itemsOfLetter(found, input.letter).some((item) => refusing.includes(item.outcome))) return false
  return isOverdue(deadlines(found.receivedAt, suspendedDays(found.pauses, at)).refusalNoticeBy, input.sentAt)
}

/** §2.1 `refusalNoticeBy`: later only with a manager's reason. */
export const refusalInTime: Send = (act) => {
  if (!isLateRefusal(act)) return null
  if (act.input.lateReason?.hasReason && act.actor.roles.includes('manager')) return null
  const { found, at } = act
  const { refusalNoticeBy } = deadlines(found.receivedAt, suspendedDays(found.pauses, at))
  return refuse('E_LATE_REFUSAL', { refusalNoticeBy, roles: ['manager'] }, 'lateReason')
}

export const recipientsOpen: Guard<Act<'recipients.notify'>> = ({ found }) =>
  found.recipients === 'notified' || found.recipients === 'exempted'
    ? refuse('E_ALREADY_DONE', { recipients: found.recipients })
    : null

/** Art. 19: an exemption (impossible, disproportionate effort) is recorded with its reason (C12). */
export const exemptionExplained: Guard<Act<'recipients.notify'>> = ({ input }) =>
  input.result === 'exempted' && !input.hasReason ? refuse('E_REASON', {}, 'reason') : null

export const bouncedAtKnown: Guard<Act<'response.bounce'>> = ({ found, input, at }) =>
  outside(input.bouncedAt, lastAnswerAt(found), at, 'bouncedAt')

/** When the last letter of a case went out; its receipt when none did. */
const lastAnswerAt = ({ items, receivedAt }: RightsRequest): DateTime =>
  items.reduce(
    (last, { respondedAt }) => (respondedAt && respondedAt > last ? respondedAt : last),
    receivedAt,
  )

export const awareAtKnown: Guard<Act<'disclosure.report_misdelivery'>> = ({ found, input, at }) =>
  outside(input.awareAt, found.receivedAt, at, 'awareAt')

/** T15: every right has its outcome. */
export const outcomesSet: Guard<AnyAct> = ({ found }) => {
  const open = found.items.filter((item) => item.outcome === null).map((item) => item.right)
  return open.length === 0 ? null : refuse('E_OUTCOME_OPEN', { rights: open })
}
