import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A server that runs as a child of this process and ends with it. */
export interface ChildServer {
  readonly child: ChildProcess
  /** Asks it to end, and waits until it has. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts `file` and waits until what it writes satisfies `isReady`. Throws when it ends before, or is not ready within
 * `timeoutMs`; the message holds the end of what it wrote.
 */
export async function startChildServer(
  file: string,
  args: readonly string[],
  { isReady, timeoutMs, cwd }: { isReady: (written: string) => boolean; timeoutMs: number; cwd: string },
): Promise<ChildServer & { readonly written: string }> {
  // A group of its own: Ctrl-C in a terminal must not end it before what still uses it.
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const ended = once(child, 'exit').catch(() => undefined)
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const stop = async () => {
    process.off('exit', end)
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) child.kill('SIGTERM')
    if (child.pid !== undefined) await ended
  }
  try {
    return { child, stop, written: await readyText(child, isReady, timeoutMs) }
  } catch (error) {
    child.kill('SIGKILL')
    await stop()
    throw error
  }
}

function readyText(
  child: ChildProcess,
  isReady: (written: string) => boolean,
  timeoutMs: number,
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
  })
}
