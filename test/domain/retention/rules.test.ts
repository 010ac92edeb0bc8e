import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { retention } from '../../../src/domain/retention/eligibility.js'
import { retentionRules, standardMonths } from '../../../src/domain/retention/rules.js'

test('the agreed time of a customer counts only where it is shorter than the notice', () => {
  expect([null, 1, 3, 12].map(standardMonths)).toEqual([3, 1, 3, 3])
})

test('accounting documents of 2026 stay to the end of 2031, secondary ones to mid-2030', () => {
  const yearEnd = DateTime.fromISO('2026-12-31T12:00:00+01:00')
  const lastKept = (months: number) => retention(yearEnd, months).lastKeptDate
  expect(lastKept(retentionRules['RET-LAW-PRIMARY'].period.months)).toBe('2031-12-31')
  expect(lastKept(retentionRules['RET-LAW-SECONDARY'].period.months)).toBe('2030-06-30')
})

test('a case closed on 15 March 2026 is kept to 15 March 2029', () => {
  const closedAt = DateTime.fromISO('2026-03-15T12:00:00+01:00')
  expect(retention(closedAt, retentionRules['RET-BOT-CASE'].period.months).lastKeptDate).toBe('2029-03-15')
})
