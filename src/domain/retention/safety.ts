import { isUnread, lineName, type SweepLine, type SweepPlan } from './sweep-plan.js'
import { deletable } from './tally.js'

/** Why a sweep waits for a manager (§4.5). */
export const safetyReasons = [
  'first_run',
  'rule_changed',
  'unread',
  'not_found',
  'twice_the_mean',
  'large_share',
] as const
export type SafetyReason = (typeof safetyReasons)[number]

export interface SafetyFinding {
  readonly reason: SafetyReason
  /** The collection or system that it is about; null: the sweep as a whole. */
  readonly where: string | null
}

/** What earlier sweeps that were carried out tell. */
export interface SweepPast {
  /** By `system.collection`: what it was swept by when something of it was last to be deleted. */
  readonly bases: Readonly<Record<string, string>>
  /** Eligible records a sweep without the desk's own, on the mean of the last 30 days; null: there was none. */
  readonly meanEligible: number | null
}

const usualTimes = 2
const usualShare = 0.2

/** A rule that has nothing to delete yet is new when it has. */
function ofRule(line: SweepLine, { bases }: SweepPast): SafetyReason | null {
  if (deletable(line.tally) === 0) return null
  const before = bases[lineName(line)]
  if (before === undefined) return 'first_run'
  return before === line.basis ? null : 'rule_changed'
}

function findingsOf(line: SweepLine, past: SweepPast): SafetyFinding[] {
  const where = lineName(line)
  const rule = ofRule(line, past)
  return [
    ...(rule ? [{ reason: rule, where }] : []),
    ...(isUnread(line) ? [{ reason: 'unread' as const, where }] : []),
    ...(line.notFound.length === 0 ? [] : [{ reason: 'not_found' as const, where }]),
  ]
}

/**
 * Own data of the desk (§5.4): some of it lives for a day, so that large shares of it go every night. That says nothing
 * about a mistake, and is left out of the figures by which others are measured.
 */
const isOwn = ({ rule }: SweepLine) => rule.startsWith('RET-BOT')

function shares(all: readonly SweepLine[]): SafetyFinding[] {
  const lines = all.filter((line) => !isOwn(line))
  return [...new Set(lines.map(({ system }) => system))].flatMap((system) => {
    const own = lines.filter((line) => line.system === system)
    const sum = (of: 'scanned' | 'eligible') => own.reduce((all, { tally }) => all + tally[of], 0)
    return sum('eligible') > usualShare * sum('scanned')
      ? [{ reason: 'large_share' as const, where: system }]
      : []
  })
}

/** How many records of the plan are past their period, without the desk's own. */
export const eligibleInAll = ({ lines }: Pick<SweepPlan, 'lines'>): number =>
  lines.filter((line) => !isOwn(line)).reduce((all, { tally }) => all + tally.eligible, 0)

/**
 * What about a plan is unusual (§4.5): the first run of a rule, a changed rule or anchor, a store or a person's records
 * that were not read, more than twice the mean of 30 days, more than a fifth of a system. Nothing: it runs by itself.
 * A system without a connection is swept by people, by hand: it is told of, and asks for no approval.
 */
export function safetyCheck(plan: SweepPlan, past: SweepPast): readonly SafetyFinding[] {
  const { meanEligible } = past
  const isMany = meanEligible !== null && eligibleInAll(plan) > usualTimes * meanEligible
  return [
    ...plan.lines.flatMap((line) => findingsOf(line, past)),
    ...(isMany ? [{ reason: 'twice_the_mean' as const, where: null }] : []),
    ...shares(plan.lines),
  ]
}
