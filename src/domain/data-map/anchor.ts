import { DateTime } from 'luxon'
import { zone } from '../time/calendar.js'

/**
 * The instant of an anchor in UTC, from whatever a store holds it as: an instant, or text of one (without a zone: UTC),
 * or a date, which begins in Oslo. Null for nothing and for what is neither.
 */
export function anchorOf(value: unknown): DateTime | null {
  if (value instanceof Date) return validOrNull(DateTime.fromJSDate(value))
  if (typeof value !== 'string') return null
  if (plainInstant.test(value)) return DateTime.fromMillis(plainMillis(value), { zone: 'utc' })
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return validOrNull(DateTime.fromISO(value, { zone }))
  const at = DateTime.fromISO(value.replace(' ', 'T').replace(/([+-]\d{2})$/u, '$1:00'), { zone: 'utc' })
  return validOrNull(at)
}

/** The later of two anchors; null while one of them is not there: no period runs yet. */
export const laterOf = (one: DateTime | null, other: DateTime | null): DateTime | null =>
  one === null || other === null ? null : DateTime.max(one, other)

/** What Postgres and programs write, on a day that every month has: read by the language itself, in a tenth of the time. */
const plainInstant =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|\+00(?::00)?)?$/u
const plainMillis = (text: string) =>
  Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/(?:Z|\+00(?::00)?)$/u, '')}Z`)

const validOrNull = (at: DateTime): DateTime | null => (at.isValid ? at.toUTC() : null)
