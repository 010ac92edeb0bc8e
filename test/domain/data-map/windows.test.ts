import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { keptUntil } from '../../../src/domain/data-map/kept-until.js'
import { isKeyPersonal } from '../../../src/domain/data-map/personal-key.js'
import { purgeDates } from '../../../src/domain/data-map/windows.js'
import { aField } from '../../support/data-map.js'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

test('tombstones and backups have the days in Oslo by which they are gone', () => {
  const backups = [
    { name: 'snapshots', days: 27 },
    { name: 'soft delete', days: 7 },
  ]
  const tombstones = { graceDays: 10, compactionDays: 5 }
  expect(purgeDates({ backups }, { tombstones }, at('2026-11-23T23:30:00Z'))).toEqual({
    physicalPurgeBy: '2026-12-09',
    backups: [
      { name: 'snapshots', purgeBy: '2026-12-21' },
      { name: 'soft delete', purgeBy: '2026-12-01' },
    ],
    backupPurgeBy: '2026-12-21',
  })
  expect(purgeDates({ backups: [] }, { tombstones: null }, at('2026-11-23T00:00:00Z'))).toEqual({
    physicalPurgeBy: null,
    backups: [],
    backupPurgeBy: null,
  })
})

test.each([
  ['three months from the anchor, clamped', 'RET-STD', 3, '2026-11-30T12:00:00Z', '2027-02-28'],
  [
    'accounting documents count from the end of their year',
    'RET-LAW-PRIMARY',
    60,
    '2026-02-03T12:00:00Z',
    '2031-12-31',
  ],
  ['24 hours end with a day', 'RET-BOT-DRAFT', 0, '2026-11-22T17:00:00Z', '2026-11-23'],
  ['the year is that of Oslo', 'RET-LAW-PRIMARY', 60, '2026-12-31T23:30:00Z', '2032-12-31'],
] as const)('%s', (_, rule, months, anchorAt, last) => {
  const retention = { rule, months, anchor: { source: 'last_modified' } } as const
  expect(keptUntil({ retention }, at(anchorAt))).toBe(last)
})

test('a collection without a rule has no last day', () => {
  expect(keptUntil({ retention: null }, at('2026-01-01T00:00:00Z'))).toBeNull()
})

test.each([
  [
    'a number that the system gave',
    aField('id', { isPrimaryKey: true, categories: ['user.unique_id'] }),
    false,
  ],
  ['an e-mail address', aField('row', { isPrimaryKey: true, identity: 'email' }), true],
  ['a name', aField('row', { isPrimaryKey: true, categories: ['user.name'] }), true],
  ['an e-mail address beside the key', aField('email', { identity: 'email' }), false],
])('whether a key is personal: %s', (_, field, isPersonal) => {
  expect(isKeyPersonal({ fields: [field] })).toBe(isPersonal)
})
