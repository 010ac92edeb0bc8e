import type { DateTime } from 'luxon'
import type { LocalDate } from '../time/calendar.js'
import { addDays, addMonthsClamped, endExclusive, localDate } from '../time/calendar.js'

/** Until when one record is kept (§4.2). */
export interface Retention {
  readonly anchorLocalDate: LocalDate
  readonly months: number
  /** The last civil day in Oslo on which the record is kept; never moved for weekends or holidays (K12). */
  readonly lastKeptDate: LocalDate
  /** The first instant at which it may be deleted, in UTC. */
  readonly eligibleFrom: DateTime
}

/** The retention of a record whose period of `months` calendar months starts at `anchorAt`. */
export function retention(anchorAt: DateTime, months: number): Retention {
  const anchorLocalDate = localDate(anchorAt)
  const lastKeptDate = addMonthsClamped(anchorLocalDate, months)
  return { anchorLocalDate, months, lastKeptDate, eligibleFrom: endExclusive(lastKeptDate) }
}

/** Whether retention has run out at `at`. What else may block a deletion is no part of this. */
export function isEligible(anchorAt: DateTime, months: number, at: DateTime): boolean {
  return addMonthsClamped(localDate(anchorAt), months) < localDate(at)
}

/**
 * The latest anchor date whose records are eligible on `today`. Found by counting forward: `today` minus `months`
 * lands on another day wherever the months differ in length.
 */
export function latestEligibleAnchor(today: LocalDate, months: number): LocalDate {
  // Never later than this one, and a few days earlier where the months differ.
  let anchor = addMonthsClamped(today, -months)
  while (addMonthsClamped(anchor, months) >= today) anchor = addDays(anchor, -1)
  return anchor
}

/**
 * Whole seconds to live, 1 or more, for a row written at `at`, for stores that expire rows by themselves. Null when its
 * period is over: it is not to be written at all. Never 0, which Cassandra takes for "no end", so that it is kept for ever.
 */
export function secondsToLive(anchorAt: DateTime, months: number, at: DateTime): number | null {
  const seconds = Math.ceil(retention(anchorAt, months).eligibleFrom.diff(at).as('seconds'))
  return seconds > 0 ? seconds : null
}
