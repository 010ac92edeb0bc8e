import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { countJobs, listDeadJobs, reviveJob, spreadRetry } from '../../db/queue-view.js'
import { releaseSilent, releaseUnseen, saveBeat } from '../../db/workers.js'
import type { JobContext } from '../../handlers/jobs/job.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { tokens } from '../../src/chat/token.js'
import { makeLog } from '../../src/log.js'
import { makeMetrics } from '../../src/metrics.js'
import { localKeys } from '../../src/vault/local-keys.js'
import { vault } from '../../src/vault/envelope.js'
import { charts } from '../../src/charts/charts.js'
import { drain, startQueue } from '../../src/worker/queue.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const process1 = '00000000-0000-4000-8000-000000000001'
const process2 = '00000000-0000-4000-8000-000000000002'
const sealer = vault({ wrapper: localKeys(randomBytes(32)), blindIndexKey: randomBytes(32) })
const desk = {
  vault: sealer,
  privacyChannel: { platform: 'slack' as const, channel: 'C0PRIVACY' },
  noticeVersion: '2022-01-01',
  mirrors: [],
  onCall: { channels: [], userGroup: null },
  stores: null,
  sweep: { parts: 1, recordsPerSecond: null, retriesMs: [0, 0, 0] },
}
const context = () => ({
  db: fresh.db,
  clock: () => DateTime.fromISO('2026-03-05T10:00:00Z', { zone: 'utc' }),
  language: 'nb' as const,
  tokens: tokens(randomBytes(32)),
  metrics: makeMetrics(),
  log: makeLog('silent'),
  vault: sealer,
  desk,
  ports: {},
  charts,
  limits: unlimited,
  mail: null,
})
const add = (job: string, payload = {}) => transaction(fresh.db, (tx) => enqueue(tx, job, payload))
const jobs = async () => [
  ...(await fresh.sql`select attempts, locked_by, run_at > now() as later from graphile_worker._private_jobs`),
]
const account = { platform: 'slack', tenant: 'T0DESK', userId: 'U0KARI' }

describe('a worker that was killed', () => {
  const takenBy = async (worker: string) => {
    await add('purge-inbox', { day: '2026-03-05' })
    await fresh.sql`update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now(), attempts = 1`
  }
  const release = () => transaction(fresh.db, (tx) => releaseSilent(tx, 20))

  test('gives its jobs back once it was silent for long enough, and is forgotten', async () => {
    await takenBy('worker-dead')
    await transaction(fresh.db, (tx) => saveBeat(tx, process1, ['worker-dead']))
    await fresh.sql`update workers set seen_at = now() - interval '21 seconds'`
    expect(await release()).toBe(1)
    expect(await jobs()).toMatchObject([{ locked_by: null, attempts: 1 }])
    expect(await release()).toBe(0)

    await drain(fresh.url, context())

    expect(await jobs()).toEqual([])
  })

  test('before it was ever seen: its jobs are given back, those of the living are not', async () => {
    const unseen = () => transaction(fresh.db, (tx) => releaseUnseen(tx, 20))
    await takenBy('worker-unseen')
    await transaction(fresh.db, (tx) => saveBeat(tx, process2, ['worker-alive']))
    expect(await unseen()).toBe(0)
    await fresh.sql`update graphile_worker._private_jobs set locked_at = now() - interval '21 seconds'`
    expect(await unseen()).toBe(1)
    expect(await jobs()).toMatchObject([{ locked_by: null }])

    await takenBy('worker-alive')
    await fresh.sql`update graphile_worker._private_jobs set locked_at = now() - interval '21 seconds'`
    expect(await unseen()).toBe(0)
  })

  test('one that was seen lately keeps its jobs', async () => {
    await takenBy('worker-alive')
    await transaction(fresh.db, (tx) => saveBeat(tx, process2, ['worker-alive']))
    expect(await release()).toBe(0)
    expect(await jobs()).toMatchObject([{ locked_by: 'worker-alive' }])
  })
})

describe('a job that fails', () => {
  // The desk is not connected to a platform: asking about an account cannot work.
  const fail = async () => {
    await add('check-account', account)
    await drain(fresh.url, context())
  }

  test('is tried again later, at a time moved by chance', async () => {
    await fail()
    const row = async () =>
      (
        await fresh.sql<{ id: string; at: number }[]>`
          select id, extract(epoch from run_at)::float8 as at from graphile_worker._private_jobs`
      )[0]!
    await fresh.sql`update graphile_worker._private_jobs set run_at = now() + interval '1000 seconds'`
    const before = await row()
    await transaction(fresh.db, (tx) => spreadRetry(tx, before.id))
    const moved = (await row()).at - before.at
    expect(moved).not.toBe(0)
    expect(Math.abs(moved)).toBeLessThanOrEqual(501)
  })

  test('so often that it is given up is seen, with a code alone, and can be tried again', async () => {
    await fail()
    await fresh.sql`update graphile_worker._private_jobs set max_attempts = 2, run_at = now()`
    await drain(fresh.url, context())

    expect(await countJobs(fresh.db)).toEqual({ waiting: 0, dead: 1 })
    const [dead] = await listDeadJobs(fresh.db, 10)
    expect(dead).toMatchObject({ job: 'check-account', attempts: 2, lastError: 'Unavailable' })

    expect(await transaction(fresh.db, (tx) => reviveJob(tx, dead!.id))).toBe(true)
    expect(await countJobs(fresh.db)).toEqual({ waiting: 1, dead: 0 })
    expect(await transaction(fresh.db, (tx) => reviveJob(tx, dead!.id))).toBe(false)
    expect(await transaction(fresh.db, (tx) => reviveJob(tx, 'x'))).toBe(false)
  })
})

test('workers that all wait for a store hold up nothing that people are to be told', async () => {
  let letGo!: () => void
  const hanging = new Promise<readonly []>((done) => (letGo = () => done([])))
  let asked = 0
  const check = () => {
    asked += 1
    return hanging
  }
  const stores = { check } as unknown as NonNullable<JobContext['desk']['stores']>
  const queue = await startQueue(fresh.url, { ...context(), desk: { ...desk, stores } })
  for (let n = 0; n < 6; n++) await add('check-stores')
  await vi.waitFor(() => expect(asked).toBe(4), { timeout: 10_000 })
  await add('check-account', account)
  await vi.waitFor(
    async () => {
      const [row] =
        await fresh.sql`select last_error from graphile_worker.jobs where task_identifier = 'check-account'`
      expect(row).toEqual({ last_error: 'Unavailable' })
    },
    { timeout: 10_000 },
  )
  expect(asked).toBe(4)
  letGo()
  await queue.stop()
})

test('a running queue is known by its workers, works, and is forgotten when it stops', async () => {
  const queue = await startQueue(fresh.url, context())
  await vi.waitFor(async () => {
    const [row] = await fresh.sql`select jsonb_array_length(queue_ids) as workers from workers`
    expect(row).toEqual({ workers: 5 })
  })
  await add('purge-inbox', { day: '2026-03-05' })
  await vi.waitFor(async () => expect(await jobs()).toEqual([]), { timeout: 10_000 })
  await queue.stop()
  expect([...(await fresh.sql`select * from workers`)]).toEqual([])
})
