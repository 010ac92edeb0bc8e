import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Collection } from '../../../src/domain/data-map/types.js'
import { systemActor } from '../../../src/domain/people/roles.js'
import type { SweptCollection } from '../../../src/domain/retention/judge.js'
import type { RetentionRuleId } from '../../../src/domain/retention/rules.js'
import { noOutcome } from '../../../src/domain/retention/summary.js'
import { sweepDeletion, type SweepDeletion } from '../../../src/domain/retention/sweep-deletion.js'
import { sweepId } from '../../../src/domain/retention/sweep-plan.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { mona } from '../../support/case-builder.js'
import { aCollection, aField, aMap } from '../../support/data-map.js'
import { sweepLine } from '../../support/gallery-sweep.js'

const day = asLocalDate('2026-11-23')
const planHash = `sha256:${'9f'.repeat(32)}`

interface Told {
  readonly rule?: RetentionRuleId
  readonly months?: number
  readonly collection?: Partial<Collection>
  readonly more?: Partial<SweepDeletion>
  readonly on?: string
}

function proof({ rule = 'RET-STD', months = 3, collection = {}, more = {}, on = day }: Told = {}) {
  const found = aCollection('store', 'messages', {
    fields: [aField('id', { isPrimaryKey: true }), aField('body', { categories: ['user.content'] })],
    retention: { rule, months, anchor: { source: 'field', field: 'processed_at' } },
    ...collection,
  }) as SweptCollection
  const [system] = aMap([found]).systems
  const oldest = { oldestAnchor: asLocalDate('2020-03-01'), oldestLastKept: asLocalDate('2020-06-01') }
  const kept = { keep_hold: 2, keep_exception: 1 }
  const of = sweepLine('store.messages', { scanned: 90, eligible: 13, kept, ...oldest }, { rule, months })
  return sweepDeletion({
    sweep: { id: sweepId(asLocalDate(on), 1), day: asLocalDate(on), planHash, approvedBy: mona.id },
    system: { ...system!, backups: [{ name: 'nightly', days: 30 }] },
    collection: found,
    line: of,
    outcome: { ...noOutcome, deleted: 10 },
    number: 317,
    at: DateTime.fromISO('2026-11-23T00:46:05Z'),
    ...more,
  })
}

test('the proof tells what, how many, where, by which rule and by whom, and holds nothing of the records', () => {
  expect(proof()).toMatchObject({
    type: 'deletion.recorded',
    reference: null,
    fields: {
      deletionId: 'DEL-2026-000317',
      trigger: 'retention',
      sweepId: 'SW-2026-11-23-01',
      ruleId: 'RET-STD',
      system: 'store',
      collection: 'messages',
      dataCategory: 'user.content',
      recordCount: 10,
      selectorKind: 'retention_rule',
      anchorRange: ['2020-03-01', '2026-08-22'],
      method: 'hard_delete',
      planHash,
      proposedBy: systemActor.id,
      approvedBy: mona.id,
      executedBy: systemActor.id,
      executedAt: '2026-11-23T00:46:05Z',
      verification: 'count=0',
      physicalPurgeBy: null,
      backupPurgeBy: '2026-12-23',
    },
  })
})

test('what was kept stands in it with its reason, and reasons that kept nothing do not', () => {
  const lines = proof().fields['kept'] as readonly string[]
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { category: 'store.messages', count: 2, reason: 'keep_hold', law: null, until: null },
    { category: 'store.messages', count: 1, reason: 'keep_exception', law: null, until: null },
  ])
})

describe('the trigger follows from the rule', () => {
  test.each([
    ['RET-STD', 'retention'],
    ['RET-LAW-PRIMARY', 'retention'],
    ['RET-CONS', 'consent_withdrawal'],
    ['RET-CONTR', 'contract_end'],
  ] as const)('%s: %s', (rule, trigger) => {
    expect(proof({ rule }).fields['trigger']).toBe(trigger)
  })
})

describe('the method follows from the store', () => {
  const tombstones = { graceDays: 10, compactionDays: 5 }
  test.each<readonly [method: string, collection: Partial<Collection>, physicalPurgeBy: string | null]>([
    ['hard_delete', {}, null],
    ['tombstone', { tombstones }, '2026-12-08'],
    ['overwrite', { erasure: { action: 'null', fields: ['body'] } }, null],
  ])('%s', (method, collection, physicalPurgeBy) => {
    expect(proof({ collection }).fields).toMatchObject({ method, physicalPurgeBy })
  })
})

describe('the days from which the periods ran', () => {
  test.each([
    ['RET-STD', 3, '2026-05-31', '2026-02-28'],
    ['RET-CONTR', 0, '2026-11-23', '2026-11-22'],
    ['RET-LAW-PRIMARY', 60, '2032-06-15', '2026-12-31'],
    ['RET-LAW-SECONDARY', 42, '2030-06-30', '2025-12-31'],
  ] as const)('%s of %i months on %s: none is later than %s', (rule, months, on, newest) => {
    expect(proof({ rule, months, on }).fields['anchorRange']).toEqual(['2020-03-01', newest])
  })
})

test('a collection without data categories is the system’s own, and nobody approved a sweep that ran by itself', () => {
  const sweep = { id: sweepId(day, 1), day, planHash, approvedBy: null }
  const { fields } = proof({ collection: { categories: [] }, more: { sweep } })
  expect(fields).toMatchObject({ dataCategory: 'system', approvedBy: null })
})
