import { describe, expect, test } from 'vitest'
import { keeperOf, keepReasons, type Keeper, type KeepReason } from '../../../src/domain/retention/keepers.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'

const anchorOn = asLocalDate('2026-08-22')

const keeper = (reason: KeepReason, more: Partial<Keeper> = {}): Keeper => ({
  reason,
  source: `source of ${reason}`,
  covers: 'collection',
  from: null,
  until: null,
  ...more,
})

const nobodys = () => false
const reasonOf = (keepers: readonly Keeper[], belongsTo: (source: string) => boolean = nobodys) =>
  keeperOf(keepers, anchorOn, belongsTo)?.reason ?? null

describe('the first reason decides', () => {
  test('in the order of §4.3', () => {
    expect(keepReasons).toEqual([
      'keep_restricted',
      'keep_hold',
      'keep_statutory',
      'keep_open_request',
      'keep_exception',
    ])
  })

  test.each(keepReasons.map((reason, at) => ({ reason, rest: keepReasons.slice(at) })))(
    '$reason before all that come after it, however they stand',
    ({ reason, rest }) => {
      expect(reasonOf(rest.map((one) => keeper(one)))).toBe(reason)
      expect(reasonOf(rest.map((one) => keeper(one)).reverse())).toBe(reason)
    },
  )

  test('one that does not cover the record gives way to the next', () => {
    const ofPerson = keeper('keep_restricted', { covers: 'found_records' })
    const tooLate = keeper('keep_hold', { from: asLocalDate('2026-08-23') })
    expect(reasonOf([ofPerson, tooLate, keeper('keep_open_request')])).toBe('keep_open_request')
  })

  test('nothing keeps a record that nothing covers', () => {
    expect(reasonOf([])).toBeNull()
    expect(reasonOf([keeper('keep_hold', { covers: 'found_records' })])).toBeNull()
  })
})

const day = (text: string | null) => (text === null ? null : asLocalDate(text))

test.each([
  { what: 'no bounds', from: null, until: null, isKept: true },
  { what: 'the day itself', from: '2026-08-22', until: '2026-08-22', isKept: true },
  { what: 'from the day on', from: '2026-08-22', until: null, isKept: true },
  { what: 'from the day after', from: '2026-08-23', until: null, isKept: false },
  { what: 'up to the day', from: null, until: '2026-08-22', isKept: true },
  { what: 'up to the day before', from: null, until: '2026-08-21', isKept: false },
  { what: 'around the day', from: '2026-01-01', until: '2026-12-31', isKept: true },
])('a range of dates holds both its days: $what', ({ from, until, isKept }) => {
  const hold = keeper('keep_hold', { from: day(from), until: day(until) })
  expect(reasonOf([hold])).toBe(isKept ? 'keep_hold' : null)
})

test('records of a person are told by the source that they were found for, and by no other', () => {
  const keepers = [
    keeper('keep_restricted', { source: 'RR-2026-0001', covers: 'found_records' }),
    keeper('keep_open_request', { source: 'RR-2026-0002', covers: 'found_records' }),
  ]
  expect(reasonOf(keepers, (source) => source === 'RR-2026-0002')).toBe('keep_open_request')
  expect(keeperOf(keepers, anchorOn, (source) => source === 'RR-2026-0002')?.source).toBe('RR-2026-0002')
  expect(reasonOf(keepers, (source) => source === 'RR-2026-0003')).toBeNull()
})
