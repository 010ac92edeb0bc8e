import type { DateTime } from 'luxon'
import { addDays, isWorkingDay, localDate, startOfDay, type LocalDate } from './calendar.js'

/** When a kind of run is due: a time of day in Oslo, each day or each working day. */
export interface RunTime {
  readonly hour: number
  readonly minute: number
  readonly on: 'every_day' | 'working_days'
}

/** The instant of a run on a day. Correct on the days that clocks change: counted in Oslo, not in hours since midnight. */
export function runInstant({ hour, minute }: RunTime, day: LocalDate): DateTime {
  return startOfDay(day).setZone('Europe/Oslo').set({ hour, minute }).toUTC()
}

/**
 * The latest day whose run is due at `now`: today once its time has come, else an earlier one. After a downtime this is
 * the only run that is caught up, however long it was.
 */
export function latestRunDay(time: RunTime, now: DateTime): LocalDate {
  const counts = (day: LocalDate) =>
    (time.on === 'every_day' || isWorkingDay(day)) && runInstant(time, day) <= now
  let day = localDate(now)
  while (!counts(day)) day = addDays(day, -1)
  return day
}
