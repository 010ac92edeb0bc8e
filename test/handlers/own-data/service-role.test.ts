import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../db/client.js'
import { migrate } from '../../../db/migrate.js'
import { rightsDesk } from '../../../src/domain/data-map/rights-desk.js'
import { give, openCase, passTo, start } from '../../support/acts.js'
import { collection, eraseAll, ownDataOf, ownWorld, scanAll, type OwnWorld } from '../../support/own-world.js'

const role = `app_${randomBytes(4).toString('hex')}`
const reference = 'RR-2026-0001'
let desk: OwnWorld
/** The database as the service's own role sees it: granted what `db/grants.ts` says, and no more. */
let db: Database
const store = () =>
  ownDataOf({ parts: { ...desk.parts, db } }, { slack: desk.slack.port, teams: desk.teams.port })

beforeAll(async () => {
  desk = await ownWorld('2026-03-05T09:00:00Z')
  const { database, world } = desk
  await openCase(world, 'U0KARI', { rights: ['erasure'] })
  await start(world, 'U0KARI', reference)
  await give(world, 'U0MONA', `details ${reference}`, { reason: 'a complaint' })
  await passTo(world, '2026-03-06T08:30:00Z')
  await give(world, 'U0KARI', `withdraw ${reference}`, { inWriting: true })
  await database.sql.unsafe(`create role ${role} login password 'made-up'`)
  await migrate(database.url, { appRole: role })
  db = openDatabase(Object.assign(new URL(database.url), { username: role, password: 'made-up' }).href)
  desk.moveTo('2029-03-07T00:15:00Z')
})
afterAll(async () => {
  await db.close()
  await desk.database.sql.unsafe(`drop owned by ${role}; drop role ${role}`)
  await desk.stop()
})

test('two workers at once, as the service’s role: each record goes once, and nothing fails', async () => {
  expect(await store().check()).toEqual({ kind: 'read', findings: [] })
  for (const { name } of rightsDesk.collections) {
    const ids = (await scanAll(store(), name)).records.map(({ id }) => id)
    const ends = await Promise.all([eraseAll(store(), name, ids), eraseAll(store(), name, ids)])
    expect([name, ends.flatMap(({ failed }) => failed)]).toEqual([name, []])
    expect([name, ends.flatMap(({ erased }) => erased).sort()]).toEqual([name, [...ids].sort()])
    expect([name, (await scanAll(store(), name)).records]).toEqual([name, []])
  }
  expect(await desk.database.sql`select 1 from cases`).toHaveLength(0)
})

test('a database that is away is unread, and what was to go is not done', async () => {
  const away = openDatabase('postgres://nobody@127.0.0.1:1/none')
  const gone = ownDataOf({ parts: { ...desk.parts, db: away } }, {})
  expect(await gone.check()).toMatchObject({ kind: 'unread', why: 'away' })
  expect(await gone.divide(collection('cases'), 4)).toMatchObject({ kind: 'unread', why: 'away' })
  expect(await eraseAll(gone, 'cases', [reference])).toMatchObject({
    failed: [{ id: reference, why: 'away' }],
    remaining: 'away',
  })
  await away.close()
})
