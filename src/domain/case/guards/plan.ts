import { isGroundValid, isPartialOnly, needsLawReference } from '../../rights/grounds.js'
import { isOutcomePossible, type RightType } from '../../rights/rights.js'
import { refusalOffCall } from '../../people/on-call.js'
import type { PersonId, Role } from '../../people/roles.js'
import { refuse, type Refusal } from '../../refusals.js'
import type { Act } from '../decision.js'
import {
  approverRole,
  asideOf,
  deskLines,
  done,
  actionOf,
  isApprovalExpired,
  isDeleting,
  isErasing,
  openItems,
  plannable,
  planHash,
  refusing,
} from '../plan.js'
import { approvedPlanOf, iso, planOf } from '../record.js'
import type { PlanItem, PlanLine, RightsRequest } from '../types.js'
import type { AnyAct, Guard } from './guard.js'
import { isIdentitySettled, refusalOfSteps } from './intake.js'

type Propose = Guard<Act<'plan.propose'>>

/** Attempts to identify the person before a refusal may rest on failing (Art. 12(2)). */
const attemptsNeeded = 2

/** Every right not yet answered, each once. */
export const coversOpenItems: Propose = ({ found, input }) => {
  const asked = openItems(found.items).map((item) => item.right)
  const planned = input.items.map((item) => item.right)
  const isSame = planned.length === asked.length && asked.every((right) => planned.includes(right))
  return isSame ? null : refuse('E_INPUT', { rights: asked }, 'items')
}

const isUnidentified = (item: PlanItem) => item.outcome === 'not_identified'

/** From `awaiting_identity` only the refusal that the person could not be identified (T05), with no checklist. */
export const stepsBeforePlan: Propose = ({ found, input }) =>
  found.status === 'awaiting_identity' ? null : refusalOfSteps(found, 'plan', input.items)

const identityFirst: readonly RightType[] = ['access', 'portability', 'erasure']
const withoutIdentity: readonly PlanItem['outcome'][] = ['not_identified', 'redirected_to_controller']

/** T05, T08, Art. 12(6): no disclosure and no erasure for somebody unknown. */
export const identityForPlan: Propose = ({ found, input: { items } }) => {
  const isWaiting = found.status === 'awaiting_identity'
  const needs = items.filter((item) =>
    isWaiting
      ? !isUnidentified(item)
      : identityFirst.includes(item.right) && !withoutIdentity.includes(item.outcome),
  )
  if (needs.length === 0 || (!isWaiting && isIdentitySettled(found.identity))) return null
  return refuse('E_IDENTITY_REQUIRED', { rights: needs.map((item) => item.right) })
}

export const identityTried: Propose = ({ found, input: { items } }) => {
  const { attempts } = found.identity
  if (!items.some(isUnidentified) || attempts >= attemptsNeeded) return null
  return refuse('E_IDENTITY_ATTEMPTS', { attempts, needed: attemptsNeeded })
}

function refusalGroundIsWrong({ right, outcome, ground, lawReference }: PlanItem): boolean {
  if (ground === null || !isGroundValid(ground, right, lawReference)) return true
  if (outcome === 'refused' && isPartialOnly(ground)) return true
  return needsLawReference(ground) && !lawReference?.trim()
}

function groundIsWrong(item: PlanItem): boolean {
  if (item.outcome === 'not_identified') return item.ground !== null && item.ground !== 'not_identified'
  return refusing.includes(item.outcome) ? refusalGroundIsWrong(item) : item.ground !== null
}

/** §1.3: a ground where something is refused, valid for the right, with the law named where it must be. */
export const groundsValid: Propose = ({ input }) => {
  const wrong = input.items.find(groundIsWrong)
  return wrong
    ? refuse('E_REFUSAL_GROUND', { right: wrong.right, ground: wrong.ground ?? '' }, 'ground')
    : null
}

/** §1.1: an outcome that the right can have. */
export const outcomesPossible: Propose = ({ input }) => {
  const wrong = input.items.find(
    ({ right, outcome }) => !plannable.includes(outcome) || !isOutcomePossible(right, outcome),
  )
  return wrong ? refuse('E_INPUT', { right: wrong.right, outcome: wrong.outcome }, 'outcome') : null
}

/** Art. 12(4): a refusal has a text, in the sealed store. */
export const refusalExplained: Propose = ({ input }) =>
  input.items.some((item) => refusing.includes(item.outcome)) && !input.hasReason
    ? refuse('E_REASON', {}, 'reason')
    : null

/** What a granted right needs in the systems is planned: an erasure without a deletion is none. */
function isCarriedOut(item: PlanItem, lines: readonly PlanLine[]): boolean {
  const action = actionOf[item.right]
  if (action === null || !done.includes(item.outcome)) return true
  const own = lines.filter((line) => line.right === item.right)
  return own.some((line) => (action === 'delete' ? isDeleting(line) : line.action === action))
}

/** Lines have ids of their own and belong to rights that are granted; each granted right has what it needs. */
export const linesFit: Propose = ({ input: { items, lines } }) => {
  const granted = items.filter((item) => done.includes(item.outcome)).map((item) => item.right)
  const hasStray = lines.some((line) => !granted.includes(line.right))
  const hasTwin = new Set(lines.map((line) => line.id)).size !== lines.length
  const missing = items.filter((item) => !isCarriedOut(item, lines)).map((item) => item.right)
  return hasStray || hasTwin || missing.length > 0 ? refuse('E_INPUT', { rights: missing }, 'lines') : null
}

