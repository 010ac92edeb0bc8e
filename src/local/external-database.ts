import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { toDbError } from '../../db/errors.js'
import { deskFunctions, deskTables } from '../../db/grants.js'
import { migrate } from '../../db/migrate.js'
import { sampleRegister } from './sample-stores/fill.js'

/** Stands as a comment on the schema of the migrations, and goes with it. */
const mark = 'Made by the local workspace of Rights Desk: npm run reset empties it.'

async function withConnection<Found>(url: string, work: (sql: Sql) => Promise<Found>): Promise<Found> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    return await work(sql)
  } catch (error) {
    throw toDbError(error)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

async function markOf(sql: Sql): Promise<string | null | undefined> {
  const [found] = await sql<{ mark: string | null }[]>`
    select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'drizzle'`
  return found?.mark
}

/** Stands in the folder of a workspace whose rows lie in a database of somebody's own; it does not tell in which. */
export const externalNote = (folder: string) => join(folder, 'external-database')

/** Brings the tables up to date in a database of somebody's own; marks them as ours where there were none. */
export async function migrateExternal(url: string, folder: string): Promise<void> {
  await writeFile(externalNote(folder), '')
  const isNew = await withConnection(url, async (sql) => (await markOf(sql)) === undefined)
  await migrate(url)
  if (isNew) await withConnection(url, (sql) => sql.unsafe(`comment on schema drizzle is '${mark}'`))
}

/**
 * Takes away what the local workspace made in a database of somebody's own, and nothing else there. Gives whether the
 * tables of the desk went too: those that another start made stay.
 */
export async function emptyExternal(url: string): Promise<boolean> {
  return withConnection(url, (sql) =>
    sql.begin(async (tx) => {
      await tx`drop schema if exists ${tx(sampleRegister)} cascade`
      const found = await markOf(tx as unknown as Sql)
      if (found !== mark) return found === undefined
      for (const table of deskTables) await tx`drop table if exists ${tx(table)} cascade`
      for (const name of deskFunctions) await tx`drop function if exists ${tx(name)}`
      await tx`drop schema if exists graphile_worker cascade`
      await tx`drop schema drizzle cascade`
      return true
    }),
  )
}
