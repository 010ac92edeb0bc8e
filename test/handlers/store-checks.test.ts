import { afterEach, beforeEach, expect, test } from 'vitest'
import { findVerdicts } from '../../db/store-checks.js'
import { checkStores } from '../../handlers/erasure/check-stores.js'
import { openStores } from '../../src/connectors/index.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { connectionOf, nobody } from '../connectors/rigs/rig.js'
import { aCollection, aField, aMap } from '../support/data-map.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'

let world: DeskWorld
beforeEach(async () => {
  const at = (variable: string) =>
    connectionOf({ kind: 'postgres', url: { env: variable }, timeout_ms: 2000 })
  const fields = [aField('id', { isPrimaryKey: true }), aField('email')]
  const map = aMap(
    [
      aCollection('register', 'customers', { fields }),
      aCollection('archive', 'letters'),
      aCollection('mailbox', 'mails'),
    ],
    { register: at('REGISTER'), archive: at('AWAY') },
  )
  world = await deskWorld('2026-03-05T09:00:00Z', samplePeople, {
    stores: ({ url }) =>
      openStores(map, { REGISTER: url, AWAY: `postgres://somebody:a-password@${nobody}/none` }),
  })
})
afterEach(async () => {
  await world.parts.desk.stores!.close()
  await world.stop()
})

const check = () => checkStores(world.parts)
const verdicts = async () => Object.fromEntries(await findVerdicts(world.parts.db, ['register', 'archive']))
const makeTable = () => world.database.sql`create table customers (id text primary key, email text)`
const waiting = () => world.database.sql`
  select 1 from graphile_worker.jobs where task_identifier = 'check-stores' and run_at > now()`

test('what was last found of each store is kept for every process, from the first moment on', async () => {
  expect(await verdicts()).toEqual({ register: { state: 'unknown' }, archive: { state: 'unknown' } })
  await check()
  expect(await verdicts()).toEqual({
    register: { state: 'misfit' },
    archive: { state: 'unread', why: expect.stringMatching(/^(?:away|timeout)$/u) as string },
  })
  await makeTable()
  await check()
  expect((await verdicts())['register']).toEqual({ state: 'ready' })
})

test('each change is logged once, with codes only', async () => {
  await check()
  await check()
  await makeTable()
  await check()
  const said = world.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  const of = (system: string) => said.filter((line) => line['system'] === system)
  expect(of('register').map(({ failing }) => failing ?? 'ready')).toEqual(['misfit', 'ready'])
  expect(of('archive')).toHaveLength(1)
  expect(world.logged.join('')).not.toContain('a-password')
})

test('while one fails they are looked at again soon, by one job', async () => {
  await check()
  await check()
  expect(await waiting()).toHaveLength(1)
})
