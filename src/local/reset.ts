import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.js'
import { explain } from '../explain.js'
import { emptyExternal, externalNote } from './external-database.js'
import { isInUse } from './folder-lock.js'
import { reachableFolder } from './postgres-binaries.js'

/** What became of a workspace that was to be emptied; all but the first two left it as it was. */
export type ResetResult = 'empty' | 'empty_but_tables' | 'running' | 'database_not_named'

/** What a person is told of each. */
export const resetSentences: Readonly<Record<ResetResult, string>> = {
  empty: 'The local workspace is empty.',
  empty_but_tables:
    'The local workspace is empty. The tables of the desk in the database of DATABASE_URL were there before it, and are left as they are.',
  running: 'The local workspace is running: stop it with Ctrl-C first.',
  database_not_named:
    'The rows of this local workspace lie in a database of your own: set DATABASE_URL as at its start, and run this again. Where that database is gone, remove the folder .rights-desk.',
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Empties the local workspace of a folder, and what it made in the database that `databaseUrl` names. */
export async function resetWorkspace(folder: string, databaseUrl: string | null): Promise<ResetResult> {
  const isMade = await isThere(folder)
  const why = isMade ? await whyNotYet(folder, databaseUrl) : null
  if (why) return why
  const isEmptied = databaseUrl === null || (await emptyExternal(databaseUrl))
  if (isMade) await removeAll(folder)
  return isEmptied ? 'empty' : 'empty_but_tables'
}

/** Where the server may not enter the folder, its database lies elsewhere. */
const clusterOf = (folder: string) => reachableFolder(join(folder, 'postgres'))

async function whyNotYet(folder: string, databaseUrl: string | null): Promise<ResetResult | null> {
  if ((await isInUse(folder)) || (await isInUse(await clusterOf(folder)))) return 'running'
  return databaseUrl === null && (await isThere(externalNote(folder))) ? 'database_not_named' : null
}

async function removeAll(folder: string): Promise<void> {
  await rm(await clusterOf(folder), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  try {
    const config = readConfig()
    const url = config.mode === 'local' ? config.databaseUrl : null
    const result = await resetWorkspace(resolve('.rights-desk'), url?.reveal() ?? null)
    process.stdout.write(`${resetSentences[result]}\n`)
    process.exitCode = result.startsWith('empty') ? 0 : 1
  } catch (error) {
    process.stderr.write(`The local workspace was not emptied.\n${explain(error).sentence}\n`)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
