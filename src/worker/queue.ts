import { EventEmitter } from 'node:events'
import { Logger, run, runOnce, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { transaction } from '../../db/client.js'
import { spreadRetry } from '../../db/queue-view.js'
import { jobs } from '../../handlers/jobs/index.js'
import type { Job, JobContext } from '../../handlers/jobs/job.js'
import { describeError, type Log } from '../log.js'
import { startHeartbeat } from './heartbeat.js'

export interface Queue {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>
}

/** Starts working off the jobs of a database. `url` is a connection string of its own, for LISTEN. */
export async function startQueue(url: string, context: JobContext, concurrency = 4): Promise<Queue> {
  const events = new EventEmitter() as WorkerEvents
  const queueIds: string[] = []
  events.on('worker:create', ({ worker }) => void queueIds.push(worker.workerId))
  events.on('job:complete', ({ job, error }) => {
    if (error) void spread(context, job.id)
  })
  const runner: Runner = await run({ ...options(url, context), events, concurrency, pollInterval: 2_000 })
  runner.promise.catch((error: unknown) => context.log.error({ err: describeError(error) }, 'queue ended'))
  const heartbeat = startHeartbeat(context.db, queueIds, context.log)
  return {
    async stop() {
      await runner.stop()
      await heartbeat.stop()
    },
  }
}

/** Jobs that failed together are not tried again together. */
async function spread({ db, log }: JobContext, id: string): Promise<void> {
  await transaction(db, (tx) => spreadRetry(tx, id)).catch((error: unknown) =>
    log.warn({ err: describeError(error) }, 'a retry was not spread'),
  )
}

/** Works off every job that is due now, then returns. */
export async function drain(url: string, context: JobContext): Promise<void> {
  await runOnce({ ...options(url, context), concurrency: 1 })
}

function options(url: string, context: JobContext) {
  return {
    connectionString: url,
    noHandleSignals: true,
    taskList: taskList(context),
    logger: quiet(context.log),
  }
}

function taskList(context: JobContext): TaskList {
  return Object.fromEntries(
    Object.entries<Job>(jobs).map(([name, job]) => [
      name,
      async (payload: unknown) => {
        try {
          await job.run(context, job.payload.parse(payload))
        } catch (error) {
          // The queue stores the message of what is thrown: a class and a code, never words about a case.
          const described = describeError(error)
          context.log.warn({ job: name, err: described }, 'job failed, it will be tried again')
          throw new Error(`${String(described['type'])} ${String(described['code'] ?? '')}`.trim())
        }
      },
    ]),
  )
}

/** The queue library's own log, without its texts: they quote payloads. */
function quiet(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.error('queue reported an error')
  })
}
