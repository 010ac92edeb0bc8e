import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/domain/retention/judge.js'
import type { KeepReason } from '../../../src/domain/retention/keepers.js'
import { addTallies, deletable, emptyTally, keptInAll, tallyOf } from '../../../src/domain/retention/tally.js'
import { addMonthsClamped, asLocalDate } from '../../../src/domain/time/calendar.js'

const expired = (anchor: string) => {
  const anchorOn = asLocalDate(anchor)
  return { anchorOn, lastKeptOn: addMonthsClamped(anchorOn, 3) }
}
const due = (anchor: string): Verdict => ({ kind: 'delete', ...expired(anchor) })
const kept = (reason: KeepReason, anchor = '2020-01-01'): Verdict => ({
  kind: 'keep',
  reason,
  ...expired(anchor),
})

const page: readonly Verdict[] = [
  { kind: 'within' },
  { kind: 'no_anchor' },
  due('2026-08-20'),
  kept('keep_hold'),
  kept('keep_hold'),
  kept('keep_exception'),
  due('2026-08-18'),
  due('2026-08-22'),
]

describe('the verdicts of a page', () => {
  const tally = tallyOf(100, page)

  test('are counted each under its own, and what the store left out was scanned as well', () => {
    expect(tally).toMatchObject({ scanned: 100, eligible: 6, unanchored: 1 })
    expect(tally.kept).toEqual({ ...emptyTally.kept, keep_hold: 2, keep_exception: 1 })
    expect([keptInAll(tally), deletable(tally)]).toEqual([3, 3])
  })

  test('tell the oldest of what is to be deleted, not of what is kept', () => {
    expect([tally.oldestAnchor, tally.oldestLastKept]).toEqual(['2026-08-18', '2026-11-18'])
    expect(tallyOf(1, [kept('keep_hold')])).toMatchObject({ oldestAnchor: null, oldestLastKept: null })
  })

  test('of no records come to nothing', () => {
    expect(tallyOf(0, [])).toEqual(emptyTally)
  })
})

describe('two tallies', () => {
  const one = tallyOf(10, [due('2026-08-20'), kept('keep_restricted')])
  const other = tallyOf(7, [due('2026-08-19'), kept('keep_restricted'), { kind: 'no_anchor' }])

  test('come to the sum of both, and to the older dates', () => {
    const both = addTallies(one, other)
    expect(both).toMatchObject({ scanned: 17, eligible: 4, unanchored: 1, oldestAnchor: '2026-08-19' })
    expect(both.kept.keep_restricted).toBe(2)
    expect(addTallies(other, one)).toEqual(both)
  })

  test('of which one is empty come to the other', () => {
    expect(addTallies(one, emptyTally)).toEqual(one)
    expect(addTallies(emptyTally, one)).toEqual(one)
  })

  test('of the halves of a page come to that of the page', () => {
    for (let at = 0; at <= page.length; at++)
      expect(addTallies(tallyOf(40, page.slice(0, at)), tallyOf(60, page.slice(at)))).toEqual(
        tallyOf(100, page),
      )
  })
})
