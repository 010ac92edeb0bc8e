import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { createRequire } from 'node:module'

export interface DeskProcess {
  readonly address: string
  /** Gives the exit code; null when a signal ended it. Does nothing to one that ended already. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const main = resolve('src/main.ts')

/** As `npm start` does: through a shell, which alone gets the signals. */
export const throughShell = (): Spawned => ({
  command: 'sh',
  args: ['-c', `"${process.execPath}" --import "${tsx}" "${main}"; true`],
  env: { npm_lifecycle_event: 'start' },
})

interface Spawned {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** The program in a process of its own. */
export const directly = (): Spawned => ({ command: process.execPath, args: ['--import', tsx, main], env: {} })

/** Starts the program in a folder, without sample stores unless it is told otherwise; resolves at its ready line, rejects with what it said when it ends before. */
export function startDesk(
  cwd: string,
  env: Readonly<Record<string, string>>,
  how: Spawned = directly(),
): Promise<DeskProcess> {
  const { PATH, HOME } = process.env
  const child = spawn(how.command, how.args, {
    cwd,
    env: { PATH, HOME, SAMPLE_STORES: 'none', ...how.env, ...env },
  })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  let said = ''
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return ended
  }
  return new Promise((started, failed) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const address = /ready at (http:\S+)/u.exec(said)?.[1]
      if (address) started({ address, stop })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then((code) => failed(new Error(`exit code ${code}: ${said}`)))
  })
}
