import { z } from 'zod'
import { findForbiddenIdentifiers, findOutboundPii } from '../../src/domain/privacy/pii.js'
import { normaliseEmail, normalisePhone } from '../../src/domain/privacy/normalise.js'
import { asLocalDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { parseReference } from '../../src/domain/case/reference.js'
import { DateTime } from 'luxon'

/** A case reference, as typed or signed; gives it in its one form. */
export const CaseReference = z.string().transform((text, context) => {
  const reference = parseReference(text)
  if (reference) return reference
  context.addIssue({ code: 'custom', message: 'E_UNKNOWN_CASE' })
  return z.NEVER
})

/** Free text from a form. National identity numbers and card numbers are refused at the field (rule C8). */
export const FreeText = z
  .string()
  .trim()
  .min(1, 'E_INPUT')
  .max(3_000, 'E_INPUT')
  .refine((text) => findForbiddenIdentifiers(text).length === 0, 'E_FORBIDDEN_IDENTIFIER')

/** A law with its section or article, e.g. "bokføringsloven § 13": it stands in the row in clear, so nothing else fits. */
export const LawReference = FreeText.max(120, 'E_INPUT').refine(
  (text) =>
    /(?:§|\bart(?:\.|icle|ikkel)?)\s*\d/iu.test(text) &&
    /^[\p{L}\p{N}\s§().,/-]+$/u.test(text) &&
    findOutboundPii(text).length === 0,
  'E_INPUT',
)

/** A number or code in one word with a digit in it: a name does not fit. */
export const OpaqueCode = z
  .string()
  .trim()
  .regex(/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}/._-]{1,39}$/u, 'E_INPUT')
  .refine((text) => findOutboundPii(text).length === 0, 'E_INPUT')

export const EmailAddress = FreeText.refine((text) => normaliseEmail(text) !== null, 'E_INPUT')

/** A phone number; without a prefix a Norwegian one. */
export const PhoneNumber = FreeText.refine((text) => normalisePhone(text, 'NO') !== null, 'E_INPUT')

/** A civil date `YYYY-MM-DD`. */
export const CivilDate = z.string().transform((text, context): LocalDate => {
  try {
    return asLocalDate(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'E_INPUT' })
    return z.NEVER
  }
})

/** `HH:mm` on the wall clock in Oslo. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'E_INPUT')

/** One box to tick; absent means not ticked. */
export const Ticked = z.boolean().default(false)

/** Several choices; absent means none. */
export const choicesOf = <Value extends string>(values: readonly Value[]) =>
  z.array(z.enum(values)).default([])

/**
 * The instant of a date and an optional wall time in Oslo. Without a time: noon, since only the date counts for the
 * deadlines (K1, K9); but now when noon of that day has not come yet, and `after` when what it answers happened on
 * the same day later than noon.
 */
export function instantOf(
  date: LocalDate,
  time: string | undefined,
  now: DateTime,
  after?: DateTime,
): DateTime {
  const at = onWall(date, time ?? '12:00')
  if (time !== undefined) return at.toUTC()
  if (at > now && isSameDay(at, now)) return now
  return after && at < after && isSameDay(at, after) ? after : at.toUTC()
}

/** Fields of a form that asks when an answer reached us. */
export const answerInput = { answeredOn: CivilDate.optional(), answeredAt: WallTime.optional() }
export interface Answered {
  readonly answeredOn?: LocalDate | undefined
  readonly answeredAt?: string | undefined
}

/** When an answer to what was asked at `asked` reached us: as filled in, else now. */
export const answerInstant = (
  { answeredOn, answeredAt }: Answered,
  now: DateTime,
  asked: DateTime | null | undefined,
): DateTime => (answeredOn ? instantOf(answeredOn, answeredAt, now, asked ?? undefined) : now)

const onWall = (date: LocalDate, time: string) => DateTime.fromISO(`${date}T${time}`, { zone: 'Europe/Oslo' })

const isSameDay = (at: DateTime, other: DateTime) => at.hasSame(other.setZone('Europe/Oslo'), 'day')
