import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import {
  isEligible,
  latestEligibleAnchor,
  retention,
  secondsToLive,
} from '../../../src/domain/retention/eligibility.js'
import { addDays, addMonthsClamped, asLocalDate, startOfDay } from '../../../src/domain/time/calendar.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const at = (text: string) => DateTime.fromISO(text, { setZone: true })
const someDate = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(asLocalDate('2025-01-01'), n))

describe.each(vectors.retention)('$id $note', (vector) => {
  const anchorAt = at(vector.anchorAt)
  const eligibleFrom = at(vector.eligibleFromUtc)

  it('is kept to the end of the same day of the month', () => {
    const found = retention(anchorAt, vector.months)
    expect(found).toMatchObject({
      anchorLocalDate: vector.anchorLocalDate,
      months: vector.months,
      lastKeptDate: vector.lastKeptDate,
    })
    expect(found.eligibleFrom.toISO({ suppressMilliseconds: true })).toBe(vector.eligibleFromUtc)
  })

  it('is eligible from that instant on, and not a second before', () => {
    expect(isEligible(anchorAt, vector.months, eligibleFrom.minus({ seconds: 1 }))).toBe(false)
    expect(isEligible(anchorAt, vector.months, eligibleFrom)).toBe(true)
  })
})

describe('counting backward from today', () => {
  it.each(vectors.backwardCutoffTrap)('on $today: anchors up to $correctEligibleAnchorsUpTo', (trap) => {
    const today = asLocalDate(trap.today)
    expect(addMonthsClamped(today, -3)).toBe(trap.naiveCutoffAddMonthsMinus3)
    expect(latestEligibleAnchor(today, 3)).toBe(trap.correctEligibleAnchorsUpTo)
  })

  it.each(['2026-05-29', '2026-05-30', '2026-05-31'])(
    'on %s 28 February is eligible and 1 March is not',
    (today) => {
      const now = startOfDay(asLocalDate(today))
      expect(isEligible(at('2026-02-28T10:00:00+01:00'), 3, now)).toBe(true)
      expect(isEligible(at('2026-03-01T10:00:00+01:00'), 3, now)).toBe(false)
    },
  )

  it('finds exactly the anchors that counting forward finds', () => {
    fc.assert(
      fc.property(
        someDate,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: -40, max: 40 }),
        (today, months, off) => {
          const limit = latestEligibleAnchor(today, months)
          const anchor = addDays(limit, off)
          expect(isEligible(startOfDay(anchor), months, startOfDay(today))).toBe(off <= 0)
        },
      ),
    )
  })
})

test('a row is written with the seconds it has left, over the change of the clock', () => {
  const anchorAt = at('2025-12-29T12:00:00+01:00')
  expect(secondsToLive(anchorAt, 3, at('2026-03-28T23:00:00Z'))).toBe(23 * 3600)
  expect(secondsToLive(anchorAt, 3, at('2026-03-29T21:59:59.999Z'))).toBe(1)
})

test('a row whose period is over has no seconds to live, rather than the 0 that means for ever', () => {
  const anchorAt = at('2025-12-29T12:00:00+01:00')
  expect(secondsToLive(anchorAt, 3, at('2026-03-29T22:00:00Z'))).toBeNull()
  expect(secondsToLive(anchorAt, 3, at('2027-03-29T22:00:00Z'))).toBeNull()
})