/** T10, T11: on-call engineers decide on erasures, managers on everything else. */
export const approverFits: Guard<AnyAct> = ({ found, actor, around }) => {
  const role = approverRole(planOf(found))
  if (!actor.roles.includes(role)) return refuse('E_NOT_ALLOWED', { roles: [role] })
  return role === 'engineer' ? refusalOffCall(actor.id, around.onCall) : null
}

/** The refusal of whoever proposed a plan, or gave the first of its two approvals; null for anybody else. */
export function refusalOfInvolved(found: RightsRequest, person: PersonId): Refusal | null {
  const { proposedBy, firstApproval } = planOf(found)
  const isInvolved = proposedBy === person || firstApproval?.by === person
  return isInvolved ? refuse('E_FOUR_EYES', { proposedBy }) : null
}

/** Another person than the proposer, and of two approvals each by one of their own. */
export const fourEyes: Guard<AnyAct> = ({ found, actor }) => refusalOfInvolved(found, actor.id)

/** What is approved can be carried out: no system of the plan failed its last check. */
export const storesSound: Guard<AnyAct> = ({ around: { failingStores } }) =>
  failingStores.length > 0 ? refuse('E_STORE_FAILING', { systems: failingStores }) : null

/** Whoever answers for the run now decides on a line that fails. */
export const asideByOnCall: Guard<AnyAct> = ({ actor, around }) => refusalOffCall(actor.id, around.onCall)

/** A line that the desk still tries to carry out. */
export const lineTried: Guard<Act<'plan.set_aside'>> = ({ found, input }) =>
  deskLines(planOf(found)).some(({ id }) => id === input.line) ? null : refuse('E_INPUT', {}, 'line')

/** What is stored is what was proposed. */
export const planIntact: Guard<AnyAct> = ({ found }) => {
  const plan = planOf(found)
  return planHash(plan) === plan.hash ? null : refuse('E_PLAN_CHANGED')
}

/** What was on the card is what is stored. */
export const planAsShown: Guard<Act<'plan.approve'>> = ({ found, input }) =>
  planOf(found).hash === input.planHash ? null : refuse('E_PLAN_CHANGED')

/** Holds, restrictions 18(1)(b)/(c) and other open access requests of the person stop any deletion. */
function refusalToErase({ found, around }: Pick<AnyAct, 'found' | 'around'>): Refusal | null {
  if (around.activeHolds > 0) return refuse('E_HOLD_ACTIVE', { holds: around.activeHolds })
  const grounds = around.restrictions.filter((ground) => ground === 'b' || ground === 'c')
  if (grounds.length > 0) return refuse('E_RESTRICTED', { grounds })
  const others = around.openAccess.filter((reference) => reference !== found.reference)
  return others.length > 0 ? refuse('E_ACCESS_FIRST', { references: others }) : null
}

/** T10. Access asked for in this case is in the same plan: it must be answered before the deletion is carried out. */
export const erasureFree: Guard<AnyAct> = (act) => (isErasing(planOf(act.found)) ? refusalToErase(act) : null)

type Execute = Guard<Act<'plan.execute'>>

const linesOf = ({ found, input }: Act<'plan.execute'>) =>
  planOf(found).lines.filter((line) => input.lines.includes(line.id))

/** Lines of the plan to be carried out; those that keep data are no work. */
export const linesKnown: Execute = (act) => {
  const known = linesOf(act).filter((line) => line.action !== 'keep')
  const isKnown = known.length > 0 && act.input.lines.every((id) => known.some((line) => line.id === id))
  return isKnown ? null : refuse('E_INPUT', {}, 'lines')
}

export const linesLeft: Execute = ({ found, input }) => {
  const { linesDone } = planOf(found)
  return input.lines.every((id) => linesDone.includes(id)) ? refuse('E_ALREADY_DONE') : null
}

/** Support ticks what is done by hand (no counted records); the rest belongs to the desk and engineers (§3.2, T12). */
export const linesTheirs: Execute = (act) => {
  const plan = planOf(act.found)
  const counted = linesOf(act).filter((line) => line.count !== null)
  // What the desk counted it erases itself: nobody ticks it as done, unless it was handed over.
  const isHanded = counted.every((line) => asideOf(plan, line.id) === 'handed')
  const roles: readonly Role[] = plan.scope === null || isHanded ? ['system', 'engineer'] : ['system']
  if (roles.some((role) => act.actor.roles.includes(role))) return null
  return counted.length === 0 ? null : refuse('E_NOT_ALLOWED', { roles })
}

export const approvalFresh: Execute = ({ found, at }) => {
  const { approval } = approvedPlanOf(found)
  return isApprovalExpired(approval.at, at)
    ? refuse('E_APPROVAL_EXPIRED', { approvedAt: iso(approval.at) })
    : null
}

/** Checked again at the moment of execution: a hold may have come between approval and now (T12). */
export const erasureStillFree: Execute = (act) => {
  if (!linesOf(act).some(isDeleting)) return null
  const { found } = act
  // C13: a copy of the data must be out before the data goes.
  const isAccessOpen = openItems(found.items).some(
    (item) => item.right === 'access' || item.right === 'portability',
  )
  return (
    refusalToErase(act) ?? (isAccessOpen ? refuse('E_ACCESS_FIRST', { references: [found.reference] }) : null)
  )
}
