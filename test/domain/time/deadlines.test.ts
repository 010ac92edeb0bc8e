import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  addMonthsClamped,
  asLocalDate,
  endExclusive,
  isWorkingDay,
  startOfDay,
} from '../../../src/domain/time/calendar.js'
import { deadlines, isOverdue } from '../../../src/domain/time/deadlines.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2036, 11, 31) })
  .map((ms) => DateTime.fromMillis(ms, { zone: 'utc' }))
const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const received = (text: string) => DateTime.fromISO(text, { setZone: true })

describe.each(vectors.deadline)('$id $note', (vector) => {
  const found = deadlines(received(vector.receivedAt), vector.suspendedDays)

  it('has these dates', () => {
    expect(found).toEqual({
      receivedLocalDate: vector.receivedLocalDate,
      suspendedDays: vector.suspendedDays,
      promisedDue: vector.promisedDue,
      statutoryNominal: vector.statutoryNominal,
      statutoryDue: vector.statutoryDue,
      effectiveDue: vector.effectiveDue,
      workBy: vector.workBy,
      extendedNominal: vector.extendedNominal,
      extendedDue: vector.extendedDue,
      extensionNoticeBy: vector.statutoryDue,
      refusalNoticeBy: vector.statutoryDue,
    })
  })

  it.each([
    ['effectiveDue', found.effectiveDue, vector.effectiveDueEndUtc],
    ['statutoryDue', found.statutoryDue, vector.statutoryDueEndUtc],
  ] as const)('is overdue against %s from its end on, and not a second before', (_, due, end) => {
    expect(endExclusive(due).toMillis()).toBe(utc(end).toMillis())
    expect(isOverdue(due, utc(end).minus({ seconds: 1 }))).toBe(false)
    expect(isOverdue(due, utc(end))).toBe(true)
  })
})

test('the day of 25 hours ends at 23:00Z', () => {
  const due = asLocalDate('2026-10-25')
  expect(isOverdue(due, utc('2026-10-25T22:59:59Z'))).toBe(false)
  expect(isOverdue(due, utc('2026-10-25T23:00:00Z'))).toBe(true)
})

test('30 days is not one month: of 730 receipt dates the promise is earlier on 500, equal on 184, later on 46', () => {
  const first = asLocalDate('2026-01-01')
  const order = Array.from({ length: 730 }, (_, n) => {
    const { promisedDue, statutoryDue } = deadlines(startOfDay(addDays(first, n)))
    return promisedDue < statutoryDue ? 'earlier' : promisedDue === statutoryDue ? 'equal' : 'later'
  })
  const count = (kind: string) => order.filter((found) => found === kind).length
  expect([count('earlier'), count('equal'), count('later')]).toEqual([500, 184, 46])
})

describe('whenever a request arrives and however long the clock stood still', () => {
  const days = fc.integer({ min: 0, max: 90 })

  it('the statutory dates are working days, not before their nominal date', () => {
    fc.assert(
      fc.property(instant, days, (at, suspended) => {
        const found = deadlines(at, suspended)
        expect(isWorkingDay(found.statutoryDue) && isWorkingDay(found.extendedDue)).toBe(true)
        expect(
          found.statutoryDue >= found.statutoryNominal && found.extendedDue >= found.extendedNominal,
        ).toBe(true)
      }),
    )
  })

  it('an extension never ends before what it extends, and is counted from receipt', () => {
    fc.assert(
      fc.property(instant, days, (at, suspended) => {
        const found = deadlines(at, suspended)
        expect(found.extendedDue > found.statutoryDue).toBe(true)
        expect(found.extendedNominal).toBe(addDays(addMonthsClamped(found.receivedLocalDate, 3), suspended))
      }),
    )
  })

  it('the stricter date counts, and work ends on a working day no later than it', () => {
    fc.assert(
      fc.property(instant, days, (at, suspended) => {
        const found = deadlines(at, suspended)
        expect([found.promisedDue, found.statutoryDue]).toContain(found.effectiveDue)
        expect(found.effectiveDue <= found.promisedDue && found.effectiveDue <= found.statutoryDue).toBe(true)
        expect(isWorkingDay(found.workBy) && found.workBy <= found.effectiveDue).toBe(true)
      }),
    )
  })

  it('overdue flips exactly at the end of the day', () => {
    fc.assert(
      fc.property(instant, instant, (at, now) => {
        const { effectiveDue } = deadlines(at)
        expect(isOverdue(effectiveDue, now)).toBe(now >= endExclusive(effectiveDue))
        expect(isOverdue(effectiveDue, endExclusive(effectiveDue))).toBe(true)
        expect(isOverdue(effectiveDue, endExclusive(effectiveDue).minus(1))).toBe(false)
      }),
    )
  })
})
