import { DateTime } from 'luxon'
import { zone } from '../domain/time/calendar.js'

/**
 * The instant of an anchor in UTC, from whatever a store holds it as: an instant, or text of one (without a zone: UTC),
 * or a date, which begins in Oslo. Null for nothing and for what is neither.
 */
export function anchorOf(value: unknown): DateTime | null {
  if (value instanceof Date) return validOrNull(DateTime.fromJSDate(value))
  if (typeof value !== 'string') return null
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return validOrNull(DateTime.fromISO(value, { zone }))
  const at = DateTime.fromISO(value.replace(' ', 'T').replace(/([+-]\d{2})$/u, '$1:00'), { zone: 'utc' })
  return validOrNull(at)
}

const validOrNull = (at: DateTime): DateTime | null => (at.isValid ? at.toUTC() : null)
