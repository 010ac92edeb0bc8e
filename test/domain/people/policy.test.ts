import { describe, expect, test } from 'vitest'
import { actingRole, isAboutSelf, maySee, type Zone } from '../../../src/domain/people/policy.js'
import type { Actor } from '../../../src/domain/people/roles.js'
import { anne, dag, eva, kari, mona } from '../../support/case-builder.js'

const own = { isHandler: true, isSubject: false }
const other = { isHandler: false, isSubject: false }
const nobody: Actor = { ...kari, roles: [] }

describe('§5.7: who may see what', () => {
  test.each([
    ['support', kari, 'Z1', other, 'yes'],
    ['support', kari, 'Z2', own, 'yes'],
    ['support', kari, 'Z2', other, 'no'],
    ['support', kari, 'Z3', own, 'yes'],
    ['support', kari, 'Z3', other, 'no'],
    ['manager', mona, 'Z2', own, 'yes'],
    ['manager', mona, 'Z2', other, 'with_reason'],
    ['manager', mona, 'Z3', other, 'with_reason'],
    ['engineer', eva, 'Z1', other, 'yes'],
    ['engineer', eva, 'Z2', own, 'no'],
    ['engineer', eva, 'Z3', own, 'no'],
    ['dpo', dag, 'Z2', other, 'with_reason'],
    ['dpo', dag, 'Z3', other, 'no'],
    ['auditor', anne, 'Z1', other, 'yes'],
    ['auditor', anne, 'Z2', other, 'no'],
    ['no role', nobody, 'Z0', other, 'yes'],
    ['no role', nobody, 'Z1', own, 'no'],
  ] as const)('%s, %#: zone %3$s', (_role, actor, zone: Zone, stands, sees) => {
    expect(maySee(actor, zone, stands)).toBe(sees)
  })

  test('the best of several roles counts', () => {
    expect(maySee({ ...eva, roles: ['engineer', 'dpo'] }, 'Z2', other)).toBe('with_reason')
  })

  test.each(['Z1', 'Z2', 'Z3'] as const)('nobody sees %s of a case about themselves', (zone) => {
    const all: Actor = { ...mona, roles: ['support', 'manager', 'dpo'] }
    expect(maySee(all, zone, { isHandler: true, isSubject: true })).toBe('no')
  })
})

test('a person acts in the first allowed role they have', () => {
  expect(actingRole({ ...kari, roles: ['dpo', 'manager'] }, ['support', 'manager'])).toBe('manager')
  expect(actingRole(dag, ['support', 'manager'])).toBeNull()
})

test('a case is about oneself only when it says so', () => {
  expect(isAboutSelf({ subjectPerson: kari.id }, kari)).toBe(true)
  expect(isAboutSelf({ subjectPerson: null }, kari)).toBe(false)
})
