import { EventEmitter } from 'node:events'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import { transaction } from '../../db/client.js'
import { spreadRetry } from '../../db/queue-view.js'
import { jobs } from '../../handlers/jobs/index.js'
import type { Job, JobContext } from '../../handlers/jobs/job.js'
import { describeError, type Log } from '../log.js'
import { taskList } from './tasks.js'

/** Workers that take jobs side by side. */
export interface Pool {
  /** Names under which they hold jobs. */
  readonly queueIds: readonly string[]
  /** Takes no more jobs and waits for those that run. May be called twice. */
  stop(): Promise<void>
}

/** What every way of working off the queue has in common. `url` is a connection string of its own, for LISTEN. */
export function poolOptions(url: string, context: JobContext, tasks: Readonly<Record<string, Job>> = jobs) {
  return {
    connectionString: url,
    noHandleSignals: true,
    taskList: taskList(context, tasks),
    logger: quiet(context.log),
  }
}

/**
 * Starts workers for some kinds of jobs. `onLost` is called when one ended because it could not say how its job ended:
 * the library starts no other in its place, and the job stays in its hands.
 */
export async function startPool(
  url: string,
  context: JobContext,
  { concurrency, tasks }: { readonly concurrency: number; readonly tasks: Readonly<Record<string, Job>> },
  onLost: () => void,
): Promise<Pool> {
  const { log } = context
  const events = new EventEmitter() as WorkerEvents
  const queueIds: string[] = []
  events.on('worker:create', ({ worker }) => void queueIds.push(worker.workerId))
  events.on('worker:fatalError', () => void setImmediate(onLost))
  events.on('job:complete', ({ job, error }) => {
    if (error) void spread(context, job.id)
  })
  const runner = await run({ ...poolOptions(url, context, tasks), events, concurrency, pollInterval: 2_000 })
  runner.promise.catch((error: unknown) => log.error({ err: describeError(error) }, 'queue ended'))
  let stopping: Promise<void> | null = null
  return { queueIds, stop: () => (stopping ??= runner.stop()) }
}

/** Jobs that failed together are not tried again together. */
async function spread({ db, log }: JobContext, id: string): Promise<void> {
  await transaction(db, (tx) => spreadRetry(tx, id)).catch((error: unknown) =>
    log.warn({ err: describeError(error) }, 'a retry was not spread'),
  )
}

/** The queue library's own log, without its texts: they quote payloads. */
function quiet(log: Log): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') log.error('queue reported an error')
  })
}
