import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import { addDays, asLocalDate, isWorkingDay } from '../../../src/domain/time/calendar.js'
import type { ReminderCode } from '../../../src/domain/time/reminders.js'
import { firstDates, reminderDates, reminderTable } from '../../../src/domain/time/reminders.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const at = (text: string) => DateTime.fromISO(text, { setZone: true })
const codes = Object.keys(reminderTable) as ReminderCode[]

test.each(vectors.reminders)('$receivedAt, $basis $due', ({ receivedAt, basis, due, ...dates }) => {
  expect(reminderDates(at(receivedAt), basis as 'effectiveDue' | 'extendedDue', asLocalDate(due))).toEqual(
    dates,
  )
})

describe('the other rows of §3.5', () => {
  it.each([
    [
      '2026-11-25T12:00:00+01:00',
      '2026-12-25',
      [
        '2026-11-30',
        '2026-11-26',
        '2026-12-11',
        '2026-12-18',
        '2026-12-21',
        '2026-12-23',
        '2026-12-24',
        '2026-12-28',
      ],
    ],
    [
      '2026-04-17T12:00:00+02:00',
      '2026-05-17',
      [
        '2026-04-22',
        '2026-04-20',
        '2026-04-30',
        '2026-05-08',
        '2026-05-11',
        '2026-05-13',
        '2026-05-15',
        '2026-05-18',
      ],
    ],
  ])('received %s, due %s', (receivedAt, due, dates) => {
    const found = reminderDates(at(receivedAt), 'effectiveDue', asLocalDate(due))
    expect([
      found.ackBy,
      found.unassigned,
      found.T14,
      found.T7,
      found.W3,
      found.W1,
      found.due_day,
      found.first_overdue,
    ]).toEqual(dates)
    expect(found).not.toHaveProperty('T30')
  })
})

test('every reminder goes out on a working day, whatever it is counted from', () => {
  const someDate = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(asLocalDate('2025-01-01'), n))
  fc.assert(
    fc.property(someDate, fc.constantFrom(...codes), (anchor, code) => {
      expect(firstDates(code, anchor).every(isWorkingDay)).toBe(true)
    }),
  )
})

test('a legal hold is looked at a week before its review date and on it', () => {
  expect(firstDates('R-HOLD', asLocalDate('2026-05-17'))).toEqual(['2026-05-08', '2026-05-15'])
})

test('only the reminders from R-W1 up cannot be muted', () => {
  expect(codes.filter((code) => !reminderTable[code].mayMute)).toEqual([
    'R-W1',
    'R-DUE',
    'R-OVERDUE',
    'R-STAT',
  ])
})
