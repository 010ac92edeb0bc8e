import { DateTime } from 'luxon'
import { UsageError } from './print.js'

/** Reads an instant; it must carry its offset, since a bare time means another instant in another zone. */
export function instant(text: string): DateTime {
  const at = DateTime.fromISO(text, { setZone: true })
  if (!at.isValid)
    throw new UsageError(`"${text}" is not an instant: write it like 2027-02-15T12:00:00+01:00`)
  if (!/(Z|[+-]\d{2}:?\d{2})$/iu.test(text))
    throw new UsageError(`"${text}" has no offset: add Z or e.g. +01:00`)
  if (at.year < 2000 || at.year > 2200)
    throw new UsageError(`"${text}" is out of range: years 2000 to 2200 are reckoned`)
  return at
}
