import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { latestRunDay, runInstant, type RunTime } from '../../../src/domain/time/schedule.js'

const nine: RunTime = { hour: 9, minute: 0, on: 'working_days' }
const night: RunTime = { hour: 3, minute: 17, on: 'every_day' }
const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

describe('the latest run of a kind', () => {
  test.each([
    ['a second before nine it is that of the day before', nine, '2026-03-05T07:59:59Z', '2026-03-04'],
    ['at nine it is that of today', nine, '2026-03-05T08:00:00Z', '2026-03-05'],
    ['on a Sunday that of Friday', nine, '2026-03-08T12:00:00Z', '2026-03-06'],
    ['after Easter that of the Wednesday before it', nine, '2026-04-06T12:00:00Z', '2026-04-01'],
    ['after two weeks without the desk only the last', nine, '2026-03-19T20:00:00Z', '2026-03-19'],
    ['on the first working day of summer time at 07:00 UTC', nine, '2026-03-30T07:00:00Z', '2026-03-30'],
    ['and not a second before', nine, '2026-03-30T06:59:59Z', '2026-03-27'],
    ['on the first working day of winter time at 08:00 UTC', nine, '2026-10-26T08:00:00Z', '2026-10-26'],
    ['and not a second before', nine, '2026-10-26T07:59:59Z', '2026-10-23'],
    ['on the night that clocks go forward', night, '2026-03-29T01:17:00Z', '2026-03-29'],
    ['on the night that clocks go back', night, '2026-10-25T02:17:00Z', '2026-10-25'],
    ['of the first 02:17 of that night not yet', night, '2026-10-25T00:17:00Z', '2026-10-24'],
    ['just after midnight in Oslo, still UTC yesterday', night, '2026-03-04T23:30:00Z', '2026-03-04'],
  ] as const)('%s', (_, time, now, day) => {
    expect(latestRunDay(time, at(now))).toBe(day)
  })
})

test.each([
  ['2026-03-28', '2026-03-28T08:00:00.000Z'],
  ['2026-03-29', '2026-03-29T07:00:00.000Z'],
  ['2026-10-25', '2026-10-25T08:00:00.000Z'],
])('nine on %s is %s', (day, instant) => {
  expect(runInstant(nine, asLocalDate(day)).toISO()).toBe(instant)
})
