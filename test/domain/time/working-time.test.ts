import { expect, test } from 'vitest'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { isWorkingTime } from '../../../src/domain/time/due-reminders.js'

test.each([
  ['2026-03-05', 7, false],
  ['2026-03-05', 8, true],
  ['2026-03-05', 15, true],
  ['2026-03-05', 16, false],
  ['2026-03-07', 12, false],
])('on %s at %i people are written to: %s', (day, hour, isSo) => {
  expect(isWorkingTime(asLocalDate(day), hour)).toBe(isSo)
})
