import { describe, expect, test } from 'vitest'
import {
  approverRole,
  defaultLines,
  isApprovalExpired,
  openLines,
  planHash,
} from '../../../src/domain/case/plan.js'
import type { PlanLine } from '../../../src/domain/case/types.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'
import { aPlan, granted, monday } from '../../support/case-builder.js'

const items = [granted('erasure'), granted('access')]
const [line] = defaultLines(items) as [PlanLine]

describe('planHash', () => {
  const hash = planHash({ items, lines: [line] })

  test('the same for the same content in any order', () => {
    const two: PlanLine = { ...line, id: 'b' }
    expect(planHash({ items: [...items].reverse(), lines: [two, line] })).toBe(
      planHash({ items, lines: [line, two] }),
    )
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test.each([
    [
      'another outcome',
      { items: [granted('erasure'), { ...granted('access'), outcome: 'refused' as const }], lines: [line] },
    ],
    ['another system', { items, lines: [{ ...line, system: 'crm' }] }],
    ['a count, which was unknown', { items, lines: [{ ...line, count: 0 }] }],
    ['another action', { items, lines: [{ ...line, action: 'anonymise' as const }] }],
    ['a line less', { items, lines: [] }],
  ])('changes with %s', (_name, content) => {
    expect(planHash(content)).not.toBe(hash)
  })
})

test('default lines: one by hand for each granted right that needs an act, never a count', () => {
  const lines = defaultLines(rightTypes.map(granted))
  expect(lines.map(({ right, action }) => `${right}:${action}`)).toEqual([
    'rectification:correct',
    'erasure:delete',
    'restriction:restrict',
    'objection:stop',
    'objection_direct_marketing:stop',
    'consent_withdrawal:stop',
  ])
  expect(lines.every(({ count }) => count === null)).toBe(true)
  expect(defaultLines([{ ...granted('erasure'), outcome: 'refused' }])).toEqual([])
})

test('an erasure, or any line that deletes, is for an engineer', () => {
  const stop = [granted('consent_withdrawal')]
  expect(approverRole(aPlan([granted('erasure')]))).toBe('engineer')
  expect(approverRole(aPlan(stop))).toBe('manager')
  expect(approverRole(aPlan(stop, { lines: [{ ...line, right: 'consent_withdrawal' }] }))).toBe('engineer')
})

test('an approval lasts less than 14 times 24 hours', () => {
  expect(isApprovalExpired(monday, monday.plus({ hours: 336 }).minus(1))).toBe(false)
  expect(isApprovalExpired(monday, monday.plus({ hours: 336 }))).toBe(true)
})

test('lines that keep data are no work', () => {
  const kept: PlanLine = { ...line, id: 'kept', action: 'keep' }
  expect(openLines(aPlan(items, { lines: [line, kept] })).map(({ id }) => id)).toEqual([line.id])
  expect(openLines(aPlan(items, { lines: [line, kept], linesDone: [line.id] }))).toEqual([])
})
