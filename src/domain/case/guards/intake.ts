import { refuse, type Refusal } from '../../refusals.js'
import { isTickable, mayTick, missingSteps, stepOf, stepsOf, type Gate, type Outcomes } from '../checklist.js'
import type { Act } from '../decision.js'
import { iso } from '../record.js'
import type { Identity, RightsRequest } from '../types.js'
import { outside, type AnyAct, type Guard } from './guard.js'

const settled: readonly Identity['state'][] = ['verified', 'not_required']
export const isIdentitySettled = (identity: Identity) => settled.includes(identity.state)

/** T02, Art. 12(6): verified, or not required with a reason. */
export const identitySettled: Guard<AnyAct> = ({ found }) =>
  isIdentitySettled(found.identity) ? null : refuse('E_IDENTITY_OPEN', { state: found.identity.state })

export const identityNotSettled: Guard<AnyAct> = ({ found }) =>
  isIdentitySettled(found.identity) ? refuse('E_ALREADY_DONE', { state: found.identity.state }) : null

/** Steps that block this gate are ticked, given what a plan would decide. */
export function refusalOfSteps(found: RightsRequest, gate: Gate, decided?: Outcomes): Refusal | null {
  const missing = missingSteps(found, gate, decided).map((step) => step.code)
  return missing.length === 0 ? null : refuse('E_CHECKLIST_INCOMPLETE', { steps: missing })
}

export const stepsTickedBefore =
  (gate: Gate): Guard<AnyAct> =>
  ({ found }) =>
    refusalOfSteps(found, gate)

type StepAct = Act<'step.tick' | 'step.untick'>

/** A step of this case, and one that this person ticks. */
export const stepIsTheirs: Guard<StepAct> = ({ found, actor, input }) => {
  const step = stepsOf(found).find(({ code }) => code === input.code)
  if (!step) return refuse('E_INPUT', {}, 'code')
  return mayTick(step, actor) ? null : refuse('E_NOT_ALLOWED', { roles: step.who })
}

export const stepOpen: Guard<StepAct> = ({ found, input }) => {
  const tick = found.ticks.find(({ code }) => code === input.code)
  return tick ? refuse('E_ALREADY_DONE', { by: tick.by, at: iso(tick.at) }) : null
}

/** A second look comes after the decision, and from somebody else than who proposed it. */
export const stepInTime: Guard<Act<'step.tick'>> = ({ found, actor, input }) => {
  const step = stepOf(input.code)
  if (!step || isTickable(step, found, actor)) return null
  return found.plan?.proposedBy === actor.id
    ? refuse('E_FOUR_EYES', { proposedBy: actor.id })
    : refuse('E_WRONG_STATE', { status: found.status })
}

/** INT-06 says that identity was decided, so it has to be. */
export const identityStepTrue: Guard<StepAct> = (act) =>
  act.input.code === 'INT-06' ? identitySettled(act) : null

export const stepDone: Guard<StepAct> = ({ found, input }) =>
  found.ticks.some(({ code }) => code === input.code) ? null : refuse('E_ALREADY_DONE')

/** What a proposed plan rests on may not be unticked under it. */
export const notUnderPlan: Guard<StepAct> = ({ found, input }) =>
  found.plan !== null && stepOf(input.code)?.blocks.includes('plan')
    ? refuse('E_WRONG_STATE', { status: found.status })
    : null

/** The person may answer the first of several questions: only the latest is kept, and the pause knows its first. */
function firstAskedAt({ status, identity, clarification, pauses, receivedAt }: RightsRequest) {
  if (status !== 'awaiting_identity') return clarification?.askedAt
  if (identity.attempts <= 1) return identity.askedAt
  return pauses.find((pause) => pause.answeredAt === null)?.askedAt ?? receivedAt
}

/** U5: when the answer reached the company, not before the question and not in the future. */
export const answerAfterQuestion: Guard<Act<'identity.record' | 'clarification.record'>> = ({
  found,
  input,
  at,
}) => {
  return outside(input.answeredAt, firstAskedAt(found) ?? found.receivedAt, at, 'answeredOn')
}

/** T23: somebody active who may handle a case, and not its data subject. */
export const assigneeFit: Guard<Act<'request.assign'>> = ({ found, input: { assignee } }) => {
  if (assignee.id === found.subjectPerson) return refuse('E_ASSIGNEE', { why: 'subject' }, 'assignee')
  if (!assignee.isActive) return refuse('E_ASSIGNEE', { why: 'inactive' }, 'assignee')
  const mayHandle = assignee.roles.includes('support') || assignee.roles.includes('manager')
  return mayHandle ? null : refuse('E_ASSIGNEE', { why: 'role' }, 'assignee')
}

export const assigneeNew: Guard<Act<'request.assign'>> = ({ found, input }) =>
  found.assignee === input.assignee.id ? refuse('E_ALREADY_DONE') : null
