import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { ErasureAction } from '../../../src/domain/data-map/types.js'
import {
  anchoredBefore,
  isSwept,
  judge,
  latestDueAnchor,
  statutoryKeeper,
  type SweptCollection,
} from '../../../src/domain/retention/judge.js'
import type { Keeper } from '../../../src/domain/retention/keepers.js'
import type { RetentionRuleId } from '../../../src/domain/retention/rules.js'
import {
  addDays,
  asLocalDate,
  endExclusive,
  localDate,
  startOfDay,
} from '../../../src/domain/time/calendar.js'
import { aCollection } from '../../support/data-map.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const swept = (rule: RetentionRuleId, months: number, erasure?: ErasureAction): SweptCollection =>
  aCollection('store', 'records', {
    retention: { rule, months, anchor: { source: 'last_modified' } },
    ...(erasure ? { erasure } : {}),
  }) as SweptCollection

const at = (text: string) => DateTime.fromISO(text, { setZone: true })
const everyone = () => true
const kindOn = (
  collection: SweptCollection,
  anchorAt: DateTime | null,
  day: string,
  keepers: Keeper[] = [],
) => judge({ collection, day: asLocalDate(day), keepers }, anchorAt, everyone).kind

const hold: Keeper = { reason: 'keep_hold', source: 'H-1', covers: 'collection', from: null, until: null }

describe.each(vectors.retention)('$id $note', ({ anchorAt, anchorLocalDate, lastKeptDate, months }) => {
  const collection = swept('RET-STD', months)
  const kept = asLocalDate(lastKeptDate)

  test('is within its period on the last kept day, and due on the next', () => {
    expect(kindOn(collection, at(anchorAt), kept)).toBe('within')
    const day = addDays(kept, 1)
    expect(judge({ collection, day, keepers: [] }, at(anchorAt), everyone)).toEqual({
      kind: 'delete',
      anchorOn: anchorLocalDate,
      lastKeptOn: lastKeptDate,
    })
  })
})

describe('a record', () => {
  const collection = swept('RET-STD', 3)

  test('without an anchor has no period that could be over', () => {
    expect(kindOn(collection, null, '2099-01-01')).toBe('no_anchor')
    expect(kindOn(collection, null, '2099-01-01', [hold])).toBe('no_anchor')
  })

  test('within its period is not counted as kept, whatever keeps it', () => {
    expect(kindOn(collection, at('2026-08-22T10:00:00Z'), '2026-11-22', [hold])).toBe('within')
  })

  test('past its period that something keeps stays, with the reason and the dates', () => {
    const measure = { collection, day: asLocalDate('2026-11-23'), keepers: [hold] }
    expect(judge(measure, at('2026-08-22T10:00:00Z'), everyone)).toEqual({
      kind: 'keep',
      reason: 'keep_hold',
      anchorOn: '2026-08-22',
      lastKeptOn: '2026-11-22',
    })
  })
})

describe('the accounting duty runs from the end of the year', () => {
  test.each([
    { rule: 'RET-LAW-PRIMARY', months: 60, anchor: '2026-01-01T00:00:00+01:00', last: '2031-12-31' },
    { rule: 'RET-LAW-PRIMARY', months: 60, anchor: '2026-12-31T23:59:59+01:00', last: '2031-12-31' },
    { rule: 'RET-LAW-PRIMARY', months: 60, anchor: '2026-12-31T23:30:00Z', last: '2032-12-31' },
    { rule: 'RET-LAW-SECONDARY', months: 42, anchor: '2026-01-01T00:00:00+01:00', last: '2030-06-30' },
  ] as const)('$rule of $anchor is kept to $last', ({ rule, months, anchor, last }) => {
    const collection = swept(rule, months)
    expect(kindOn(collection, at(anchor), last)).toBe('within')
    expect(kindOn(collection, at(anchor), addDays(asLocalDate(last), 1))).toBe('delete')
  })
})

test.each([
  ['RET-STD', 3, '2026-05-29', '2026-02-28'],
  ['RET-STD', 3, '2026-05-31', '2026-02-28'],
  ['RET-STD', 0, '2026-05-31', '2026-05-30'],
  ['RET-BOT-DRAFT', 0, '2026-05-31', '2026-05-29'],
  ['RET-LAW-PRIMARY', 60, '2031-12-31', '2025-12-31'],
  ['RET-LAW-PRIMARY', 60, '2032-01-01', '2026-12-31'],
  ['RET-LAW-PRIMARY', 60, '2032-06-15', '2026-12-31'],
  ['RET-LAW-SECONDARY', 42, '2030-06-30', '2025-12-31'],
  ['RET-LAW-SECONDARY', 42, '2030-07-01', '2026-12-31'],
] as const)('%s of %i months on %s: anchors up to %s are due', (rule, months, day, latest) => {
  expect(latestDueAnchor(swept(rule, months), asLocalDate(day))).toBe(latest)
})

