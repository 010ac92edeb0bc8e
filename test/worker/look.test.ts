import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DateTime } from 'luxon'
import { finishRun, lastFinishedRun } from '../../db/runs.js'
import { openDatabase } from '../../db/client.js'
import { transaction } from '../../db/client.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { look, passBy } from '../../src/worker/look.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const at = (text: string) => () => DateTime.fromISO(text, { zone: 'utc' })
/** The runs that were queued, as `job day`. */
const queued = async () =>
  (
    await fresh.sql<{ line: string }[]>`
      select t.identifier || ' ' || (payload->>'day') as line from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where payload->>'day' is not null order by 1`
  ).map(({ line }) => line)
const purges = async () => (await queued()).filter((line) => line.startsWith('purge-inbox'))

describe('looking what is due', () => {
  test('many looks of many replicas queue each run once', async () => {
    const replicas = Array.from({ length: 3 }, () => openDatabase(fresh.url, { max: 4 }))
    const looks = replicas.flatMap((db) =>
      Array.from({ length: 4 }, () => look(db, at('2026-03-05T10:00:00Z'))),
    )
    await Promise.all(looks)
    await Promise.all(replicas.map((db) => db.close()))

    const all = await queued()
    expect(new Set(all).size).toBe(all.length)
    expect(await purges()).toEqual(['purge-inbox 2026-03-05'])
  })

  test('what was let pass by is not queued, what is due after it is', async () => {
    await passBy(fresh.db, at('2026-03-05T10:00:00Z')())
    await look(fresh.db, at('2026-03-05T10:00:00Z'))
    expect(await queued()).toEqual([])
    await look(fresh.db, at('2026-03-06T10:00:00Z'))
    expect(await queued()).toContain('digest 2026-03-06')
  })

  test('after a downtime of weeks it queues the latest run of each kind only', async () => {
    await look(fresh.db, at('2026-03-05T10:00:00Z'))
    await look(fresh.db, at('2026-03-27T10:00:00Z'))
    expect(await purges()).toEqual(['purge-inbox 2026-03-05', 'purge-inbox 2026-03-27'])
  })

  test('a clock that went back takes nothing twice', async () => {
    await look(fresh.db, at('2026-03-05T10:00:00Z'))
    await look(fresh.db, at('2026-03-05T02:30:00Z'))
    await look(fresh.db, at('2026-03-05T11:00:00Z'))
    expect((await purges()).filter((line) => line.endsWith('03-05'))).toHaveLength(1)
  })
})

test.each([
  ['on which an hour is missing', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['on which an hour comes twice', '2026-10-24T22:00:00Z', '2026-10-25'],
])('a day %s has each of its runs once', async (_, midnight, day) => {
  for (let at = Date.parse(midnight); at < Date.parse(`${day}T23:30:00Z`); at += 900_000)
    await look(fresh.db, () => DateTime.fromMillis(at, { zone: 'utc' }))
  const ofDay = (await queued()).filter((line) => line.endsWith(day))
  expect(new Set(ofDay).size).toBe(ofDay.length)
  expect(ofDay).toEqual(expect.arrayContaining([`purge-inbox ${day}`, `check-accounts ${day}`]))
  // A Sunday: nobody is reminded.
  expect(ofDay).not.toContain(`remind ${day}`)
})

test('the last finished run before a day leaves out those that never ended', async () => {
  const run = (day: string) => ({ job: 'purge-inbox', day: asLocalDate(day) })
  for (const day of ['2026-03-04', '2026-03-05', '2026-03-06']) {
    await look(fresh.db, at(`${day}T10:00:00Z`))
  }
  expect(await lastFinishedRun(fresh.db, run('2026-03-06'))).toBeNull()
  await transaction(fresh.db, (tx) => finishRun(tx, run('2026-03-04'), at('2026-03-04T10:00:00Z')()))
  expect(await lastFinishedRun(fresh.db, run('2026-03-06'))).toBe('2026-03-04')
})
