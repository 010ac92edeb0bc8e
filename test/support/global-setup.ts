import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../db/migrate.js'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser of a server that holds the migrated database `template`. */
    readonly postgres: { readonly url: string; readonly template: string }
  }
}

const template = `rights_desk_template_${process.pid}`

function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

/** Gives the server named by TEST_DATABASE_URL, or one of our own in a folder that goes away with it. */
async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() }
  const dataDir = await mkdtemp(join(tmpdir(), 'rights-desk-test-'))
  const server = await startEmbeddedPostgres({ dataDir, unsafeFast: true })
  const stop = () => server.stop().then(() => rm(dataDir, { recursive: true, force: true }))
  return { url: server.url, stop }
}

/** Starts one Postgres for the whole run and migrates the database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
  await sql`create database ${sql(template)}`
  await migrate(databaseUrl(server.url, template))
  project.provide('postgres', { url: server.url, template })
  return async () => {
    await sql`drop database if exists ${sql(template)} with (force)`
    await sql.end()
    await server.stop()
  }
}
