import { schedule, type ScheduledTask } from 'node-cron'
import { transaction, type Database } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import type { JobName } from '../../handlers/jobs/index.js'
import { describeError, type Log } from '../log.js'

/** When the desk looks for work by itself. Zone: Europe/Oslo. Each job key makes one job of the ticks of all replicas. */
const ticks: readonly { readonly job: JobName; readonly cron: string }[] = [
  { job: 'purge-inbox', cron: '17 * * * *' },
]

/** Starts the ticks; each only puts a job in the queue. Gives what stops them. */
export function startSchedule(db: Database, log: Log): () => Promise<void> {
  const tasks: ScheduledTask[] = ticks.map(({ job, cron }) =>
    schedule(cron, () => tick(db, log, job), { timezone: 'Europe/Oslo', name: job }),
  )
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()))
  }
}

async function tick(db: Database, log: Log, job: JobName): Promise<void> {
  try {
    await transaction(db, (tx) => enqueue(tx, job, {}, { jobKey: job }))
  } catch (error) {
    log.warn({ job, err: describeError(error) }, 'tick could not enqueue')
  }
}
