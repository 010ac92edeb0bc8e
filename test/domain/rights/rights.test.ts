import { expect, test } from 'vitest'
import type { RightType } from '../../../src/domain/rights/rights.js'
import { isOutcomePossible, outcomes, rightTable, rightTypes } from '../../../src/domain/rights/rights.js'

const where = (test: (right: RightType) => boolean) => rightTypes.filter(test)

test('the recipients are told of rectification, erasure and restriction (Art. 19)', () => {
  expect(where((right) => rightTable[right].notifiesRecipients === true)).toEqual([
    'rectification',
    'erasure',
    'restriction',
  ])
  expect(where((right) => rightTable[right].notifiesRecipients === 'when_deleted')).toEqual([
    'objection',
    'consent_withdrawal',
  ])
})

test('only for erasure is the second person on every plan beyond configuration', () => {
  expect(where((right) => rightTable[right].needsSecondPerson === 'hard')).toEqual(['erasure'])
})

test('a stop of marketing or of consent is never refused, never put off, never waits for identity', () => {
  const stops = where((right) => rightTable[right].stopsBeforeIdentity)
  expect(stops).toEqual(['objection_direct_marketing', 'consent_withdrawal'])
  expect(stops.some((right) => rightTable[right].isExtendable)).toBe(false)
  expect(where((right) => !isOutcomePossible(right, 'refused'))).toEqual(stops)
})

test.each(['redirected_to_controller', 'withdrawn_by_requester', 'merged', 'not_a_rights_request'] as const)(
  'a case about any right can end as %s',
  (outcome) => {
    expect(where((right) => isOutcomePossible(right, outcome))).toEqual(rightTypes)
  },
)

test('an erasure can end in every way, a request about automated decisions not in part', () => {
  expect(outcomes.filter((outcome) => !isOutcomePossible('erasure', outcome))).toEqual([])
  expect(isOutcomePossible('automated_decision', 'partially_fulfilled')).toBe(false)
})
