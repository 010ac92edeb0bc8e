import { readFile, rename, writeFile } from 'node:fs/promises'
import type { KeptCloud } from './slack-cloud/state.js'
import type { KeptTenant } from './teams-cloud/state.js'

/** What the workspace remembers from one start to the next, beside its database. */
export interface Kept {
  /** Form of this file; one that is another is not read. */
  readonly version: 1
  /** By how much the clock was moved, in milliseconds. */
  readonly aheadMs: number
  readonly cloud: KeptCloud
  /** Absent where the workspace was last used before it had a tenant. */
  readonly tenant?: KeptTenant
  /** The last revision that each person has read, by person and channel. */
  readonly reads: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What was kept in a file, or null: at the first start, or when it cannot be read. */
export async function readKept(path: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Kept
    return kept.version === 1 ? kept : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

export interface Keeper {
  /** Notes that something changed: it is written a moment later. */
  touch(): void
  /** Writes now whatever is not written yet. */
  stop(): Promise<void>
}

const waitMs = 250

/** Writes `take()` into a file after each change, soon but not each time; readable by its owner alone. */
export function keeper(path: string, take: () => Kept): Keeper {
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()
  const write = () => {
    timer = null
    writing = writing.then(() => replaceFile(path, JSON.stringify(take())))
    return writing
  }
  return {
    touch: () => void (timer ??= setTimeout(() => void write(), waitMs)),
    async stop() {
      if (timer) clearTimeout(timer)
      await write()
    },
  }
}

/** Never half a file: the new one takes the place of the old one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.new`
  await writeFile(aside, text, { mode: 0o600 })
  await rename(aside, path)
}
