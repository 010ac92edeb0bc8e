import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A server that runs as a child of this process and ends with it. */
export interface ChildServer {
  readonly child: ChildProcess
  /** Asks it to end, and waits until it has. May be called twice. */
  stop(): Promise<void>
}

interface ChildOptions {
  readonly isReady: (written: string) => boolean
  readonly timeoutMs: number
  readonly cwd: string
  readonly signal?: AbortSignal | undefined
}

const patienceMs = 20_000

/** Runs a server and ends it when the desk is gone, however that came about: then the channel to it closes. */
const guard = `
const { spawn } = require('node:child_process')
const [file, ...args] = process.argv.slice(1)
const server = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] })
const end = () => {
  server.kill('SIGTERM')
  setTimeout(() => server.kill('SIGKILL'), ${patienceMs}).unref()
}
process.on('SIGTERM', end)
process.once('disconnect', end)
server.once('error', (error) => { console.error(error.message); process.exit(1) })
server.once('exit', (code) => process.exit(code ?? 1))
`

/**
 * Starts `file` and waits until what it writes satisfies `isReady`. Throws when it ends before, or is not ready within
 * `timeoutMs`; the message holds the end of what it wrote. `signal` ends the wait, and the server.
 */
export async function startChildServer(
  file: string,
  args: readonly string[],
  { isReady, timeoutMs, cwd, signal }: ChildOptions,
): Promise<ChildServer & { readonly written: string }> {
  // A group of its own: Ctrl-C in a terminal must not end it before what still uses it.
  const child = spawn(process.execPath, ['-e', guard, '--', file, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const ended = once(child, 'exit').catch(() => undefined)
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) child.kill('SIGTERM')
    if (child.pid !== undefined) await ended
  }
  try {
    return { child, stop, written: await readyText(child, isReady, timeoutMs, signal) }
  } catch (error) {
    await stop()
    throw error
  }
}

function readyText(
  child: ChildProcess,
  isReady: (written: string) => boolean,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let written = ''
    const fail = (why: string) => {
      clearTimeout(timer)
      reject(new Error(`${why}: ${written.slice(-1000)}`))
    }
    const timer = setTimeout(() => fail(`not ready after ${timeoutMs / 1000} s`), timeoutMs)
    const read = (part: Buffer) => {
      // Read to the end of its life, or a full pipe would stop it.
      if (written.length < 1_000_000) written += part.toString()
      if (!isReady(written)) return
      clearTimeout(timer)
      resolve(written)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.once('error', (error) => fail(error.message))
    child.once('exit', () => fail('it ended'))
    signal?.addEventListener('abort', () => fail('it was stopped'), { once: true })
    if (signal?.aborted) fail('it was stopped')
  })
}
