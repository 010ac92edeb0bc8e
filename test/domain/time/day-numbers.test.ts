import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { civil, dateIn, dayNumber, remembered } from '../../../src/domain/time/day-numbers.js'

const dateInOslo = dateIn('Europe/Oslo')
const hour = 3_600_000

test.each([
  ['into summer time', '2026-03-28T00:00:00Z'],
  ['out of it', '2026-10-24T00:00:00Z'],
  ['over a new year', '2026-12-30T00:00:00Z'],
])('every half hour of three days has the date that the zone gives it: %s', (_, from) => {
  for (let at = Date.parse(from); at < Date.parse(from) + 72 * hour; at += hour / 2)
    expect(dateInOslo(at)).toBe(DateTime.fromMillis(at, { zone: 'Europe/Oslo' }).toISODate())
})

test('a date and its number are each other’s', () => {
  for (let n = -400; n < 60_000; n += 1) expect(dayNumber(civil(n))).toBe(n)
})

test('what was worked out is not worked out again', () => {
  let worked = 0
  const twice = remembered((n: number) => {
    worked += 1
    return 2 * n
  })
  expect([twice(3), twice(3), twice(4)]).toEqual([6, 6, 8])
  expect(worked).toBe(2)
})
