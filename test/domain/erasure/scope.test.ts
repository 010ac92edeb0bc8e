import { expect, test } from 'vitest'
import { planHash } from '../../../src/domain/case/plan.js'
import { recipientsOf, type ErasureScope, type Finding } from '../../../src/domain/erasure/scope.js'
import type { Collection, DataMap, Recipient } from '../../../src/domain/data-map/types.js'
import { granted } from '../../support/case-builder.js'
import { aCollection, aMap } from '../../support/data-map.js'

const drift: Recipient = {
  name: 'Eksempel Drift AS',
  role: 'processor',
  contact: 'privacy@drift.example.org',
}
const customer: Recipient = { name: 'Receiving systems', role: 'customer', contact: null }
const people = aCollection('register', 'people')
const invoices = aCollection('ledger', 'invoices', {
  erasure: { action: 'keep', ground: 'erasure_exc_b', law: 'bokføringsloven § 13' },
})
const map: DataMap = {
  ...aMap([people, invoices]),
  systems: aMap([people, invoices]).systems.map((system) => ({ ...system, recipients: [drift, customer] })),
}
const found = (collection: Collection, count: number, unread: string | null = null): Finding => ({
  collection,
  count,
  keptUntil: null,
  unread,
})

test.each([
  ['records that go', found(people, 2), 2],
  ['nothing there', found(people, 0), 0],
  ['people look by hand, so something may go', found(people, 0, 'not_searchable'), 2],
  ['records that stay', found(invoices, 3), 0],
])('recipients of a system, %s', (_name, finding, count) => {
  expect(recipientsOf(map, [finding])).toHaveLength(count)
})

test('each comes with its system, and a map that names none gives none', () => {
  expect(recipientsOf(map, [found(people, 1)])[0]).toEqual({ system: 'register', ...drift })
  expect(recipientsOf(aMap([people]), [found(people, 1)])).toEqual([])
})

test('who is told is part of what is approved; a plan without them has the hash it always had', () => {
  const scope: ErasureScope = { searchId: 's', mapHash: 'm', records: 'r', backups: [] }
  const hash = (recipients?: ErasureScope['recipients']) =>
    planHash({
      items: [granted('erasure')],
      lines: [],
      scope: { ...scope, ...(recipients ? { recipients } : {}) },
    })
  const one = { system: 'register', ...drift }
  const two = { system: 'register', ...customer }
  expect(hash([])).toBe(hash())
  expect(hash([one, two])).toBe(hash([two, one]))
  expect(new Set([hash(), hash([one]), hash([{ ...one, contact: null }]), hash([one, two])]).size).toBe(4)
})
