import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/client.js'
import {
  accountsOf,
  findActor,
  personByEmailIndex,
  saveAccount,
  saveLanguage,
  updateAccount,
} from '../../db/people.js'
import {
  confirmGrant,
  countActive,
  listGrants,
  lockGrant,
  proposeGrant,
  revokeGrant,
} from '../../db/role-grants.js'
import type { GrantableRole, PersonId } from '../../src/domain/people/roles.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, person } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const key = (userId: string) => ({ platform: 'slack', tenant: 'T1', userId }) as const
const actor = (userId: string) => findActor(fresh.db, 'slack', 'T1', userId)
const by = { by: kari, at: noon }

const join = (userId: string, kind: 'member' | 'guest' | 'deactivated' = 'member') =>
  transaction(fresh.db, (tx) => saveAccount(tx, key(userId), { kind }, person()))

async function grant(to: PersonId, role: GrantableRole): Promise<string> {
  const id = randomUUID()
  await transaction(fresh.db, async (tx) => {
    await proposeGrant(tx, { id, person: to, role, ...by })
    await confirmGrant(tx, id, { by: person(), at: noon })
  })
  return id
}

describe('who acts', () => {
  test('an unknown account is nobody', async () => {
    expect(await actor('U-unknown')).toBeNull()
  })

  test('an account without roles is a person without roles', async () => {
    const id = await join('U-plain')
    expect(await actor('U-plain')).toEqual({ person: id, roles: [], language: null, locale: null })
  })

  test('a role counts from its confirmation to its revocation', async () => {
    const id = await join('U-role')
    const grantId = randomUUID()
    const roles = async () => (await actor('U-role'))?.roles
    await transaction(fresh.db, (tx) => proposeGrant(tx, { id: grantId, person: id, role: 'manager', ...by }))
    expect(await roles()).toEqual([])
    await transaction(fresh.db, (tx) => confirmGrant(tx, grantId, by))
    expect(await roles()).toEqual(['manager'])
    await transaction(fresh.db, (tx) => revokeGrant(tx, grantId, by))
    expect(await roles()).toEqual([])
  })

  test.each(['guest', 'deactivated'] as const)(
    'an account that becomes %s loses its roles, and gets them back',
    async (kind) => {
      const name = `U-${kind}`
      await grant(await join(name), 'support')
      await transaction(fresh.db, (tx) => updateAccount(tx, key(name), { kind }))
      expect((await actor(name))?.roles).toEqual([])
      await transaction(fresh.db, (tx) => updateAccount(tx, key(name), { kind: 'member' }))
      expect((await actor(name))?.roles).toEqual(['support'])
    },
  )
})

describe('accounts', () => {
  test('what is not given stays as it was', async () => {
    const facts = { kind: 'member', locale: 'nb-NO', emailIndex: 'abc', checkedAt: noon } as const
    const id = await transaction(fresh.db, (tx) => saveAccount(tx, key('U-kept'), facts, person()))
    await transaction(fresh.db, (tx) => saveLanguage(tx, id, 'en'))
    expect(await join('U-kept', 'guest')).toBe(id)
    expect(await accountsOf(fresh.db, [id])).toEqual([
      { ...key('U-kept'), person: id, kind: 'guest', locale: 'nb-NO', checkedAt: noon },
    ])
    expect(await actor('U-kept')).toEqual({ person: id, roles: [], language: 'en', locale: 'nb-NO' })
    expect(await personByEmailIndex(fresh.db, 'abc')).toBe(id)
    expect(await personByEmailIndex(fresh.db, 'abd')).toBeNull()
  })

  test('ten first arrivals at once of one account are one person', async () => {
    const [before] = await fresh.sql`select count(*)::int as n from people`
    const found = await Promise.all(Array.from({ length: 10 }, () => join('U-new')))
    expect(new Set(found).size).toBe(1)
    const [after] = await fresh.sql`select count(*)::int as n from people`
    expect(after!['n'] - before!['n']).toBe(1)
  })

  test('an unknown account is not updated', async () => {
    expect(await transaction(fresh.db, (tx) => updateAccount(tx, key('U-none'), { kind: 'guest' }))).toBe(
      false,
    )
  })
})

describe('grants', () => {
  test('a role that is proposed or held is not proposed again; after its end it can be', async () => {
    const id = await join('U-twice')
    const propose = () =>
      transaction(fresh.db, (tx) =>
        proposeGrant(tx, { id: randomUUID(), person: id, role: 'auditor', ...by }),
      )
    const first = await propose()
    expect(first).toMatchObject({
      person: id,
      role: 'auditor',
      state: 'pending',
      proposedBy: kari,
      proposedAt: noon,
    })
    expect(await propose()).toBeNull()
    await transaction(fresh.db, (tx) => revokeGrant(tx, first!.id, by))
    expect(await propose()).not.toBeNull()
  })

  test('a grant is confirmed once and revoked once', async () => {
    const id = await grant(await join('U-once'), 'dpo')
    const confirm = () => transaction(fresh.db, (tx) => confirmGrant(tx, id, by))
    const revoke = () => transaction(fresh.db, (tx) => revokeGrant(tx, id, by))
    expect(await confirm()).toBeNull()
    expect((await revoke())?.state).toBe('revoked')
    expect(await revoke()).toBeNull()
    expect((await transaction(fresh.db, (tx) => lockGrant(tx, id)))?.revokedBy).toBe(kari)
    expect((await listGrants(fresh.db, 'revoked')).map((one) => one.id)).toContain(id)
  })

  test('only people with a member account count', async () => {
    const count = () => transaction(fresh.db, (tx) => countActive(tx, 'engineer'))
    await grant(await join('U-engineer'), 'engineer')
    await grant(await join('U-engineer-gone', 'deactivated'), 'engineer')
    expect(await count()).toBe(1)
  })
})
