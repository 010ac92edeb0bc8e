import { isDriverFault } from '../db/driver-fault.js'
import { isStartedByNpm, readConfig, type Config } from './config.js'
import { systemClock } from './clock.js'
import { explain } from './explain.js'
import { describeError, makeLog, type Log } from './log.js'
import { wire, type RunningDesk } from './wire.js'

/**
 * Starts the desk from the environment and runs until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start,
 * 2 cannot start before a setting changes.
 */
export async function serve(env?: NodeJS.ProcessEnv): Promise<void> {
  try {
    const config = readConfig(env)
    const log = makeLog(config.logLevel)
    outliveDriverFaults(log)
    const asked = askedToStop()
    const running =
      config.mode === 'production' ? await wire(config, systemClock, log) : await startLocal(config, log)
    process.stdout.write(`Rights Desk is ready at ${running.address}\n`)
    await asked
    await stop(running, log)
  } catch (error) {
    const { sentence, exitCode } = explain(error)
    process.stderr.write(`Rights Desk cannot start.\n${sentence}\n`)
    process.exitCode = exitCode
  }
}

/** A cut connection to the database must not end the desk. Everything else that nobody caught still does. */
function outliveDriverFaults(log: Log): void {
  process.on('uncaughtException', (error) => {
    if (isDriverFault(error)) return log.warn('a connection to the database was cut while it was written to')
    log.fatal({ err: describeError(error) }, 'nobody caught this')
    process.exit(1)
  })
}

/** The local workspace is loaded only when it is asked for: production never sees its code. */
async function startLocal(config: Extract<Config, { mode: 'local' }>, log: Log): Promise<RunningDesk> {
  const { startLocalWorkspace } = await import('./local/workspace.js')
  return startLocalWorkspace(config, log)
}

/** Listens from the start on: what a start has begun is there to be stopped only once it is whole. */
function askedToStop(): Promise<void> {
  return new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
    if (isStartedByNpm()) whenOrphaned(resolve)
  })
}

const lookForParentMs = 500

/** `npm start` puts a shell between itself and us, and hands a signal to that shell alone: its end is our signal. */
function whenOrphaned(end: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, lookForParentMs)
  watch.unref()
}

/** What a driver still waits for, as to connect again, does not keep a stopped desk. */
const lastWaitMs = 2_000

async function stop(running: RunningDesk, log: Log): Promise<void> {
  log.info('stopping')
  // One more signal does not wait.
  process.once('SIGINT', () => process.exit(1))
  process.once('SIGTERM', () => process.exit(1))
  await running.stop()
  log.info('stopped')
  setTimeout(() => process.exit(), lastWaitMs).unref()
}
