import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../db/migrate.js'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'
import { findBinaries, reachableFolder, runBinary } from '../../src/local/postgres-binaries.js'
import { freshDatabase } from '../support/postgres.js'
import { overdueDesk } from './reminder-desks.js'

const managers = ['U0MONA', 'U0PER'] as const
const patient = { timeout: 60_000, interval: 100 } as const

/** How far the run of the reminders and the messages are: states with their counts. */
async function progress(sql: Sql) {
  const count = async (table: 'reminders' | 'outbox') =>
    Object.fromEntries(
      (await sql`select state, count(*)::int as n from ${sql(table)} group by state`).map(({ state, n }) => [
        state as string,
        n as number,
      ]),
    )
  const [run] =
    await sql`select count(*)::int as n from runs where job = 'remind' and finished_at is not null`
  return { finished: run!['n'] as number, reminders: await count('reminders'), outbox: await count('outbox') }
}

/** Every reminder there is has been told, to each of the two managers, and nothing else waits. */
const allTold = (cases: number) => ({ finished: 1, reminders: { told: 2 * cases }, outbox: { sent: 3 } })

test('three replicas remind each manager once, and post one digest', async () => {
  const database = await freshDatabase()
  const desk = await overdueDesk(database.url, 20)
  onTestFinished(async () => {
    await desk.stop()
    await database.drop()
  })
  await Promise.all([desk.start(), desk.start(), desk.start()])
  await expect.poll(() => progress(database.sql), patient).toEqual(allTold(20))

  expect(managers.map(desk.direct)).toEqual([1, 1])
  expect(desk.posted()).toBe(1)
  const [events] = await database.sql`select count(*)::int as n from events where type = 'reminder.sent'`
  expect(events!['n']).toBe(40)
  expect(desk.cloud.state.complaints).toEqual([])
}, 120_000)

test('a desk that is killed between taking a message and sending it: another one sends it, once', async () => {
  const database = await freshDatabase()
  const desk = await overdueDesk(database.url, 3)
  onTestFinished(async () => {
    await desk.stop()
    await database.drop()
  })
  desk.cloud.fail('chat.postMessage', { kind: 'hang' })
  const first = await desk.start()
  const sending = async () => (await progress(database.sql)).outbox
  await expect.poll(sending, patient).toEqual({ sending: 1, sent: 2 })
  await first.stop('SIGKILL')
  await desk.start()
  await expect.poll(() => progress(database.sql), patient).toEqual(allTold(3))

  expect([...managers.map(desk.direct), desk.posted()]).toEqual([1, 1, 1])
}, 180_000)

test('Postgres is restarted in the middle of the run: it goes on, and nobody is told twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-restart-'))
  const server = await startEmbeddedPostgres({ dataDir: folder, unsafeFast: true })
  await migrate(server.url)
  const cases = 700
  const desk = await overdueDesk(server.url, cases)
  const connect = () => postgres(server.url, { max: 1, onnotice: () => undefined })
  const before = connect()
  const after = connect()
  onTestFinished(async () => {
    await desk.stop()
    await Promise.all([before.end({ timeout: 1 }), after.end({ timeout: 1 })])
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const waiting = async () => (await progress(before)).reminders['waiting'] ?? 0
  await desk.start()
  await expect.poll(waiting, { ...patient, interval: 5 }).toBeGreaterThan(0)
  const cluster = join(await reachableFolder(folder), 'cluster')
  await runBinary(await findBinaries(), 'pg_ctl', [
    'restart',
    '-D',
    cluster,
    // Without a log of its own the new server would hold our pipe open, and the end of pg_ctl would not be seen.
    '-l',
    join(cluster, 'server.log'),
    '-m',
    'fast',
    '-w',
  ])
  // The driver never answers on a connection that was cut while it was idle: this one connects only now.
  await expect.poll(() => progress(after), patient).toEqual(allTold(cases))

  expect([...managers.map(desk.direct), desk.posted()]).toEqual([1, 1, 1])
}, 180_000)
