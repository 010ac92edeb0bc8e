import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command `rights` from its source, in a process of its own. */
export function rights(...args: readonly string[]): Promise<Ended> {
  return rightsWith({}, ...args)
}

/** The same with settings in the environment. */
export function rightsWith(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  return run(process.cwd(), env, args)
}

/** The same in another folder. */
export function rightsIn(folder: string, ...args: readonly string[]): Promise<Ended> {
  return run(folder, {}, args)
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = resolve('src/cli/rights.ts')

function run(cwd: string, env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const options = { cwd, env: { ...process.env, ...env } }
    const all = ['--import', tsx, program, ...args]
    const child = execFile(process.execPath, all, options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
