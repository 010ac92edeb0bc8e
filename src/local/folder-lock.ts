import { randomUUID } from 'node:crypto'
import { link, readFile, readdir, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Tells this process from an earlier one with the same number, as containers give them. */
const token = randomUUID()
const waitMs = 25
const longestHoldMs = 90_000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isHeldBy(mark: string): boolean {
  const [pid, theirs] = mark.split('_')
  if (Number(pid) === process.pid) return theirs === token
  return Number(pid) > 0 && isAlive(Number(pid))
}

const readMark = (path: string) => readFile(path, 'utf8').catch(() => null)

/** Takes away the lock of a dead process; puts it back if another process was quicker. */
async function breakLock(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  const taken = await readMark(aside)
  if (taken === null) return
  if (taken !== stale) await link(aside, path).catch(() => undefined)
  await unlink(aside)
}

async function takeLock(path: string): Promise<void> {
  const mine = `${path}.${randomUUID()}`
  await writeFile(mine, `${process.pid}_${token}`)
  try {
    for (let waited = 0, seen = ''; ; waited += waitMs) {
      const isTaken = await link(mine, path).then(
        () => true,
        () => false,
      )
      if (isTaken) return
      const holder = await readMark(path)
      if (holder !== seen) waited = 0
      seen = holder ?? ''
      if (holder !== null && (!isHeldBy(holder) || waited > longestHoldMs)) await breakLock(path, holder)
      else await delay(waitMs)
    }
  } finally {
    await unlink(mine)
  }
}

/** Runs `work` while no other process does so for this folder; the lock of a killed process is taken over. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'lock')
  await takeLock(path)
  try {
    return await work()
  } finally {
    await unlink(path).catch(() => undefined)
  }
}

/** Writes down that this process uses the folder; gives the function that takes the note away. */
export async function noteUse(folder: string): Promise<() => Promise<void>> {
  const note = join(folder, `use.${process.pid}_${token}_${randomUUID()}`)
  await writeFile(note, '')
  return () => unlink(note).catch(() => undefined)
}

/** True while a living process has noted its use of the folder; the notes of dead ones are removed. */
export async function isInUse(folder: string): Promise<boolean> {
  const notes = (await readdir(folder)).filter((name) => name.startsWith('use.'))
  const dead = notes.filter((name) => !isHeldBy(name.slice('use.'.length)))
  await Promise.all(dead.map((name) => unlink(join(folder, name)).catch(() => undefined)))
  return notes.length > dead.length
}
