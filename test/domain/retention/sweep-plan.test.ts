import { describe, expect, test } from 'vitest'
import type { Collection } from '../../../src/domain/data-map/types.js'
import type { SweptCollection } from '../../../src/domain/retention/judge.js'
import { backlogDays, basisOf, sweepHash, sweepId } from '../../../src/domain/retention/sweep-plan.js'
import type { SweepLine, SweepPlan } from '../../../src/domain/retention/sweep-plan.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { aCollection } from '../../support/data-map.js'
import { sweepLine } from '../../support/gallery-sweep.js'

const day = asLocalDate('2026-11-23')
const first = sweepLine(
  'store.messages',
  {
    scanned: 100,
    eligible: 10,
    kept: { keep_hold: 2 },
    oldestAnchor: asLocalDate('2026-08-20'),
    oldestLastKept: asLocalDate('2026-11-20'),
  },
  { notFound: ['RR-2026-0001', 'RR-2026-0002'] },
)
const second = sweepLine('store.receipts', { scanned: 5 })
const plan: SweepPlan = { day, mapHash: 'sha256:map', keepers: 'digest', lines: [first, second] }

const withLine = (more: Partial<SweepLine>): SweepPlan => ({
  ...plan,
  lines: [{ ...first, ...more }, second],
})
const withTally = (more: Partial<SweepLine['tally']>) => withLine({ tally: { ...first.tally, ...more } })

describe('the hash of a plan', () => {
  test.each<readonly [what: string, other: SweepPlan]>([
    ['the day', { ...plan, day: asLocalDate('2026-11-24') }],
    ['the data map', { ...plan, mapHash: 'sha256:other' }],
    ['what keeps records', { ...plan, keepers: 'other' }],
    ['a collection less', { ...plan, lines: [first] }],
    ['the same collection twice', { ...plan, lines: [first, second, second] }],
    ['the system', withLine({ system: 'other' })],
    ['the collection', withLine({ collection: 'other' })],
    ['what it is swept by', withLine({ basis: 'RET-STD/1/last_modified/delete/messages' })],
    ['why it was not read', withLine({ unread: 'away' })],
    ['whose records were not found', withLine({ notFound: ['RR-2026-0001'] })],
    ['what was scanned', withTally({ scanned: 101 })],
    ['what is eligible', withTally({ eligible: 11 })],
    ['what has no anchor', withTally({ unanchored: 1 })],
    ['how many are kept', withTally({ kept: { ...first.tally.kept, keep_hold: 3 } })],
    [
      'for which reason they are kept',
      withTally({ kept: { ...first.tally.kept, keep_hold: 0, keep_restricted: 2 } }),
    ],
    ['the oldest anchor', withTally({ oldestAnchor: asLocalDate('2026-08-19') })],
    ['the oldest last kept day', withTally({ oldestLastKept: asLocalDate('2026-11-19') })],
  ])('is another for another one: %s', (_what, other) => {
    expect(sweepHash(other)).not.toBe(sweepHash(plan))
  })

  test('is the same in whatever order its parts stand', () => {
    const kept = Object.fromEntries(Object.entries(first.tally.kept).reverse()) as typeof first.tally.kept
    const turned = { ...first, notFound: first.notFound.toReversed(), tally: { ...first.tally, kept } }
    expect(sweepHash({ ...plan, lines: [second, turned] })).toBe(sweepHash(plan))
    expect(sweepHash(plan)).toMatch(/^sha256:[0-9a-f]{64}$/u)
  })
})

describe('what a collection is swept by', () => {
  const collection = (more: Partial<Collection> = {}) =>
    aCollection('store', 'messages', {
      retention: { rule: 'RET-STD', months: 3, anchor: { source: 'field', field: 'processed_at' } },
      ...more,
    }) as SweptCollection
  const { retention } = collection()

  test.each<readonly [what: string, more: Partial<Collection>]>([
    ['rule', { retention: { ...retention, rule: 'RET-SUPP' } }],
    ['months', { retention: { ...retention, months: 1 } }],
    ['anchor field', { retention: { ...retention, anchor: { source: 'field', field: 'created_at' } } }],
    [
      'source of the anchor',
      { retention: { ...retention, anchor: { source: 'writetime', field: 'processed_at' } } },
    ],
    ['no field at all', { retention: { ...retention, anchor: { source: 'last_modified' } } }],
    ['act', { erasure: { action: 'null', fields: ['body'] } }],
    ['table', { nativeName: 'archive.messages' }],
  ])('is another with another one: %s', (_what, more) => {
    expect(basisOf(collection(more))).not.toBe(basisOf(collection()))
  })
})

test.each([
  ['2026-11-22', 0, 'was kept to yesterday: it is deleted within 24 hours'],
  ['2026-11-21', 2, 'should have gone in the last night'],
  ['2026-09-02', 82, 'is long overdue'],
  [null, 0, 'there is none'],
])('the oldest record kept to %s is late by %i days: it %s', (lastKept, days, _why) => {
  const oldestLastKept = lastKept === null ? null : asLocalDate(lastKept)
  expect(backlogDays({ oldestLastKept }, day)).toBe(days)
})

test('a sweep is named after its day and its number on it', () => {
  expect([sweepId(day, 1), sweepId(day, 12)]).toEqual(['SW-2026-11-23-01', 'SW-2026-11-23-12'])
})
