import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import type { LocalDate } from '../../../src/domain/time/calendar.js'
import {
  addDays,
  addMonthsClamped,
  addWorkingDays,
  asLocalDate,
  daysBetween,
  earliest,
  endExclusive,
  isHoliday,
  isWorkingDay,
  localDate,
  nineOClock,
  previousWorkingDay,
  roll,
  startOfDay,
  workingDaysBetween,
} from '../../../src/domain/time/calendar.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const someDate = fc.integer({ min: 0, max: 5000 }).map((n) => addDays(asLocalDate('2024-01-01'), n))
const iso = (at: DateTime) => at.toISO({ suppressMilliseconds: true })

function daysOf(year: string): LocalDate[] {
  const first = asLocalDate(`${year}-01-01`)
  return Array.from({ length: 366 }, (_, n) => addDays(first, n)).filter((date) => date.startsWith(year))
}

test.each(Object.entries(vectors.holidays))(
  'public holidays of %s: these and no other day',
  (year, named) => {
    expect(daysOf(year).filter(isHoliday)).toEqual(Object.keys(named).sort())
  },
)

test.each(['2026-04-04', '2026-12-24', '2026-12-31', '2026-05-23'])('%s is an eve, not a holiday', (date) => {
  expect(isHoliday(asLocalDate(date))).toBe(false)
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-02-28', 1, '2026-03-28'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-31', 1, '2027-01-31'],
  ['2026-01-31', -2, '2025-11-30'],
  ['2026-05-31', 0, '2026-05-31'],
] as const)('%s and %i months is %s', (from, months, to) => {
  expect(addMonthsClamped(asLocalDate(from), months)).toBe(to)
})

test.each(['2026-02-30', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', ''])(
  '"%s" is no date',
  (text) => {
    expect(() => asLocalDate(text)).toThrow(RangeError)
  },
)

test('an invalid instant has no date', () => {
  expect(() => localDate(DateTime.invalid('made up'))).toThrow(RangeError)
})

describe('instants of a day in Oslo', () => {
  it.each([
    ['2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-29T07:00:00Z'],
    ['2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-25T08:00:00Z'],
    ['2026-12-31', '2026-12-30T23:00:00Z', '2026-12-31T23:00:00Z', '2026-12-31T08:00:00Z'],
  ])('%s runs from %s to %s', (text, start, end, nine) => {
    const date = asLocalDate(text)
    expect([startOfDay(date), endExclusive(date), nineOClock(date)].map(iso)).toEqual([start, end, nine])
  })

  it('belongs to the day from its first to its last millisecond', () => {
    fc.assert(
      fc.property(someDate, (date) => {
        expect(localDate(startOfDay(date))).toBe(date)
        expect(localDate(endExclusive(date).minus(1))).toBe(date)
        expect(localDate(endExclusive(date))).toBe(addDays(date, 1))
      }),
    )
  })
})

describe('working days', () => {
  it('rolls over the five closed days of Easter 2026', () => {
    expect(roll(asLocalDate('2026-04-02'))).toBe('2026-04-07')
    expect(previousWorkingDay(asLocalDate('2026-04-06'))).toBe('2026-04-01')
  })

  it('keeps a working day where it is', () => {
    expect(roll(asLocalDate('2026-04-07'))).toBe('2026-04-07')
    expect(previousWorkingDay(asLocalDate('2026-04-07'))).toBe('2026-04-07')
  })

  it('does not count the day it starts from', () => {
    expect(addWorkingDays(asLocalDate('2026-03-05'), 3)).toBe('2026-03-10')
    expect(addWorkingDays(asLocalDate('2026-04-01'), -3)).toBe('2026-03-27')
    expect(workingDaysBetween(asLocalDate('2026-03-06'), asLocalDate('2026-03-09'))).toBe(1)
  })

  it('is counted back by its inverse, in both directions', () => {
    fc.assert(
      fc.property(someDate, fc.integer({ min: -30, max: 30 }), (date, n) => {
        const there = addWorkingDays(date, n)
        expect(workingDaysBetween(date, there)).toBe(n)
        expect(n === 0 || isWorkingDay(there)).toBe(true)
      }),
    )
  })

  it('finds the nearest working day on either side', () => {
    fc.assert(
      fc.property(someDate, (date) => {
        expect(isWorkingDay(roll(date)) && isWorkingDay(previousWorkingDay(date))).toBe(true)
        expect(roll(date) >= date && previousWorkingDay(date) <= date).toBe(true)
        expect(isWorkingDay(date)).toBe(roll(date) === previousWorkingDay(date))
      }),
    )
  })
})

test('the earliest date is found, and asking for it among none is a bug', () => {
  expect(earliest([asLocalDate('2026-10-01'), asLocalDate('2026-09-30')])).toBe('2026-09-30')
  expect(() => earliest([])).toThrow(RangeError)
})

test('days between are civil days, over the change of the clock', () => {
  expect(daysBetween(asLocalDate('2026-03-28'), asLocalDate('2026-03-30'))).toBe(2)
  expect(daysBetween(asLocalDate('2026-03-30'), asLocalDate('2026-03-28'))).toBe(-2)
})
