import { execFile } from 'node:child_process'

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
  return new Promise((resolve) => {
    const all = ['--import', 'tsx', 'src/cli/rights.ts', ...args]
    const child = execFile(
      process.execPath,
      all,
      { env: { ...process.env, ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
