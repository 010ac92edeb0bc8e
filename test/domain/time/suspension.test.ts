import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import { deadlines } from '../../../src/domain/time/deadlines.js'
import { isAskedInTime, isClockStopped, suspendedDays } from '../../../src/domain/time/suspension.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const at = (text: string) => DateTime.fromISO(text, { setZone: true })
const stop = (askedAt: string, answeredAt: string | null) => ({
  askedAt: at(askedAt),
  answeredAt: answeredAt === null ? null : at(answeredAt),
})

test.each(vectors.suspension)('$id $note', (vector) => {
  const pauses = vector.pauses.map(({ askedAt, answeredAt }) => stop(askedAt, answeredAt))
  const days = suspendedDays(pauses, at(vector.effectiveDueEndUtc))
  expect(days).toBe(vector.suspendedDays)
  expect(deadlines(at(vector.receivedAt), days)).toMatchObject({
    promisedDue: vector.promisedDue,
    statutoryNominal: vector.statutoryNominal,
    statutoryDue: vector.statutoryDue,
    effectiveDue: vector.effectiveDue,
    workBy: vector.workBy,
    extendedNominal: vector.extendedNominal,
    extendedDue: vector.extendedDue,
  })
})

describe('days of standstill', () => {
  const first = stop('2026-06-02T10:00:00+02:00', '2026-06-09T15:00:00+02:00')
  const later = at('2026-07-01T12:00:00+02:00')

  it.each([
    ['no pause', [], 0],
    [
      'answered on the day of the question',
      [stop('2026-06-02T08:00:00+02:00', '2026-06-02T20:00:00+02:00')],
      0,
    ],
    ['two pauses in any order', [stop('2026-06-15T10:00:00+02:00', '2026-06-17T10:00:00+02:00'), first], 9],
    [
      'the same days twice count once',
      [first, stop('2026-06-04T10:00:00+02:00', '2026-06-06T10:00:00+02:00')],
      7,
    ],
    [
      'overlapping pauses count each day once',
      [first, stop('2026-06-08T10:00:00+02:00', '2026-06-11T10:00:00+02:00')],
      9,
    ],
    ['a question in the future', [stop('2026-07-05T10:00:00+02:00', null)], 0],
    ['an open pause runs to today', [stop('2026-06-28T10:00:00+02:00', null)], 3],
  ])('%s', (_, pauses, days) => {
    expect(suspendedDays(pauses, later)).toBe(days)
  })

  it('counts a pause only as far as the instant asked about', () => {
    expect(suspendedDays([first], at('2026-06-05T10:00:00+02:00'))).toBe(3)
  })
})

test('the clock stands still from the question to the answer', () => {
  const pauses = [stop('2026-06-02T10:00:00+02:00', '2026-06-09T15:00:00+02:00')]
  const instants = ['2026-06-02T09:59:59+02:00', '2026-06-02T10:00:00+02:00', '2026-06-09T15:00:00+02:00']
  expect(instants.map((text) => isClockStopped(pauses, at(text)))).toEqual([false, true, false])
  expect(isClockStopped([stop('2026-06-02T10:00:00+02:00', null)], at('2027-01-01T00:00:00Z'))).toBe(true)
})

test.each([
  ['the fifth working day after receipt', '2026-04-10T23:59:59+02:00', true],
  ['the weekend after it', '2026-04-12T12:00:00+02:00', true],
  ['the sixth', '2026-04-13T00:00:00+02:00', false],
])('a question on %s over Easter', (_, askedAt, isInTime) => {
  // Received Wed 1 April 2026; the next working day is Tue 7 April.
  const receivedAt = at('2026-03-31T12:00:00+02:00')
  expect(isAskedInTime(receivedAt, at(askedAt))).toBe(isInTime)
})
