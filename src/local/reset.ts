import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInUse } from './folder-lock.js'
import { reachableFolder } from './postgres-binaries.js'

/** Empties the local workspace of a folder; gives false, and empties nothing, while it runs. */
export async function resetWorkspace(folder: string): Promise<boolean> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  )
  if (!isThere) return true
  // Where the server may not enter the folder, its database lies elsewhere.
  const database = await reachableFolder(join(folder, 'postgres'))
  if ((await isInUse(folder)) || (await isInUse(database))) return false
  await rm(database, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isEmpty = await resetWorkspace(resolve('.rights-desk'))
  process.stdout.write(
    isEmpty
      ? 'The local workspace is empty. A database named by DATABASE_URL is left as it is.\n'
      : 'The local workspace is running: stop it with Ctrl-C first.\n',
  )
  process.exitCode = isEmpty ? 0 : 1
}
