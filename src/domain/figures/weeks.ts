import { DateTime } from 'luxon'
import type { RightType } from '../rights/rights.js'
import { addDays, isWorkingDay, type LocalDate } from '../time/calendar.js'

/** So many whole weeks are looked back on. */
export const trendWeeks = 12

/** The Monday of the week of a day. */
export function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - DateTime.fromISO(day, { zone: 'utc' }).weekday)
}

/** ISO 8601 number of the week of a day, as Norwegians count weeks. */
export function weekNumber(day: LocalDate): number {
  return DateTime.fromISO(day, { zone: 'utc' }).weekNumber
}

/** Mondays of the last whole weeks before the week of `today`, the oldest first. */
export function lastMondays(today: LocalDate): readonly LocalDate[] {
  const now = mondayOf(today)
  return Array.from({ length: trendWeeks }, (_, index) => addDays(now, 7 * (index - trendWeeks)))
}

/** Whether a day is the first working day of its week: Monday, or the day after it where that is a holiday. */
export function isFirstWorkingDayOfWeek(day: LocalDate): boolean {
  if (!isWorkingDay(day)) return false
  for (let before = mondayOf(day); before < day; before = addDays(before, 1))
    if (isWorkingDay(before)) return false
  return true
}

/** What came and what ended in a stretch of time. */
export interface Flow {
  readonly received: number
  /** Answered, or closed without an answer. */
  readonly ended: number
}

/** A week, and how many cases were open when it ended. */
export interface Week extends Flow {
  readonly monday: LocalDate
  readonly openAtEnd: number
}

/**
 * Weeks with what was open at the end of each, counted back from what is open now: `since` is what came and ended
 * after the last of them.
 */
export function withOpen(
  weeks: readonly (Flow & { readonly monday: LocalDate })[],
  since: Flow,
  openNow: number,
): readonly Week[] {
  let open = openNow - since.received + since.ended
  return weeks
    .toReversed()
    .map((week) => {
      const made = { ...week, openAtEnd: open }
      open += week.ended - week.received
      return made
    })
    .toReversed()
}

/**
 * How long rights took, in civil days from receipt. Those that are open count with the days they have waited so far, so
 * that what nobody answers does not make the figures better: each is the least that it will become.
 */
export interface Durations {
  /** Null: of all rights together. */
  readonly right: RightType | null
  readonly ended: number
  readonly open: number
  readonly median: number
  readonly mean: number
  readonly p90: number
  /** Ended by their effective date. */
  readonly onTime: number
  /** Ended after their effective date, or open past it. */
  readonly late: number
}

/** The part that was on time, from 0 to 1; null when nothing had to be yet. */
export function onTimeRate({ onTime, late }: Pick<Durations, 'onTime' | 'late'>): number | null {
  return onTime + late === 0 ? null : onTime / (onTime + late)
}