describe('24 hours are over when the sweep begins, and end with a day', () => {
  const collection = swept('RET-BOT-DRAFT', 0)

  test.each([
    ['in the morning', '2026-11-22T00:30:00+01:00', '2026-11-23'],
    ['in the evening', '2026-11-22T18:00:00+01:00', '2026-11-23'],
    ['just before midnight', '2026-11-22T23:59:59+01:00', '2026-11-23'],
    ['on a night that is an hour longer', '2026-10-25T00:30:00+02:00', '2026-10-25'],
    ['on a night that is an hour shorter', '2026-03-28T23:30:00+01:00', '2026-03-30'],
  ])('%s', (_, anchorAt, lastKeptOn) => {
    expect(kindOn(collection, at(anchorAt), lastKeptOn)).toBe('within')
    const day = addDays(asLocalDate(lastKeptOn), 1)
    expect(judge({ collection, day, keepers: [] }, at(anchorAt), everyone)).toMatchObject({
      kind: 'delete',
      lastKeptOn,
    })
  })

  test('none is due a moment before they are over, whatever the day', () => {
    const seed = { seed: 20_261_122, numRuns: 3_000 }
    const someMinutes = fc.integer({ min: 0, max: 60 * 24 * 4_000 })
    fc.assert(
      fc.property(someMinutes, (minutes) => {
        const anchorAt = at('2025-01-01T00:00:00Z').plus({ minutes })
        const over = anchorAt.plus({ hours: 24 })
        expect(kindOn(collection, anchorAt, localDate(over))).toBe('within')
        expect(kindOn(collection, anchorAt, addDays(localDate(over), 1))).toBe('delete')
      }),
      seed,
    )
  })
})

describe('what a store may leave out', () => {
  const seed = { seed: 20_261_123, numRuns: 3_000 }
  const someDay = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays(asLocalDate('2025-01-01'), n))
  const someMinute = fc.integer({ min: 0, max: 60 * 24 * 120 })
  const some = fc.constantFrom(
    swept('RET-STD', 1),
    swept('RET-STD', 3),
    swept('RET-CONTR', 0),
    swept('RET-NEED', 12),
    swept('RET-BOT-CASE', 36),
    swept('RET-BOT-DRAFT', 0),
    swept('RET-LAW-PRIMARY', 60),
    swept('RET-LAW-SECONDARY', 42),
  )

  test('is never due, whatever the rule, the day and the minute of its anchor', () => {
    fc.assert(
      fc.property(some, someDay, someMinute, (collection, day, minutes) => {
        const anchorAt = anchoredBefore(collection, day).plus({ minutes })
        expect(kindOn(collection, anchorAt, day)).toBe('within')
      }),
      seed,
    )
  })

  test('and nothing more: an instant before, a record is due', () => {
    fc.assert(
      fc.property(some, someDay, (collection, day) => {
        const before = anchoredBefore(collection, day).minus({ milliseconds: 1 })
        expect(kindOn(collection, before, day)).toBe('delete')
      }),
      seed,
    )
  })

  test('ends with a day in Oslo, also where the clock changes', () => {
    const day = asLocalDate('2026-06-30')
    expect(anchoredBefore(swept('RET-STD', 3), day)).toEqual(endExclusive(asLocalDate('2026-03-29')))
    expect(startOfDay(asLocalDate('2026-03-30')).toUTC().toISO()).toBe('2026-03-29T22:00:00.000Z')
  })
})

describe('a duty of law', () => {
  const keep = { action: 'keep', ground: 'erasure_exc_b', law: 'bokføringsloven § 13' } as const

  test('keeps every record of a collection that another rule sweeps', () => {
    expect(statutoryKeeper(swept('RET-STD', 3, keep))).toEqual({
      reason: 'keep_statutory',
      source: 'bokføringsloven § 13',
      covers: 'collection',
      from: null,
      until: null,
    })
  })

  test('does not outlive its own rule, and is none where data is deleted', () => {
    expect(statutoryKeeper(swept('RET-LAW-PRIMARY', 60, keep))).toBeNull()
    expect(statutoryKeeper(swept('RET-LAW-SECONDARY', 42, keep))).toBeNull()
    expect(statutoryKeeper(swept('RET-STD', 3))).toBeNull()
  })
})

test('a collection without a rule is not swept', () => {
  expect(isSwept(aCollection('store', 'records'))).toBe(false)
  expect(isSwept(swept('RET-STD', 3))).toBe(true)
})
