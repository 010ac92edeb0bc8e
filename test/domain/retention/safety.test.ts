import { describe, expect, test } from 'vitest'
import { eligibleInAll, safetyCheck, type SweepPast } from '../../../src/domain/retention/safety.js'
import type { SweepLine } from '../../../src/domain/retention/sweep-plan.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { sweepLine } from '../../support/gallery-sweep.js'

type Figures = Parameters<typeof sweepLine>[1]
const usual: Figures = { scanned: 1_000, eligible: 10 }
const line = (figures: Figures = usual, more: Partial<SweepLine> = {}) =>
  sweepLine('store.messages', figures, more)
const basis = line().basis

/** Swept before by the same rule; ten a night on the mean. */
const past: SweepPast = { bases: { 'store.messages': basis, 'store.receipts': basis }, meanEligible: 10 }

const findings = (lines: readonly SweepLine[], more: Partial<SweepPast> = {}) =>
  safetyCheck({ day: asLocalDate('2026-11-23'), mapHash: '', keepers: '', lines }, { ...past, ...more }).map(
    ({ reason, where }) => `${reason} ${where ?? '*'}`,
  )

test('a usual night runs by itself', () => {
  expect(findings([line()])).toEqual([])
})

describe('a rule', () => {
  test('that never deleted anything is new', () => {
    expect(findings([line()], { bases: {} })).toEqual(['first_run store.messages'])
  })

  test('is another when it sweeps by something else', () => {
    expect(findings([line()], { bases: { 'store.messages': 'other' } })).toEqual([
      'rule_changed store.messages',
    ])
  })

  test.each([
    ['nothing is due', { scanned: 1_000 }],
    ['all that is due is kept', { scanned: 1_000, eligible: 10, kept: { keep_hold: 10 } }],
  ])('waits for nobody while %s', (_what, figures) => {
    expect(findings([line(figures)], { bases: {} })).toEqual([])
  })

  test('is new with the first record that is not kept', () => {
    const figures = { scanned: 1_000, eligible: 10, kept: { keep_hold: 9 } }
    expect(findings([line(figures)], { bases: {} })).toEqual(['first_run store.messages'])
  })
})

describe('what is not known', () => {
  test.each(['away', 'timeout', 'denied', 'misfit'])('%s is a reason, even with nothing due', (unread) => {
    expect(findings([line({}, { unread })])).toEqual(['unread store.messages'])
  })

  test('a system that is swept by hand is none', () => {
    expect(findings([line({}, { unread: 'manual' })])).toEqual([])
  })

  test('records of a person that were not found are one', () => {
    expect(findings([line(usual, { notFound: ['RR-2026-0042'] })])).toEqual(['not_found store.messages'])
  })
})

describe('more than twice the mean of 30 days', () => {
  test.each([
    [20, 10, []],
    [21, 10, ['twice_the_mean *']],
    [1, 0.4, ['twice_the_mean *']],
    [1, 0, ['twice_the_mean *']],
    [0, 0, []],
  ])('%i due with a mean of %f', (eligible, meanEligible, expected) => {
    expect(findings([line({ scanned: 1_000, eligible })], { meanEligible })).toEqual(expected)
  })

  test('is reckoned over all collections together', () => {
    const lines = [
      line({ scanned: 1_000, eligible: 11 }),
      sweepLine('store.receipts', { scanned: 1_000, eligible: 10 }, { basis }),
    ]
    expect(findings(lines)).toEqual(['twice_the_mean *'])
  })

  test('says nothing where there is no mean', () => {
    expect(findings([line({ scanned: 1_000, eligible: 199 })], { meanEligible: null })).toEqual([])
  })
})

describe('more than a fifth of a system', () => {
  const many = { meanEligible: 1_000 }

  test.each([
    [200, []],
    [201, ['large_share store']],
  ])('%i of a thousand', (eligible, expected) => {
    expect(findings([line({ scanned: 1_000, eligible })], many)).toEqual(expected)
  })

  test('is reckoned over the collections of the system together, and of no other', () => {
    const full = line({ scanned: 100, eligible: 100 })
    const beside = (name: string) => sweepLine(name, { scanned: 900 }, { basis })
    expect(findings([full, beside('store.receipts')], many)).toEqual([])
    expect(findings([full, beside('other.receipts')], many)).toEqual(['large_share store'])
  })

  test('an empty system has no share', () => {
    expect(findings([line({})])).toEqual([])
  })
})

describe('the desk’s own data', () => {
  const own = sweepLine('rights_desk.drafts', { scanned: 100, eligible: 100 }, { rule: 'RET-BOT-DRAFT' })
  const known = { bases: { ...past.bases, 'rights_desk.drafts': own.basis } }

  test('is left out of the figures by which others are measured', () => {
    expect(eligibleInAll({ lines: [line(), own] })).toBe(10)
    expect(findings([line(), own], known)).toEqual([])
  })

  test('does not make the share of another collection smaller', () => {
    const large = line({ scanned: 10, eligible: 10 })
    const more = { ...own, system: 'store', tally: { ...own.tally, scanned: 1_000, eligible: 0 } }
    expect(findings([large, more], known)).toEqual(['large_share store'])
  })

  test('is looked at like any other when its rule is new', () => {
    expect(findings([line(), own])).toEqual(['first_run rights_desk.drafts'])
  })
})

test('every reason is told, each with its place', () => {
  const lines = [
    line({ scanned: 100, eligible: 50 }, { unread: 'timeout', notFound: ['RR-2026-0042'] }),
    sweepLine('store.receipts', { scanned: 1, eligible: 1 }, { basis: 'other' }),
  ]
  expect(findings(lines, { bases: { 'store.receipts': basis } })).toEqual([
    'first_run store.messages',
    'unread store.messages',
    'not_found store.messages',
    'rule_changed store.receipts',
    'twice_the_mean *',
    'large_share store',
  ])
})
