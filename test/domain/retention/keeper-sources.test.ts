import { describe, expect, test } from 'vitest'
import { holdRef } from '../../../src/domain/case/hold-ref.js'
import type { Hold, HoldScope } from '../../../src/domain/case/holds.js'
import type { Restriction } from '../../../src/domain/case/restrictions.js'
import type { Reference } from '../../../src/domain/case/types.js'
import type { SweptCollection } from '../../../src/domain/retention/judge.js'
import {
  keepersIn,
  keeperSources,
  mustBeFound,
  reaches,
} from '../../../src/domain/retention/keeper-sources.js'
import { keepReasons } from '../../../src/domain/retention/keepers.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { mona, monday } from '../../support/case-builder.js'
import { aCollection, aField } from '../../support/data-map.js'

const one = 'RR-2026-0001' as Reference
const other = 'RR-2026-0002' as Reference
const ref = holdRef(1)

const hold = (scope: Partial<HoldScope>): Hold => ({
  holdRef: ref,
  matter: '2026-114',
  legalReference: 'tvisteloven § 22-1',
  scope: { references: [], systems: [], categories: [], from: null, until: null, ...scope },
  placedBy: mona.id,
  placedAt: monday,
  reviewBy: asLocalDate('2026-05-01'),
  releaseProposedBy: null,
  releasedBy: null,
  releasedAt: null,
})

const restriction = (reference: Reference, systems: string[], categories: string[] = []): Restriction => ({
  id: `restriction of ${reference} in ${systems.join()}`,
  reference,
  ground: 'c',
  systems,
  categories,
  appliedBy: mona.id,
  appliedAt: monday,
  reviewBy: asLocalDate('2026-05-01'),
  liftNotice: null,
  liftedBy: null,
  liftedAt: null,
})

const messages = aCollection('store', 'messages', {
  fields: [aField('id', { isPrimaryKey: true }), aField('body', { categories: ['user.content.private'] })],
  retention: { rule: 'RET-STD', months: 3, anchor: { source: 'last_modified' } },
}) as SweptCollection
const receipts = { ...messages, erasure: { action: 'keep', ground: 'erasure_exc_b', law: 'a law' } } as const

type InForce = Parameters<typeof keeperSources>[0]
const nothing: InForce = { restrictions: [], holds: [], openCopies: [] }
const sources = (inForce: Partial<InForce>) => keeperSources({ ...nothing, ...inForce })
const keepers = (inForce: Partial<InForce>) => keepersIn(messages, sources(inForce))
const always = { from: null, until: null }

describe('what is in force keeps', () => {
  test('records of the person, where a case restricts them or asks for a copy', () => {
    expect(keepers({ restrictions: [restriction(one, ['store'])], openCopies: [other] })).toEqual([
      { reason: 'keep_restricted', source: one, covers: 'found_records', ...always },
      { reason: 'keep_open_request', source: other, covers: 'found_records', ...always },
    ])
  })

  test('all records of the place, where a hold names no case', () => {
    expect(keepers({ holds: [hold({ systems: ['store'] })] })).toEqual([
      { reason: 'keep_hold', source: ref, covers: 'collection', ...always },
    ])
  })

  test('those of its dates alone, where a hold names dates', () => {
    const dates = { from: asLocalDate('2026-01-01'), until: asLocalDate('2026-06-30') }
    expect(keepers({ holds: [hold(dates)] })).toEqual([
      { reason: 'keep_hold', source: ref, covers: 'collection', ...dates },
    ])
  })

  test('records of each person, once, where a hold names several cases', () => {
    const inForce = { holds: [hold({ references: [one, other] })] }
    expect(sources(inForce).map(({ subject }) => subject)).toEqual([one, other])
    expect(keepers(inForce)).toEqual([
      { reason: 'keep_hold', source: ref, covers: 'found_records', ...always },
    ])
  })

  test('for each reason of the same case by itself', () => {
    const found = keepers({ restrictions: [restriction(one, ['store'])], openCopies: [one] })
    expect(found.map(({ reason, source }) => [reason, source])).toEqual([
      ['keep_restricted', one],
      ['keep_open_request', one],
    ])
  })

  test('once, where two restrictions of a case reach the same place', () => {
    const both = [restriction(one, ['store']), restriction(one, [], ['user.content'])]
    expect(keepers({ restrictions: both })).toHaveLength(1)
  })

  test('what the law keeps, beside all others', () => {
    const found = keepersIn(receipts, sources({ openCopies: [one] }))
    expect(found.map(({ reason, covers }) => [reason, covers])).toEqual([
      ['keep_open_request', 'found_records'],
      ['keep_statutory', 'collection'],
    ])
  })

  test('nothing, when nothing is', () => {
    expect(keepers({})).toEqual([])
  })
})

test.each<readonly [what: string, scope: Partial<HoldScope>, isReached: boolean]>([
  ['no place at all', {}, true],
  ['its system', { systems: ['store'] }, true],
  ['another system', { systems: ['archive'] }, false],
  ['its collection', { categories: ['messages'] }, true],
  ['a category of its fields', { categories: ['user.content.private'] }, true],
  ['a wider category', { categories: ['user.content'] }, true],
  ['a category beside it', { categories: ['user.content.public'] }, false],
  ['a category that only begins alike', { categories: ['user.cont'] }, false],
  ['its system, and a category of others', { systems: ['store'], categories: ['user.financial'] }, false],
  ['everything by name', { systems: ['all'], categories: ['all'] }, true],
])('a hold that names %s', (_what, scope, isReached) => {
  expect(sources({ holds: [hold(scope)] }).map((source) => reaches(source, messages))).toEqual([isReached])
  expect(keepers({ holds: [hold(scope)] })).toHaveLength(isReached ? 1 : 0)
})

test.each([
  ['nobody can be found there', 'not_searchable', ['keep_restricted', 'keep_hold']],
  ['nothing is known to look for', 'no_identity', ['keep_restricted', 'keep_hold']],
  ['the store was away', 'away', keepReasons],
  ['the store was too slow', 'timeout', keepReasons],
  ['all were found', null, []],
])('what must be found before anything is deleted without a person, where %s', (_, unread, reasons) => {
  const found = keepReasons.filter((reason) =>
    mustBeFound({ reason, source: one, covers: 'found_records', unread, ...always }),
  )
  expect(found).toEqual(reasons)
})
