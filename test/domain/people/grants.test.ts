import { describe, expect, test } from 'vitest'
import {
  refusalToConfirm,
  refusalToRevoke,
  stateOfNewGrant,
  type Grant,
} from '../../../src/domain/people/grants.js'
import { kari, mona, per } from '../../support/case-builder.js'

const pending: Grant = { id: 'g1', person: kari.id, role: 'support', state: 'pending', proposedBy: mona.id }

describe('a new grant', () => {
  test.each([
    ['operator', 0, 'active'],
    ['operator', 1, 'active'],
    ['operator', 2, 'pending'],
    ['manager', 1, 'pending'],
    ['manager', 5, 'pending'],
  ] as const)('by %s with %i managers is %s', (by, managers, state) => {
    expect(stateOfNewGrant(by, managers)).toBe(state)
  })
})

describe('confirming', () => {
  test('another manager may', () => expect(refusalToConfirm(pending, per.id)).toBeNull())
  test('who proposed may not', () => expect(refusalToConfirm(pending, mona.id)?.code).toBe('E_FOUR_EYES'))
  test('who gets the role may not', () =>
    expect(refusalToConfirm(pending, kari.id)?.code).toBe('E_FOUR_EYES'))
  test.each(['active', 'revoked'] as const)('one that is %s waits no more', (state) => {
    expect(refusalToConfirm({ ...pending, state }, per.id)?.code).toBe('E_WRONG_STATE')
  })
})

describe('revoking', () => {
  const manager: Grant = { ...pending, role: 'manager', state: 'active' }
  test('the last manager stays', () => expect(refusalToRevoke(manager, 0)?.code).toBe('E_LAST_MANAGER'))
  test('one of two managers goes', () => expect(refusalToRevoke(manager, 1)).toBeNull())
  test('a pending manager goes', () =>
    expect(refusalToRevoke({ ...manager, state: 'pending' }, 0)).toBeNull())
  test('other roles go', () => expect(refusalToRevoke({ ...pending, state: 'active' }, 0)).toBeNull())
  test('what is revoked stays revoked', () => {
    expect(refusalToRevoke({ ...manager, state: 'revoked' }, 3)?.code).toBe('E_WRONG_STATE')
  })
})
