import Holidays from 'date-holidays'
import { DateTime } from 'luxon'
import { civil, dateIn, dayNumber, remembered } from './day-numbers.js'

/** Where the controller is established and acts: the zone of every civil date (§2.1). */
export const zone = 'Europe/Oslo'

/** A civil date in Oslo, `YYYY-MM-DD`. Compares in time order as a string. */
export type LocalDate = string & { readonly __brand: 'LocalDate' }

const dateInOslo = dateIn(zone)
const msPerDay = 86_400_000
const sunday = 0
const saturday = 6

/** Reads a civil date. Throws on anything but an existing day written `YYYY-MM-DD`. */
export function asLocalDate(text: string): LocalDate {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // The parser accepts 30 February and gives 2 March, so only a date that comes back unchanged exists.
  if (Number.isNaN(day) || civil(day / msPerDay) !== text)
    throw new RangeError('Not a date of the form YYYY-MM-DD')
  return text as LocalDate
}

/** The civil date of an instant in Oslo, by IANA zone data. Throws on an invalid instant. */
export function localDate(instant: DateTime): LocalDate {
  if (!instant.isValid) throw new RangeError('Not an instant')
  return dateInOslo(instant.toMillis())
}

/** Whether `date` is a public holiday in Norway (helligdagsloven § 2, act of 1947 § 1). Reg. 1182/71 Art. 2(1). */
export function isHoliday(date: LocalDate): boolean {
  return holidaysOf(Number(date.slice(0, 4))).has(date)
}

/** Whether `date` is neither Saturday, Sunday nor public holiday (Reg. 1182/71 Art. 2(2)). */
export const isWorkingDay: (date: LocalDate) => boolean = remembered((date: LocalDate) => {
  const weekday = new Date(dayNumber(date) * msPerDay).getUTCDay()
  return weekday !== saturday && weekday !== sunday && !isHoliday(date)
})

/** `date` plus `n` civil days; `n` may be negative. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return civil(dayNumber(date) + n)
}

/** Same day of the month `n` months on, else the last day of that month (Reg. 1182/71 Art. 3(2)(c), K2–K3). */
export function addMonthsClamped(date: LocalDate, n: number): LocalDate {
  const { year, month, day } = parts(date)
  const lastDay = new Date(Date.UTC(year, month + n, 0)).getUTCDate()
  return civil(Date.UTC(year, month - 1 + n, Math.min(day, lastDay)) / msPerDay)
}

/** The `n`th working day after `date`, or before it when `n` is negative; `date` itself is not counted (K1). */
export function addWorkingDays(date: LocalDate, n: number): LocalDate {
  const step = Math.sign(n)
  let found = date
  for (let left = Math.abs(n); left > 0; left--) {
    do found = addDays(found, step)
    while (!isWorkingDay(found))
  }
  return found
}

/** The first working day on or after `date` (Reg. 1182/71 Art. 3(4), K5). */
export function roll(date: LocalDate): LocalDate {
  return isWorkingDay(date) ? date : addWorkingDays(date, 1)
}

/** The last working day on or before `date`. */
export function previousWorkingDay(date: LocalDate): LocalDate {
  return isWorkingDay(date) ? date : addWorkingDays(date, -1)
}

/** Civil days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a)
}

/** How many working days on from `a` the day `b` lies: inverse of `addWorkingDays`, so `a` itself is not counted. */
export function workingDaysBetween(a: LocalDate, b: LocalDate): number {
  const step = b < a ? -1 : 1
  let count = 0
  for (let date = a; date !== b;) {
    date = addDays(date, step)
    if (isWorkingDay(date)) count += step
  }
  return count
}

/** The first instant of `date` in Oslo, in UTC. */
export function startOfDay(date: LocalDate): DateTime {
  return DateTime.fromISO(date, { zone }).toUTC()
}

/** The first instant after `date` in Oslo, in UTC: the last hour of the day belongs to it (Reg. 1182/71 Art. 3(2)). */
export function endExclusive(date: LocalDate): DateTime {
  return startOfDay(addDays(date, 1))
}

/** 09:00 in Oslo on `date`, in UTC: when reminders go out (§3.5). */
export function nineOClock(date: LocalDate): DateTime {
  return DateTime.fromISO(`${date}T09:00`, { zone }).toUTC()
}

/** The earliest of some dates. Throws when there is none. */
export function earliest(dates: readonly LocalDate[]): LocalDate {
  if (dates.length === 0) throw new RangeError('No dates')
  return dates.reduce((a, b) => (b < a ? b : a))
}

const norway = { calendar: undefined as Holidays | undefined, years: new Map<number, ReadonlySet<string>>() }

/** A set, not one name a date: in 2027 17 May is also Whit Monday. Made once a year asked for; the data set is large. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = norway.years.get(year)
  if (known) return known
  norway.calendar ??= new Holidays('NO', { types: ['public'] })
  const days = new Set(norway.calendar.getHolidays(year).map((holiday) => holiday.date.slice(0, 10)))
  norway.years.set(year, days)
  return days
}

function parts(date: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}
