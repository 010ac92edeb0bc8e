import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, rm } from 'node:fs/promises'
import postgres, { type Sql } from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openDatabase, transaction, type Database } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { appendEvents } from '../../db/events.js'
import { migrate, pendingMigrations } from '../../db/migrate.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, openCase } from './sample-case.js'

const { url: serverUrl } = inject('postgres')
const quiet = { max: 1, onnotice: () => undefined }
const at = (name: string, more: Partial<URL> = {}) =>
  Object.assign(new URL(serverUrl), { pathname: `/${name}`, ...more }).href

describe('an empty database', () => {
  const name = `m_${randomBytes(6).toString('hex')}`
  let server: Sql
  let db: Database
  beforeEach(async () => {
    server = postgres(serverUrl, quiet)
    await server`create database ${server(name)}`
    db = openDatabase(at(name))
  })
  afterEach(async () => {
    await db.close()
    await server`drop database ${server(name)} with (force)`
    await server.end()
  })

  test('lacks everything, and nothing after three migrations at once and a fourth', async () => {
    expect(await pendingMigrations(db)).toBeGreaterThan(2)
    await Promise.all([migrate(at(name)), migrate(at(name)), migrate(at(name))])
    await migrate(at(name))
    expect(await pendingMigrations(db)).toBe(0)
  })
})

test('the migrations make the schema that the code has: nothing is left to generate', async () => {
  const out = `node_modules/.cache/migrations-${process.pid}`
  await cp('db/migrations', out, { recursive: true })
  const args = ['generate', '--dialect', 'postgresql', '--schema', './db/schema/*.ts', '--out', out]
  const said = execFileSync('node_modules/.bin/drizzle-kit', args, { encoding: 'utf8', stdio: 'pipe' })
  await rm(out, { recursive: true })
  expect(said).toContain('No schema changes')
})

describe('the role of the service', () => {
  const role = `app_${randomBytes(6).toString('hex')}`
  let fresh: FreshDatabase
  let db: Database
  let sql: Sql
  beforeAll(async () => {
    fresh = await freshDatabase()
    await fresh.sql.unsafe(`create role ${role} login password 'only-for-this-test'`)
    await migrate(fresh.url, { appRole: role })
    await migrate(fresh.url, { appRole: role })
    const url = Object.assign(new URL(fresh.url), { username: role, password: 'only-for-this-test' }).href
    db = openDatabase(url)
    sql = postgres(url, quiet)
  })
  afterAll(async () => {
    await Promise.all([db.close(), sql.end()])
    await fresh.sql.unsafe(`drop owned by ${role}; drop role ${role}`)
    await fresh.drop()
  })

  test('does its work: opens a case, appends an event, adds and sees a job, knows what is pending', async () => {
    await transaction(db, async (tx) => {
      const { reference } = await openCase(tx)
      const draft = { type: 'request.received', reference, fields: { version: 1 } } as const
      await appendEvents(tx, [draft], { actor: kari, role: 'support', at: noon })
      await enqueue(tx, 'send-card', { reference })
    })
    expect(await sql`select * from graphile_worker.jobs`).toHaveLength(1)
    expect(await pendingMigrations(db)).toBe(0)
  })

  test.each([
    ['update an event', `update events set role = 'manager'`],
    ['delete an event', 'delete from events'],
    ['truncate the events', 'truncate events'],
    ['switch off the trigger', 'alter table events disable trigger events_append_only'],
    ['switch triggers off for its session', 'set session_replication_role = replica'],
    ['make a table', 'create table mine (a int)'],
    ['drop a table', 'drop table inbox'],
    ['truncate a table', 'truncate inbox'],
    ['forget a used reference', 'delete from reference_counters'],
    ['rewrite the record of migrations', 'delete from drizzle.__drizzle_migrations'],
  ])('may not %s', async (_, statement) => {
    await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
  })

  test('a role that does not exist is not made', async () => {
    await expect(migrate(fresh.url, { appRole: 'nobody_knows' })).rejects.toMatchObject({ code: '42704' })
  })
})
