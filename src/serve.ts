import { ConfigError, readConfig, type Config } from './config.js'
import { systemClock } from './clock.js'
import { describeError, makeLog, type Log } from './log.js'
import { StartError, wire, type RunningDesk } from './wire.js'

/** Starts the desk from the environment and runs until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start. */
export async function serve(env?: NodeJS.ProcessEnv): Promise<void> {
  let log: Log | null = null
  try {
    const config = readConfig(env)
    log = makeLog(config.logLevel)
    const running =
      config.mode === 'production' ? await wire(config, systemClock, log) : await startLocal(config, log)
    process.stdout.write(`Rights Desk is ready at ${running.address}\n`)
    await untilStopped(running, log)
  } catch (error) {
    explain(error, log)
    process.exitCode = 1
  }
}

/** The local workspace is loaded only when it is asked for: production never sees its code. */
async function startLocal(config: Extract<Config, { mode: 'local' }>, log: Log): Promise<RunningDesk> {
  const { startLocalWorkspace } = await import('./local/workspace.js')
  return startLocalWorkspace(config, log)
}

async function untilStopped(running: RunningDesk, log: Log): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  log.info('stopping')
  // A second signal does not wait.
  process.once('SIGINT', () => process.exit(1))
  process.once('SIGTERM', () => process.exit(1))
  await running.stop()
  log.info('stopped')
}

function explain(error: unknown, log: Log | null): void {
  if (error instanceof ConfigError || error instanceof StartError) {
    process.stderr.write(`Rights Desk cannot start.\n${error.message}\n`)
    return
  }
  if (isAddressTaken(error)) {
    process.stderr.write(
      'Rights Desk cannot start.\nThe port is taken by another program: stop it, or set PORT to a free one.\n',
    )
    return
  }
  const described = describeError(error)
  if (log) log.fatal({ err: described }, 'cannot start')
  process.stderr.write(`Rights Desk cannot start: ${JSON.stringify(described)}\n`)
}

const isAddressTaken = (error: unknown) => (error as { code?: unknown })?.code === 'EADDRINUSE'
