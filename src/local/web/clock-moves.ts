import type { DateTime } from 'luxon'
import { addDays, localDate, nineOClock, zone, type LocalDate } from '../../domain/time/calendar.js'
import type { ClockMove } from './shown.js'

/** The instant that a move leads to; null when it needs the effective date of a case and there is none. */
export function instantOf(move: ClockMove, now: DateTime, due: LocalDate | null): DateTime | null {
  switch (move) {
    case 'morning':
      return nineOClock(addDays(localDate(now), 1))
    case 'week':
      return now.setZone(zone).plus({ days: 7 }).toUTC()
    case 'deadline':
      return due && nineOClock(due)
    case 'day-after':
      return due && nineOClock(addDays(due, 1))
  }
}
