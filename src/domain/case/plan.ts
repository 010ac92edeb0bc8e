import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import { rightTable, type Outcome, type RightType } from '../rights/rights.js'
import type { ErasureScope } from '../erasure/scope.js'
import type { AsideKind, Plan, PlanAction, PlanHash, PlanItem, PlanLine, RightItem } from './types.js'

/** An approval counts for less than this many times 24 hours (T12). */
const approvalDays = 14

type Content = Pick<Plan, 'items' | 'lines'>

/** Outcomes that give the person what was asked, at least in part. */
export const done: readonly Outcome[] = ['fulfilled', 'partially_fulfilled']
/** Outcomes that answer Art. 12(4): reasons, complaint and judicial remedy must be told. */
export const refusing: readonly Outcome[] = ['refused', 'partially_fulfilled', 'not_identified']
/** Outcomes a plan may decide. The others belong to acts that close the whole case (T16, T18, T19). */
export const plannable: readonly Outcome[] = [
  ...done,
  'refused',
  'no_data_held',
  'not_identified',
  'redirected_to_controller',
]

const deleting: readonly PlanAction[] = ['delete', 'clear', 'anonymise']

/** Whether carrying out the line ends data for good. */
export const isDeleting = (line: PlanLine): boolean => deleting.includes(line.action)

/** Whether the plan erases: an erasure is granted, at least in part, or some line deletes (T10). */
export function isErasing(plan: Content): boolean {
  return (
    plan.items.some((item) => item.right === 'erasure' && done.includes(item.outcome)) ||
    plan.lines.some(isDeleting)
  )
}

/** What the approver saw, as `sha256:<hex>`: same items, lines and backups in any order, same hash. */
export function planHash(plan: Content & { readonly scope?: ErasureScope | null }): PlanHash {
  const items = plan.items.map((item) =>
    JSON.stringify([item.right, item.outcome, item.ground, item.lawReference]),
  )
  const lines = plan.lines.map((line) =>
    JSON.stringify([
      line.id,
      line.right,
      line.system,
      line.category,
      line.action,
      line.count,
      line.keepGround,
      line.keepUntil,
    ]),
  )
  const parts = [items.sort(), lines.sort(), ...scopeParts(plan.scope ?? null)]
  const content = JSON.stringify(parts).normalize('NFC')
  return `sha256:${createHash('sha256').update(content, 'utf8').digest('hex')}` as PlanHash
}

function scopeParts(scope: ErasureScope | null): readonly unknown[] {
  if (scope === null) return []
  const backups = scope.backups.map(({ system, name, days }) => JSON.stringify([system, name, days]))
  const recipients = (scope.recipients ?? []).map(({ system, name, role, contact }) =>
    JSON.stringify([system, name, role, contact]),
  )
  return [[scope.searchId, scope.mapHash, scope.records, ...backups.sort(), ...recipients.sort()]]
}

/** What has to happen in the systems before the right counts as given. Copies are made with the letter. */
export const actionOf: Readonly<Record<RightType, PlanAction | null>> = {
  access: null,
  rectification: 'correct',
  erasure: 'delete',
  restriction: 'restrict',
  portability: null,
  objection: 'stop',
  objection_direct_marketing: 'stop',
  consent_withdrawal: 'stop',
  automated_decision: null,
}

/**
 * One line by hand for each granted right that needs an act in the systems, for a plan without counted findings:
 * `count` is null, for unknown is not zero.
 */
export function defaultLines(items: readonly PlanItem[]): PlanLine[] {
  return items.flatMap(({ right, outcome }) => {
    const action = done.includes(outcome) ? actionOf[right] : null
    if (action === null) return []
    const id = `${right}-1`
    return [
      { id, right, system: 'all', category: 'all', action, count: null, keepGround: null, keepUntil: null },
    ]
  })
}

/** Whether another right than erasure is refused, in whole or in part: a decision of law, for a manager (§3.2). */
const refusesAnother = (plan: Content) =>
  plan.items.some(({ right, outcome }) => right !== 'erasure' && refusing.includes(outcome))

/** Whether the plan takes two approvals: it erases, and refuses another right. */
export const needsTwoApprovals = (plan: Content): boolean => isErasing(plan) && refusesAnother(plan)

/**
 * Who decides on the plan next (T10): an engineer on call if it erases, a manager otherwise. A plan that erases and
 * refuses another right is first approved by a manager, then by an engineer, whose approval starts it.
 */
export function approverRole(plan: Content & Partial<Pick<Plan, 'firstApproval'>>): 'engineer' | 'manager' {
  if (!isErasing(plan)) return 'manager'
  return refusesAnother(plan) && !plan.firstApproval ? 'manager' : 'engineer'
}

/**
 * Whether another person must approve (T08) or policy does not ask for one (T09): the four-eyes column of §1.1, any
 * deletion, and any refusal in whole or in part.
 */
export function needsApproval(plan: Content): boolean {
  if (isErasing(plan)) return true
  return plan.items.some(({ right, outcome }) => {
    const second = rightTable[right].needsSecondPerson
    return refusing.includes(outcome) || second === 'hard' || second === 'default'
  })
}

/** Whether an approval no longer counts at the instant `at` (T12). */
export function isApprovalExpired(approvedAt: DateTime, at: DateTime): boolean {
  return at >= approvedAt.plus({ hours: 24 * approvalDays })
}

/** Lines of the plan that are not carried out yet; those that keep data need no act. */
export function openLines(plan: Plan, rights?: readonly RightType[]): PlanLine[] {
  return plan.lines.filter(
    (line) =>
      line.action !== 'keep' && !plan.linesDone.includes(line.id) && (rights?.includes(line.right) ?? true),
  )
}

/** How a line was set aside; null for one that was not. */
export const asideOf = ({ linesAside }: Plan, id: string): AsideKind | null =>
  linesAside.find(({ line }) => line === id)?.kind ?? null

/**
 * Open lines that people carry out: where the desk searched the stores, those that it could not count and those that
 * were handed over to people.
 */
export function handLines(plan: Plan): PlanLine[] {
  return openLines(plan).filter(
    (line) => plan.scope === null || line.count === null || asideOf(plan, line.id) === 'handed',
  )
}

const isDesks = (plan: Plan, line: PlanLine) => plan.scope !== null && isDeleting(line) && line.count !== null

/** Open lines that the desk itself carries out. */
export function deskLines(plan: Plan): PlanLine[] {
  return openLines(plan).filter((line) => isDesks(plan, line) && asideOf(plan, line.id) === null)
}

/** Open lines that the desk gave up and that nobody has taken over: until they are done the erasure is partial. */
export function skippedLines(plan: Plan): PlanLine[] {
  return openLines(plan).filter((line) => asideOf(plan, line.id) === 'skipped')
}

/** Whether some lines of the plan are done and others are not. */
export const isPartlyDone = (plan: Plan): boolean => plan.linesDone.length > 0 && openLines(plan).length > 0

/** Items of a case whose final letter is not out. */
export const openItems = (items: readonly RightItem[]): RightItem[] =>
  items.filter((item) => item.respondedAt === null)

/** Whether recipients must be told of what the plan did (Art. 19). */
export function mustNotifyRecipients(plan: Content): boolean {
  return plan.items.some((item) => {
    if (!done.includes(item.outcome)) return false
    const rule = rightTable[item.right].notifiesRecipients
    return rule === 'when_deleted'
      ? plan.lines.some((line) => line.right === item.right && isDeleting(line))
      : rule
  })
}
