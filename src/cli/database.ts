import type { Command } from 'commander'
import { verifyEvents } from '../../db/events.js'
import { openDatabase, type Database } from '../../db/client.js'
import { migrate } from '../../db/migrate.js'
import { print, UsageError } from './print.js'

/** `rights migrate` and `rights audit verify`. */
export function addDatabaseCommands(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('migrate')
    .description(
      'bring the tables up to date, as the owner that DATABASE_URL names; grants DATABASE_APP_ROLE what the service needs',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const appRole = env['DATABASE_APP_ROLE']?.trim()
      await migrate(databaseUrl(env), appRole ? { appRole } : {})
      print({ migrated: true, grantedTo: appRole ?? null }, options)
    })
  program
    .command('audit')
    .description('the event chain')
    .command('verify')
    .description('compute every hash of the event chain again; exit code 1 when it is broken')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const result = await withDatabase(env, verifyEvents)
      print(result, options)
      if (!result.ok) process.exitCode = 1
    })
}

/** Runs `work` with a database of its own and closes it. */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = openDatabase(databaseUrl(env), { max: 2, statementTimeoutMs: 60_000 })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

function databaseUrl(env: NodeJS.ProcessEnv): string {
  const url = env['DATABASE_URL']?.trim()
  if (!url)
    throw new UsageError(
      'DATABASE_URL is missing: set it to the database of the desk, e.g. postgres://owner@db.example.org/rights',
    )
  return url
}
