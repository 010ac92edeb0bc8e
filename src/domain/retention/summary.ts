import type { DateTime } from 'luxon'
import type { PersonId } from '../people/roles.js'
import type { LocalDate } from '../time/calendar.js'
import type { SafetyFinding } from './safety.js'
import type { SweepId, SweepLine } from './sweep-plan.js'

/**
 * How a sweep stands. `counting`: the dry run is under way. `counted`: a dry run that somebody asked for is over, and
 * nothing follows. `waiting`: for a manager's approval. `planned`: it begins by itself. `running`, then `done` or
 * `partial`. `vetoed` by a person, or `superseded` by a later night's.
 */
export const sweepStates = [
  'counting',
  'counted',
  'waiting',
  'planned',
  'running',
  'done',
  'partial',
  'vetoed',
  'superseded',
] as const
export type SweepState = (typeof sweepStates)[number]

/** States of a sweep that something will still come of. */
export const openStates: readonly SweepState[] = ['counting', 'waiting', 'planned', 'running']

/** What came of one collection; zeros before it began. */
export interface SweepOutcome {
  /** Deleted, and read again to see that they are gone. */
  readonly deleted: number
  /** Not deleted although they were to be: they are tried again the next night. */
  readonly failed: number
  /** Due, but more than the plan counted: left for the next night. */
  readonly overPlan: number
  /** Why something failed: a code; null when nothing did. */
  readonly failure: string | null
}

export const noOutcome: SweepOutcome = { deleted: 0, failed: 0, overPlan: 0, failure: null }

export interface SummaryLine extends SweepLine {
  readonly outcome: SweepOutcome
}

/** An act of a person on a sweep. */
interface ByPerson {
  readonly by: PersonId
  readonly at: DateTime
}

/** All that is told of a sweep (§4.5): counts, codes and dates only. */
export interface SweepSummary {
  readonly id: SweepId
  readonly day: LocalDate
  /** Grows with every change. */
  readonly version: number
  readonly kind: 'nightly' | 'dry_run'
  readonly state: SweepState
  /** Null until the dry run is over. */
  readonly planHash: string | null
  readonly lines: readonly SummaryLine[]
  readonly safety: readonly SafetyFinding[]
  /** Eligible records a sweep, on the mean of the 30 days before; null: there was none. */
  readonly meanEligible: number | null
  /** When it begins by itself; null where it does not. */
  readonly startsAt: DateTime | null
  readonly startedAt: DateTime | null
  readonly finishedAt: DateTime | null
  readonly approved: ByPerson | null
  readonly vetoed: ByPerson | null
  /** Nights since the last sweep that was carried out, without one. */
  readonly missedNights: number
  /** A stop of all erasures and sweeps stands. */
  readonly isPaused: boolean
  /** Ending, or to be reviewed, within 14 days. */
  readonly soon: { readonly exceptions: number; readonly holds: number }
  /** Backups that still hold what was deleted, and when the last of them is gone. */
  readonly backups: { readonly sets: number; readonly lastPurgeBy: LocalDate | null }
  /** Deletions of each of the last 30 days, oldest first, days without a sweep included as 0. */
  readonly deletions: readonly { readonly day: LocalDate; readonly deleted: number }[]
}
