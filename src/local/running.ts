import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Running = z.object({ address: z.url(), secret: z.string() })

/** Where a running local workspace is reached, and the secret of its route for `rights try`. */
export type Running = z.infer<typeof Running>

const pathIn = (folder: string) => join(folder, 'running.json')

/** Writes down, for our account alone, how the workspace of a folder is reached; gives what takes the note away. */
export async function noteRunning(folder: string, running: Running): Promise<() => Promise<void>> {
  await writeFile(pathIn(folder), JSON.stringify(running), { mode: 0o600 })
  return () => rm(pathIn(folder), { force: true })
}

/** How the workspace of a folder is reached. Null: none was started there, or it was stopped. */
export function findRunning(folder: string): Running | null {
  try {
    return Running.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')))
  } catch {
    return null
  }
}
