import type { DateTime } from 'luxon'
import { findStandingClocks } from '../../db/case-list.js'
import { findCases } from '../../db/cases.js'
import type { Reader } from '../../db/client.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'

/**
 * Cases whose row says that they are due by `until` and that are not: while the clock stands their date moves on every
 * day (U4), and the row keeps the one of the last act.
 */
export async function movedBeyond(
  from: Reader,
  until: LocalDate,
  now: DateTime,
): Promise<readonly Reference[]> {
  const standing = await findCases(from, await findStandingClocks(from, until))
  return standing
    .filter((found) => caseDates(found, now).effectiveDue > until)
    .map(({ reference }) => reference)
}
