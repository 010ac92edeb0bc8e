import { describe, expect, test } from 'vitest'
import type { SummaryLine } from '../../../src/domain/retention/summary.js'
import { lineName } from '../../../src/domain/retention/sweep-plan.js'
import { gravestFirst, totalsOf, troubledLines } from '../../../src/domain/retention/totals.js'
import { addDays, asLocalDate } from '../../../src/domain/time/calendar.js'
import { sweepLine, twoStores } from '../../support/gallery-sweep.js'

const day = asLocalDate('2026-03-09')
const names = (lines: readonly SummaryLine[]) => lines.map(lineName)
const outcome = (more: Partial<SummaryLine['outcome']>) => ({
  outcome: { deleted: 0, failed: 0, overPlan: 0, failure: null, ...more },
})

const late = { scanned: 9, eligible: 1, oldestAnchor: addDays(day, -100), oldestLastKept: addDays(day, -2) }
const onTime = { ...late, oldestLastKept: addDays(day, -1) }

const lines: readonly SummaryLine[] = [
  sweepLine('a.quiet', { scanned: 100 }),
  sweepLine('a.unanchored', { scanned: 100, unanchored: 1 }),
  sweepLine('a.few', onTime),
  sweepLine('a.many', { ...onTime, eligible: 5 }),
  sweepLine('a.left', onTime, outcome({ overPlan: 1 })),
  sweepLine('a.not_found', onTime, { notFound: ['RR-2026-0042'] }),
  sweepLine('a.late', late),
  sweepLine('a.failed', onTime, outcome({ failed: 1, failure: 'timeout' })),
  sweepLine('a.unread', {}, { unread: 'away' }),
]

describe('the lines of a sweep', () => {
  test('stand with the gravest first, then by what is to be deleted', () => {
    expect(names(gravestFirst({ lines, day }))).toEqual([
      'a.unread',
      'a.failed',
      'a.late',
      'a.not_found',
      'a.left',
      'a.many',
      'a.few',
      'a.unanchored',
      'a.quiet',
    ])
  })

  test('are for an engineer when they were not read, not deleted or are late', () => {
    expect(names(troubledLines({ lines, day }))).toEqual(['a.unread', 'a.failed', 'a.late'])
  })

  test('of a system that is swept by hand are for people, not for an engineer', () => {
    const byHand = [sweepLine('a.b', {}, { unread: 'manual' })]
    expect(troubledLines({ lines: byHand, day })).toEqual([])
  })

  test('stopped without a count are troubled too', () => {
    const stopped = [sweepLine('a.b', onTime, outcome({ failure: 'denied' }))]
    expect(names(troubledLines({ lines: stopped, day }))).toEqual(['a.b'])
  })
})

test('a sweep comes to the sum of its lines, and to the days of the latest', () => {
  const done = twoStores.map((line) => ({ ...line, ...outcome({ deleted: 10, failed: 1, overPlan: 2 }) }))
  expect(totalsOf({ lines: done, day })).toEqual({
    tally: {
      scanned: 50_141,
      eligible: 1_221,
      unanchored: 0,
      kept: {
        keep_restricted: 0,
        keep_hold: 12,
        keep_statutory: 0,
        keep_open_request: 4,
        keep_exception: 42,
      },
      oldestAnchor: '2025-09-17',
      oldestLastKept: '2025-12-17',
    },
    outcome: { deleted: 20, failed: 2, overPlan: 4, failure: null },
    unread: 0,
    daysLate: 82,
  })
})

test('a sweep of nothing comes to nothing', () => {
  expect(totalsOf({ lines: [], day })).toMatchObject({ unread: 0, daysLate: 0, tally: { scanned: 0 } })
})
