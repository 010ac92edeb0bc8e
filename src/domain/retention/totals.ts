import { noOutcome, type SummaryLine, type SweepOutcome, type SweepSummary } from './summary.js'
import { backlogDays, isUnread, lineName } from './sweep-plan.js'
import { addTallies, deletable, emptyTally, type Tally } from './tally.js'

/** What a sweep comes to over all collections. Where something was not read, every figure is a least one. */
export interface SweepTotals {
  readonly tally: Tally
  readonly outcome: SweepOutcome
  /** Collections that were not read to the end. */
  readonly unread: number
  /** Days by which the oldest record due is late; 0: none is. */
  readonly daysLate: number
}

/** Both together; the first failure tells why. */
export const addOutcomes = (a: SweepOutcome, b: SweepOutcome): SweepOutcome => ({
  deleted: a.deleted + b.deleted,
  failed: a.failed + b.failed,
  overPlan: a.overPlan + b.overPlan,
  failure: a.failure ?? b.failure,
})

export function totalsOf({ lines, day }: Pick<SweepSummary, 'lines' | 'day'>): SweepTotals {
  return {
    tally: lines.reduce((sum, { tally }) => addTallies(sum, tally), emptyTally),
    outcome: lines.reduce((sum, { outcome }) => addOutcomes(sum, outcome), noOutcome),
    unread: lines.filter(({ unread }) => unread !== null).length,
    daysLate: Math.max(0, ...lines.map(({ tally }) => backlogDays(tally, day))),
  }
}

/** Whether anything was deleted or tried: before, the outcomes say nothing. */
export const hasBegun = ({ startedAt }: Pick<SweepSummary, 'startedAt'>): boolean => startedAt !== null

/**
 * How grave it is what a line tells, the gravest highest; 0: nothing to tell, neither due nor wrong. Not read comes
 * first: what is unknown can be anything.
 */
export function gravityOf(line: SummaryLine, { day }: Pick<SweepSummary, 'day'>): number {
  const { tally, outcome, unread, notFound } = line
  const rows = [
    unread !== null,
    outcome.failed > 0 || outcome.failure !== null,
    backlogDays(tally, day) > 0,
    notFound.length > 0,
    outcome.overPlan > 0,
    tally.eligible > 0,
    tally.unanchored > 0,
  ]
  const first = rows.indexOf(true)
  return first === -1 ? 0 : rows.length - first
}

/** The lines of a sweep, the gravest first, then those with most to delete. */
export function gravestFirst(summary: Pick<SweepSummary, 'lines' | 'day'>): readonly SummaryLine[] {
  return summary.lines.toSorted(
    (a, b) =>
      gravityOf(b, summary) - gravityOf(a, summary) ||
      deletable(b.tally) - deletable(a.tally) ||
      (lineName(a) < lineName(b) ? -1 : 1),
  )
}

/**
 * Lines about which an engineer has to do something: not read, not deleted, or late (§4.2, §4.5). A system that is swept by
 * hand is none of them.
 */
export function troubledLines(summary: Pick<SweepSummary, 'lines' | 'day'>): readonly SummaryLine[] {
  return gravestFirst(summary).filter(
    (line) =>
      isUnread(line) ||
      line.outcome.failed > 0 ||
      line.outcome.failure !== null ||
      backlogDays(line.tally, summary.day) > 0,
  )
}
