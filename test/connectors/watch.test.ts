import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStores } from '../../src/connectors/index.js'
import type { Stores } from '../../src/connectors/store.js'
import { watchStores, type Watch } from '../../src/connectors/watch.js'
import { makeLog } from '../../src/log.js'
import { aCollection, aField, aMap } from '../support/data-map.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { connectionOf, nobody } from './rigs/rig.js'

let base: FreshDatabase
let stores: Stores
let watch: Watch
let logged: string[]
beforeEach(async () => {
  base = await freshDatabase()
  logged = []
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
  stores = openStores(map, { REGISTER: base.url, AWAY: `postgres://somebody:a-password@${nobody}/none` })
  const log = makeLog('info', { write: (line) => void logged.push(line) })
  watch = watchStores(stores, log, { wellMs: 10, illMs: 10 })
})
afterEach(async () => {
  await watch.stop()
  await stores.close()
  await base.drop()
})

const verdicts = () => Object.fromEntries(watch.verdicts())

test('what was last found of each store is kept, from the first moment on', async () => {
  expect(verdicts()).toEqual({ register: { state: 'unknown' }, archive: { state: 'unknown' } })
  await vi.waitFor(() =>
    expect(verdicts()).toEqual({
      register: { state: 'misfit' },
      archive: { state: 'unread', why: expect.stringMatching(/^(?:away|timeout)$/u) },
    }),
  )
  await base.sql`create table customers (id text primary key, email text)`
  await vi.waitFor(() => expect(verdicts()['register']).toEqual({ state: 'ready' }))
})

test('each change is logged once, with codes only', async () => {
  await vi.waitFor(() => expect(verdicts()['archive']?.state).toBe('unread'))
  await base.sql`create table customers (id text primary key, email text)`
  await vi.waitFor(() => expect(verdicts()['register']).toEqual({ state: 'ready' }))
  const said = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(said.filter(({ system }) => system === 'register').map(({ state }) => state)).toEqual([
    'misfit',
    'ready',
  ])
  expect(said.filter(({ system }) => system === 'archive')).toHaveLength(1)
  expect(logged.join('')).not.toContain('a-password')
})

test('it stops in the middle of a check, and may be stopped again', async () => {
  await watch.stop()
  await watch.stop()
  expect(verdicts()['register']).toEqual({ state: 'unknown' })
})
