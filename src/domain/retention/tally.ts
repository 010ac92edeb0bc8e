import type { LocalDate } from '../time/calendar.js'
import type { Verdict } from './judge.js'
import { keepReasons, type KeepReason } from './keepers.js'

/** What was found in a collection, or in a part of it. */
export interface Tally {
  /** Records that were looked at. */
  readonly scanned: number
  /** Those whose period is over, kept or not. */
  readonly eligible: number
  /** Those without an anchor: no period runs for them, and none is deleted. */
  readonly unanchored: number
  readonly kept: Readonly<Record<KeepReason, number>>
  /** Of the records to delete: the earliest day from which a period ran, and the earliest last day of one. */
  readonly oldestAnchor: LocalDate | null
  readonly oldestLastKept: LocalDate | null
}

export const emptyTally: Tally = {
  scanned: 0,
  eligible: 0,
  unanchored: 0,
  kept: Object.fromEntries(keepReasons.map((reason) => [reason, 0])) as Record<KeepReason, number>,
  oldestAnchor: null,
  oldestLastKept: null,
}

const earlier = (a: LocalDate | null, b: LocalDate | null) => (a === null || (b !== null && b < a) ? b : a)

/** Both together. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    scanned: a.scanned + b.scanned,
    eligible: a.eligible + b.eligible,
    unanchored: a.unanchored + b.unanchored,
    kept: Object.fromEntries(
      keepReasons.map((reason) => [reason, a.kept[reason] + b.kept[reason]]),
    ) as Tally['kept'],
    oldestAnchor: earlier(a.oldestAnchor, b.oldestAnchor),
    oldestLastKept: earlier(a.oldestLastKept, b.oldestLastKept),
  }
}

/** What the verdicts on one page come to; `scanned` is how many records the store looked at for it. */
export function tallyOf(scanned: number, verdicts: readonly Verdict[]): Tally {
  const kept = { ...emptyTally.kept }
  let eligible = 0
  let unanchored = 0
  let oldestAnchor: LocalDate | null = null
  let oldestLastKept: LocalDate | null = null
  for (const verdict of verdicts) {
    if (verdict.kind === 'no_anchor') unanchored++
    if (verdict.kind !== 'keep' && verdict.kind !== 'delete') continue
    eligible++
    if (verdict.kind === 'keep') kept[verdict.reason]++
    else {
      oldestAnchor = earlier(oldestAnchor, verdict.anchorOn)
      oldestLastKept = earlier(oldestLastKept, verdict.lastKeptOn)
    }
  }
  return { scanned, eligible, unanchored, kept, oldestAnchor, oldestLastKept }
}

/** Records that are kept although their period is over, for whatever reason. */
export const keptInAll = ({ kept }: Pick<Tally, 'kept'>): number =>
  keepReasons.reduce((sum, reason) => sum + kept[reason], 0)

/** Records that are to be deleted. */
export const deletable = (tally: Tally): number => tally.eligible - keptInAll(tally)
