import { describe, expect, test } from 'vitest'
import {
  isFirstWorkingDayOfWeek,
  lastMondays,
  mondayOf,
  onTimeRate,
  weekNumber,
  withOpen,
} from '../../../src/domain/figures/weeks.js'
import { asLocalDate, localDate } from '../../../src/domain/time/calendar.js'
import { startOfDay } from '../../../src/domain/time/calendar.js'

const day = asLocalDate

test.each([
  ['Monday itself', '2026-11-23', '2026-11-23'],
  ['Sunday belongs to the week before', '2026-11-29', '2026-11-23'],
  ['over the turn of the year', '2027-01-01', '2026-12-28'],
])('the Monday of a week: %s', (_name, date, monday) => {
  expect(mondayOf(day(date))).toBe(monday)
})

test.each([
  ['an ordinary week', '2026-11-25', 48],
  ['the long year has week 53', '2026-12-31', 53],
  ['and New Year’s Day still belongs to it', '2027-01-01', 53],
  ['the first Monday after it begins week 1', '2027-01-04', 1],
])('weeks are counted by ISO 8601: %s', (_name, date, week) => {
  expect(weekNumber(day(date))).toBe(week)
})

test('twelve whole weeks before this one, also over a change of clocks', () => {
  const mondays = lastMondays(day('2026-11-25'))
  expect(mondays).toHaveLength(12)
  expect([mondays[0], mondays.at(-1)]).toEqual(['2026-08-31', '2026-11-16'])
  const [before, after] = mondays.slice(7, 9)
  // The clocks go back on 25 October: that week has an hour more.
  expect(startOfDay(after!).diff(startOfDay(before!), 'hours').hours).toBe(169)
  expect(localDate(startOfDay(after!))).toBe('2026-10-26')
})

test.each([
  ['Monday', '2026-11-23', true],
  ['Tuesday', '2026-11-24', false],
  ['a Monday that is a holiday', '2026-04-06', false],
  ['the day after Easter Monday', '2026-04-07', true],
  ['a Saturday', '2026-11-28', false],
])('the first working day of a week: %s', (_name, date, isFirst) => {
  expect(isFirstWorkingDayOfWeek(day(date))).toBe(isFirst)
})

test('what was open at the end of each week follows from what is open now', () => {
  const week = (monday: string, received: number, ended: number) => ({ monday: day(monday), received, ended })
  const weeks = withOpen([week('2026-11-09', 4, 1), week('2026-11-16', 2, 3)], { received: 1, ended: 2 }, 5)
  expect(weeks.map(({ openAtEnd }) => openAtEnd)).toEqual([7, 6])
})

describe('the rate on time', () => {
  test('is the part of what had to be answered', () => {
    expect(onTimeRate({ onTime: 3, late: 1 })).toBe(0.75)
  })
  test('is not known where nothing had to be: not zero, and not all', () => {
    expect(onTimeRate({ onTime: 0, late: 0 })).toBeNull()
  })
})
