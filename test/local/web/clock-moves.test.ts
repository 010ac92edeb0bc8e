import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import type { LocalDate } from '../../../src/domain/time/calendar.js'
import { instantOf } from '../../../src/local/web/clock-moves.js'
import type { ClockMove } from '../../../src/local/web/shown.js'

const due = '2026-12-24' as LocalDate

test.each<[name: string, move: ClockMove, now: string, due: LocalDate | null, then: string | null]>([
  ['the next morning', 'morning', '2026-11-24T22:59:00Z', null, '2026-11-25T08:00:00.000Z'],
  [
    'the next morning, in the night after midnight in Oslo',
    'morning',
    '2026-11-24T23:01:00Z',
    null,
    '2026-11-26T08:00:00.000Z',
  ],
  [
    'a week on, at the same time of day across the end of summer time',
    'week',
    '2026-10-20T10:00:00Z',
    null,
    '2026-10-27T11:00:00.000Z',
  ],
  ['the morning of the effective date', 'deadline', '2026-11-24T12:00:00Z', due, '2026-12-24T08:00:00.000Z'],
  ['the morning after it', 'day-after', '2026-11-24T12:00:00Z', due, '2026-12-25T08:00:00.000Z'],
  ['nowhere without a case', 'deadline', '2026-11-24T12:00:00Z', null, null],
])('leads to %s', (_name, move, now, date, then) => {
  expect(instantOf(move, DateTime.fromISO(now, { zone: 'utc' }), date)?.toISO() ?? null).toBe(then)
})
