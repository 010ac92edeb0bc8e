import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Child {
  readonly address: string
  /** From the start of the process to its ready line, milliseconds. */
  readonly readyMs: number
  /** Resident memory now, megabytes. */
  residentMb(): number
  /** Processor's time that the process has used so far, milliseconds. */
  cpuMs(): number
  stop(): Promise<void>
}

/** Starts a server in a process of its own and waits for the line "… ready at http://…". */
export async function startChild(args: readonly string[], env: Record<string, string>): Promise<Child> {
  const started = performance.now()
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await readyAddress(child)
  return {
    address,
    readyMs: performance.now() - started,
    residentMb: () =>
      Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024,
    cpuMs: () => cpuMsOf(child.pid!),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Ticks in user and in kernel mode (proc(5), fields 14 and 15), a hundred to a second on Linux. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function readyAddress(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! })
  for await (const line of lines) {
    const hit = /ready at (http:\S+)/u.exec(line)
    if (hit) return hit[1]!
  }
  throw new Error('The server ended before it was ready')
}
