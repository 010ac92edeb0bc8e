import type { DateTime } from 'luxon'
import { transaction, type Database } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { listLeftErasures } from '../../db/erasures.js'
import { listDueMessages } from '../../db/outbox.js'
import { hasOldChecks } from '../../db/store-checks.js'
import { listDueSweeps, listWorkedOn } from '../../db/sweeps.js'
import { queueLeftParts } from '../../handlers/sweeps/queue-parts.js'
import { queueStart } from '../../handlers/sweeps/start.js'
import { sweepTime } from '../../handlers/sweeps/sweep-day.js'
import { takeRuns, untakenRuns } from '../../db/runs.js'
import type { RunJobName } from '../../handlers/jobs/index.js'
import { enqueueSending } from '../../handlers/messages/queue-message.js'
import type { Clock } from '../clock.js'
import { latestRunDay, type RunTime } from '../domain/time/schedule.js'

/** What the desk does by itself, and when, in Oslo. Each run is keyed by its kind and day. */
const runTimes: Readonly<Record<RunJobName, RunTime>> = {
  sweep: sweepTime,
  remind: { hour: 9, minute: 0, on: 'working_days' },
  digest: { hour: 9, minute: 0, on: 'working_days' },
  'check-accounts': { hour: 4, minute: 10, on: 'every_day' },
  'purge-inbox': { hour: 3, minute: 17, on: 'every_day' },
  'shred-erasure-ids': { hour: 3, minute: 40, on: 'every_day' },
  // A week of on call begins on Monday at 00:00; what changes in between queues its own look.
  'begin-on-call': { hour: 0, minute: 1, on: 'every_day' },
}

/**
 * Looks what is due by the clock and not taken yet, and puts a job in the queue for it. May be called at any time, as
 * often as one likes, by as many as like: of each kind the latest run is taken once, whatever was missed before it.
 */
export async function look(db: Database, clock: Clock): Promise<void> {
  const now = clock()
  const due = dueRuns(now)
  await queueDueMessages(db, now)
  await queueErasures(db)
  await queueStoreChecks(db, now)
  await queueSweeps(db, now)
  if ((await untakenRuns(db, due)).length === 0) return
  await transaction(db, async (tx) => {
    for (const { job, day } of await takeRuns(tx, due, now)) await enqueue(tx, job, { day })
  })
}

const dueRuns = (now: DateTime) =>
  Object.entries(runTimes).map(([job, time]) => ({ job: job as RunJobName, day: latestRunDay(time, now) }))

/** Lets every run that is due now pass by, as if it had been: for a desk that has nothing to look at yet. */
export const passBy = (db: Database, now: DateTime): Promise<void> =>
  transaction(db, async (tx) => void (await takeRuns(tx, dueRuns(now), now)))

/** Erasures that wait for something, and those whose worker was killed. */
async function queueErasures(db: Database): Promise<void> {
  for (const { searchId } of await listLeftErasures(db)) {
    await transaction(db, (tx) =>
      enqueue(tx, 'execute-plan', { searchId }, { jobKey: `execute-plan:${searchId}`, isEnough: true }),
    )
  }
}

/** Systems are checked every five minutes, and each minute while one of them fails. */
async function queueStoreChecks(db: Database, now: DateTime): Promise<void> {
  if (!(await hasOldChecks(db, now.minus({ minutes: 5 }), now.minus({ seconds: 50 })))) return
  await transaction(db, (tx) => enqueue(tx, 'check-stores', {}, { jobKey: 'check-stores', isEnough: true }))
}

/** A part of a sweep that nobody touched for so long was left by its worker, or waits for a stop to end. */
const leftAfterMinutes = 5

/** Sweeps whose time to start has come, and parts that were left lying. */
async function queueSweeps(db: Database, now: DateTime): Promise<void> {
  for (const id of await listDueSweeps(db, now)) await transaction(db, (tx) => queueStart(tx, id))
  for (const sweep of await listWorkedOn(db))
    await transaction(db, (tx) => queueLeftParts(tx, sweep, now.minus({ minutes: leftAfterMinutes })))
}

/** Messages whose hour has come; a second job for one is the same job. */
async function queueDueMessages(db: Database, now: DateTime): Promise<void> {
  for (const id of await listDueMessages(db, now)) {
    await transaction(db, (tx) => enqueueSending(tx, id))
  }
}
