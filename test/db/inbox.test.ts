import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction, type Tx } from '../../db/client.js'
import { arrive, purgeInbox, saveOutcome } from '../../db/inbox.js'
import { saveAccount } from '../../db/people.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { noon, person } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const takeOnce = async (tx: Tx, key: string) => (await arrive(tx, key, 'slack', 'T0', 'U0NOBODY')).taken
const take = (key: string) => transaction(fresh.db, (tx) => takeOnce(tx, key))
const outcome = { kind: 'done', reference: 'RR-2026-0001' }

test('the first delivery is first, the second gets the outcome', async () => {
  const first = await transaction(fresh.db, async (tx) => {
    const taken = await takeOnce(tx, 'k1')
    await saveOutcome(tx, 'k1', outcome)
    return taken
  })
  expect(first).toEqual({ first: true })
  expect(await take('k1')).toEqual({ first: false, outcome })
})

test('of twenty deliveries at once one is first, and the others get its outcome', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, () =>
      transaction(fresh.db, async (tx) => {
        const taken = await takeOnce(tx, 'k2')
        if (taken.first) await saveOutcome(tx, 'k2', outcome)
        return taken
      }),
    ),
  )
  expect(all.filter((taken) => taken.first)).toHaveLength(1)
  expect(all.filter((taken) => !taken.first && taken.outcome !== null)).toHaveLength(19)
})

test('a delivery whose transaction failed does not count', async () => {
  await transaction(fresh.db, async (tx) => {
    await takeOnce(tx, 'k3')
    throw new Error('given up')
  }).catch(() => undefined)
  expect(await take('k3')).toEqual({ first: true })
})

describe('arrive', () => {
  test('brings the actor, and the outcome the second time', async () => {
    const id = await transaction(fresh.db, (tx) =>
      saveAccount(
        tx,
        { platform: 'teams', tenant: 'T', userId: 'U' },
        { kind: 'member', locale: 'nb' },
        person(),
      ),
    )
    const actor = { person: id, roles: [], language: null, locale: 'nb' }
    const come = () => arrive(fresh.db, 'k4', 'teams', 'T', 'U')
    expect(await come()).toEqual({ taken: { first: true }, actor })
    await transaction(fresh.db, (tx) => saveOutcome(tx, 'k4', outcome))
    expect(await come()).toEqual({ taken: { first: false, outcome }, actor })
  })

  test('an unknown account is taken without an actor', async () => {
    expect(await arrive(fresh.db, 'k5', 'slack', 'T', 'U')).toEqual({ taken: { first: true }, actor: null })
  })
})

test('only what is older is forgotten', async () => {
  await take('k6')
  await fresh.sql`update inbox set written_at = '2020-01-01' where key = 'k6'`
  expect(await purgeInbox(fresh.db, noon.set({ year: 2021 }))).toBe(1)
  expect(await take('k6')).toEqual({ first: true })
})
