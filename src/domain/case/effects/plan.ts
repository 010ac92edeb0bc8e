import type { Act, Change, Effect } from '../decision.js'
import { withoutTicks, withTicks, type StepCode } from '../checklist.js'
import {
  approverRole,
  asideOf,
  isDeleting,
  isErasing,
  needsApproval,
  needsTwoApprovals,
  openLines,
  planHash,
} from '../plan.js'
import { approvedPlanOf, factsOf, planOf, reasonFields, record, unplanned } from '../record.js'
import type { ApprovedPlan, Plan, PlanLine, RightItem, RightsRequest } from '../types.js'

function drafted({ actor, at, input: { items, lines, scope } }: Act<'plan.propose'>): Plan {
  const hash = planHash({ items, lines, scope: scope ?? null })
  return {
    items,
    lines,
    scope: scope ?? null,
    hash,
    proposedBy: actor.id,
    proposedAt: at,
    firstApproval: null,
    approval: null,
    linesDone: [],
    linesAside: [],
    executedAt: null,
  }
}

/** T05 and T08 wait for a second person; T09 is approved by policy, with nobody as approver. */
export const propose: Effect<Act<'plan.propose'>> = (act) => {
  const { found, at, input } = act
  const plan = drafted(act)
  const fields = {
    planHash: plan.hash,
    items: plan.items.map((item) => `${item.right}:${item.outcome}`),
    grounds: plan.items.flatMap((item) => (item.ground === null ? [] : [`${item.right}:${item.ground}`])),
    lines: plan.lines.length,
    ...reasonFields(input),
  }
  if (!needsApproval(plan)) {
    return {
      next: { ...factsOf(found), status: 'approved', plan: { ...plan, approval: { by: null, at } } },
      event: record('plan.auto_approved', found.reference, { ...fields, policy: 'T09' }),
    }
  }
  return {
    next: { ...factsOf(found), status: 'awaiting_approval', plan },
    event: record('plan.proposed', found.reference, { ...fields, approver: approverRole(plan) }),
  }
}

export const approve: Effect<Act<'plan.approve'>> = ({ found, actor, at }) => {
  const before = planOf(found)
  if (needsTwoApprovals(before) && before.firstApproval === null)
    return approveFirst(found, before, { by: actor.id, at })
  const plan: ApprovedPlan = { ...before, approval: { by: actor.id, at } }
  const ticks = isErasing(plan) ? withTicks(found, ['ERA-06'], { by: actor.id, at }) : found.ticks
  return {
    next: { ...factsOf(found), ticks, status: 'approved', plan },
    event: record('approval.granted', found.reference, { planHash: plan.hash, proposedBy: plan.proposedBy }),
  }
}

/** The manager's half: the plan waits on, for the engineer whose approval starts it. */
function approveFirst(
  found: RightsRequest,
  before: Plan,
  firstApproval: NonNullable<Plan['firstApproval']>,
): Change {
  const plan = { ...before, firstApproval }
  const { hash: planHash, proposedBy } = plan
  return {
    next: { ...factsOf(found), status: 'awaiting_approval', plan },
    event: record('approval.granted', found.reference, { planHash, proposedBy, awaits: approverRole(plan) }),
  }
}

export const reject: Effect<Act<'plan.reject'>> = ({ found, input }) => ({
  next: unplanned(found, 'in_progress'),
  event: record('approval.denied', found.reference, { planHash: planOf(found).hash, ...reasonFields(input) }),
})

/** What was decided but not told is open again. */
function undecided(item: RightItem): RightItem {
  return item.respondedAt === null ? { ...item, outcome: null, ground: null, lawReference: null } : item
}

const earnedByPlan: readonly StepCode[] = ['ERA-05', 'ERA-06', 'ERA-07', 'ERA-08']

/** T13: the approval is void, and with it the ticks that it earned. */
export const revise: Effect<Act<'plan.revise'>> = ({ found }) => {
  const plan = planOf(found)
  return {
    next: unplanned(found, 'in_progress', {
      items: found.items.map(undecided),
      ticks: withoutTicks(found, (step) => earnedByPlan.includes(step.code) || step.blocks.includes('send')),
    }),
    event: record('plan.revised', found.reference, { planHash: plan.hash, linesDone: [...plan.linesDone] }),
  }
}

/** Where the desk erased all of it, it also verified each line and recorded the backups. */
function erasedSteps(plan: Plan): readonly StepCode[] {
  const isOurs = (line: PlanLine) => line.count !== null && asideOf(plan, line.id) === null
  const isAllOurs = plan.scope !== null && plan.lines.every((line) => !isDeleting(line) || isOurs(line))
  return isAllOurs ? ['ERA-05', 'ERA-07', 'ERA-08'] : ['ERA-07']
}

/** The desk tries the line no longer; it stays open, so the erasure is partial and the case cannot be answered. */
export const setAside: Effect<Act<'plan.set_aside'>> = ({ found, input }) => {
  const before = approvedPlanOf(found)
  const { line, kind } = input
  const plan = { ...before, linesAside: [...before.linesAside, { line, kind }] }
  const type = kind === 'skipped' ? 'execution.line_skipped' : 'execution.line_handed'
  return {
    next: { ...factsOf(found), status: 'approved', plan },
    event: record(type, found.reference, { line, ...reasonFields(input) }),
  }
}

/** T12, safe to repeat per line: a line that is done stays done and is not recorded twice. */
export const execute: Effect<Act<'plan.execute'>> = ({ found, actor, at, input }) => {
  const before = approvedPlanOf(found)
  const fresh = [...new Set(input.lines)].filter((id) => !before.linesDone.includes(id))
  const plan = { ...before, linesDone: [...before.linesDone, ...fresh] }
  const isComplete = openLines(plan).length === 0
  const { reference } = found
  const begun =
    before.linesDone.length === 0 ? [record('execution.started', reference, { planHash: plan.hash })] : []
  const ended = isComplete ? [record('execution.completed', reference, { planHash: plan.hash })] : []
  const [event, ...more] = [
    ...begun,
    ...fresh.map((line) => record('execution.line_done', reference, { line })),
    ...ended,
  ]
  const erased = isComplete && isErasing(plan) ? erasedSteps(plan) : []
  return {
    next: {
      ...factsOf(found),
      ticks: withTicks(found, erased, { by: actor.id, at }),
      status: 'approved',
      plan: { ...plan, executedAt: isComplete ? at : null },
    },
    event: event!,
    more,
  }
}
