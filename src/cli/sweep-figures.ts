import { keepReasons, type KeepReason } from '../domain/retention/keepers.js'
import type { SummaryLine, SweepSummary } from '../domain/retention/summary.js'
import { backlogDays } from '../domain/retention/sweep-plan.js'
import { deletable, keptInAll, type Tally } from '../domain/retention/tally.js'
import { hasBegun, totalsOf } from '../domain/retention/totals.js'

/** A count; null where it is not known. */
type Count = number | null

/**
 * One collection of a sweep for programs. Where `unread` is not null, the collection was not read or only in part: a
 * count that would be 0 is then null, every other one a least one. Days are days in Oslo.
 */
export interface LineFigures {
  readonly system: string
  readonly collection: string
  readonly rule: string
  readonly months: number
  readonly unread: string | null
  readonly scanned: Count
  readonly eligible: Count
  readonly toDelete: Count
  readonly kept: Readonly<Record<KeepReason, Count>>
  readonly unanchored: Count
  readonly oldestAnchor: string | null
  readonly oldestLastKept: string | null
  readonly daysLate: Count
  /** These three are null until the sweep has begun. */
  readonly deleted: Count
  readonly failed: Count
  readonly leftOver: Count
  readonly failure: string | null
  readonly notFound: readonly string[]
}

/** The figures of one collection, for programs. */
export function lineFigures(line: SummaryLine, summary: SweepSummary): LineFigures {
  const { system, collection, rule, months, unread, tally, outcome, notFound } = line
  const count = (value: number): Count => (unread !== null && value === 0 ? null : value)
  const begun = hasBegun(summary)
  return {
    system,
    collection,
    rule,
    months,
    unread,
    scanned: count(tally.scanned),
    eligible: count(tally.eligible),
    toDelete: count(deletable(tally)),
    kept: keptOf(tally, count),
    unanchored: count(tally.unanchored),
    oldestAnchor: tally.oldestAnchor,
    oldestLastKept: tally.oldestLastKept,
    daysLate: count(backlogDays(tally, summary.day)),
    deleted: begun ? outcome.deleted : null,
    failed: begun ? outcome.failed : null,
    leftOver: begun ? outcome.overPlan : null,
    failure: outcome.failure,
    notFound,
  }
}

const keptOf = ({ kept }: Tally, count: (value: number) => Count) =>
  Object.fromEntries(keepReasons.map((reason) => [reason, count(kept[reason])])) as Record<KeepReason, Count>

/** The figures over all collections: least ones where `unread` collections are not 0. */
export function totalFigures(summary: SweepSummary) {
  const { tally, outcome, unread, daysLate } = totalsOf(summary)
  const begun = hasBegun(summary)
  return {
    collections: summary.lines.length,
    unread,
    scanned: tally.scanned,
    eligible: tally.eligible,
    toDelete: deletable(tally),
    kept: keptInAll(tally),
    unanchored: tally.unanchored,
    daysLate,
    deleted: begun ? outcome.deleted : null,
    failed: begun ? outcome.failed : null,
    leftOver: begun ? outcome.overPlan : null,
  }
}
