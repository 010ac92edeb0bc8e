import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as runDrizzle } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations as runQueueMigrations } from 'graphile-worker'
import postgres, { type Sql } from 'postgres'
import type { Reader } from './client.js'
import { toDbError } from './errors.js'
import { grantTo } from './grants.js'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
/** Any number that only we use; every process that migrates takes the same lock. */
const lockKey = 727_437_301
/** The last migration of the queue library in use. */
const queueRevision = 18

export interface MigrateOptions {
  /** Role of the running service, when it is not the owner: is granted what it needs and no more. Must exist. */
  readonly appRole?: string
}

async function migrateWith(client: Sql, url: string, { appRole }: MigrateOptions): Promise<void> {
  await client`select pg_advisory_lock(${lockKey})`
  await runDrizzle(drizzle({ client }), { migrationsFolder })
  await runQueueMigrations({ connectionString: url, logger: new Logger(() => () => undefined) })
  if (appRole !== undefined) await grantTo(client, appRole)
}

/**
 * Brings the tables of the product and of the queue up to date, as the owner that `url` names. Safe to run from
 * several processes at once: one works, the others wait for it. Throws `DbError`.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await migrateWith(client, url, options)
  } catch (error) {
    throw toDbError(error)
  } finally {
    await client.end({ timeout: 2 })
  }
}

async function hasTable(db: Reader, name: string): Promise<boolean> {
  const rows = await db.execute<{ found: boolean }>(sql`select to_regclass(${name}) is not null as found`)
  return rows[0]?.found === true
}

async function countBehind(db: Reader): Promise<number> {
  const files = readMigrationFiles({ migrationsFolder })
  if (!(await hasTable(db, 'drizzle.__drizzle_migrations'))) return files.length
  const rows = await db.execute<{ at: string }>(
    sql`select coalesce(max(created_at), 0)::text as at from drizzle.__drizzle_migrations`,
  )
  return files.filter((file) => file.folderMillis > Number(rows[0]?.at ?? 0)).length
}

async function isQueueBehind(db: Reader): Promise<boolean> {
  if (!(await hasTable(db, 'graphile_worker.migrations'))) return true
  const rows = await db.execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from graphile_worker.migrations`,
  )
  return (rows[0]?.id ?? 0) < queueRevision
}

/** How many migrations the database lacks (those of the queue count as one); 0 = the service may start. */
export async function pendingMigrations(db: Reader): Promise<number> {
  return (await countBehind(db)) + ((await isQueueBehind(db)) ? 1 : 0)
}
