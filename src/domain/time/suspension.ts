import type { DateTime } from 'luxon'
import type { Pause } from '../case/types.js'
import type { LocalDate } from './calendar.js'
import { daysBetween, localDate, workingDaysBetween } from './calendar.js'

/** When a stop of the clock began and ended; null while the answer is awaited. */
export type Stop = Pick<Pause, 'askedAt' | 'answeredAt'>

/** A question later than this many working days after receipt does not stop the clock (U3). */
export const lastWorkingDayToAsk = 5

/**
 * Civil days in Oslo that the clock has stood still up to `at` (U4): the difference of the dates of question and answer.
 * A pause that is still open counts up to `at`. Pauses do not overlap; where they do, a day counts once.
 */
export function suspendedDays(pauses: readonly Stop[], at: DateTime): number {
  if (pauses.length === 0) return 0
  const today = localDate(at)
  const stops = pauses.map(({ askedAt, answeredAt }) => {
    const answered = answeredAt === null ? today : localDate(answeredAt)
    return { from: localDate(askedAt), to: answered < today ? answered : today }
  })
  let days = 0
  let counted: LocalDate | null = null
  for (const { from, to } of stops.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const start: LocalDate = counted !== null && counted > from ? counted : from
    if (to <= start) continue
    days += daysBetween(start, to)
    counted = to
  }
  return days
}

/** Whether the clock stands still at `at`: some question is asked and not yet answered. */
export function isClockStopped(pauses: readonly Stop[], at: DateTime): boolean {
  return pauses.some(({ askedAt, answeredAt }) => askedAt <= at && (answeredAt === null || at < answeredAt))
}

/** Whether the question went out without undue delay, the condition for stopping the clock (U1, U3). */
export function isAskedInTime(receivedAt: DateTime, askedAt: DateTime): boolean {
  return workingDaysBetween(localDate(receivedAt), localDate(askedAt)) <= lastWorkingDayToAsk
}
