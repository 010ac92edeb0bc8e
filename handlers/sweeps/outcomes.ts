import type { listParts } from '../../db/sweep-parts.js'
import { noOutcome, type SweepOutcome } from '../../src/domain/retention/summary.js'
import { lineName, type SweepLine } from '../../src/domain/retention/sweep-plan.js'
import { deletable } from '../../src/domain/retention/tally.js'
import { addOutcomes } from '../../src/domain/retention/totals.js'

export type Part = Awaited<ReturnType<typeof listParts>>[number]
/** By `system.collection`. */
export type Outcomes = Readonly<Record<string, SweepOutcome>>

/** What came of each line of a sweep, from its parts as they are now. */
export function outcomesOf(lines: readonly SweepLine[], parts: readonly Part[]): Outcomes {
  const ofLine = (line: SweepLine) =>
    parts
      .filter((part) => part.system === line.system && part.collection === line.collection)
      .map(outcomeOf)
      .reduce(addOutcomes, noOutcome)
  return Object.fromEntries(lines.map((line) => [lineName(line), ofLine(line)]))
}

/** A part that was given up failed with all that it had left. */
function outcomeOf({ state, tally, outcome, code }: Part): SweepOutcome {
  if (state !== 'failed') return outcome
  return { ...outcome, failed: Math.max(0, deletable(tally) - outcome.deleted), failure: code }
}
