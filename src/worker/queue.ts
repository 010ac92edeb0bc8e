import { setTimeout as delay } from 'node:timers/promises'
import { runOnce } from 'graphile-worker'
import { transaction } from '../../db/client.js'
import { releaseWorkers } from '../../db/workers.js'
import { jobs, messageJobs } from '../../handlers/jobs/index.js'
import type { JobContext } from '../../handlers/jobs/job.js'
import { describeError } from '../log.js'
import { startHeartbeat } from './heartbeat.js'
import { poolOptions, startPool, type Pool } from './pool.js'

export interface Queue {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>
}

const restMs = 1_000

/**
 * Starts working off the jobs of a database. When a worker is lost, as by a restart of the database, all are started
 * anew, and what they still held is given back. `url` is a connection string of its own, for LISTEN.
 */
export async function startQueue(url: string, context: JobContext, concurrency = 4): Promise<Queue> {
  const { db, log } = context
  let isStopping = false
  let renewing: Promise<void> | null = null
  const onLost = () => {
    if (!isStopping) renewing ??= renew().finally(() => (renewing = null))
  }
  const start = async (): Promise<Pool> => {
    const all = await startPool(url, context, { concurrency, tasks: jobs }, onLost)
    try {
      // However many of them wait for a store, what is to be told is told.
      return both(all, await startPool(url, context, { concurrency: 1, tasks: messageJobs }, onLost))
    } catch (error) {
      await all.stop()
      throw error
    }
  }
  let pool = await start()
  const heartbeat = startHeartbeat(db, () => pool.queueIds, log)

  const end = ({ stop }: Pool) =>
    stop().catch((error: unknown) => log.warn({ err: describeError(error) }, 'the queue ended badly'))

  async function renew(): Promise<void> {
    log.warn('a worker of the queue was lost: all are started anew')
    await end(pool)
    while (!isStopping) {
      try {
        await transaction(db, (tx) => releaseWorkers(tx, pool.queueIds))
        pool = await start()
        return
      } catch (error) {
        log.warn({ err: describeError(error) }, 'the queue is not started yet')
        await delay(restMs)
      }
    }
  }

  return {
    async stop() {
      isStopping = true
      await renewing
      await end(pool)
      await heartbeat.stop()
    },
  }
}

const both = (one: Pool, other: Pool): Pool => ({
  get queueIds() {
    return [...one.queueIds, ...other.queueIds]
  },
  stop: async () => void (await Promise.all([one.stop(), other.stop()])),
})

/** Works off every job that is due now, then returns. */
export async function drain(url: string, context: JobContext): Promise<void> {
  await runOnce({ ...poolOptions(url, context), concurrency: 1 })
}
