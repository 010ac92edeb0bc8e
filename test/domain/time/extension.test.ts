import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { extensionReasons } from '../../../src/domain/case/types.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { deadlines } from '../../../src/domain/time/deadlines.js'
import {
  forbiddenExtensionReasons,
  isExtensionDate,
  isExtensionReason,
  latestExtension,
  mayExtendRight,
} from '../../../src/domain/time/extension.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

test.each(vectors.deadline)('$id: the latest extension is three months from receipt', (vector) => {
  expect(latestExtension(DateTime.fromISO(vector.receivedAt))).toBe(vector.extendedDue)
})

test('the reasons of Art. 12(3) are allowed, those of C3 are not', () => {
  expect(extensionReasons.every(isExtensionReason)).toBe(true)
  expect(forbiddenExtensionReasons.some(isExtensionReason)).toBe(false)
})

test('a stop cannot be put off', () => {
  expect(rightTypes.filter((right) => !mayExtendRight(right))).toEqual([
    'objection_direct_marketing',
    'consent_withdrawal',
  ])
})

test.each([
  ['2026-07-01', false],
  ['2026-07-02', true],
  ['2026-09-01', true],
  ['2026-09-02', false],
])('a request of 1 June may be extended to %s: %s', (newDue, isAllowed) => {
  const dates = deadlines(DateTime.fromISO('2026-06-01T09:00:00+02:00'))
  expect(isExtensionDate(asLocalDate(newDue), dates)).toBe(isAllowed)
})
