import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../db/migrate.js'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'

/** A Postgres of its own with all tables, taken away afterwards. */
export async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-bench-'))
  const server = await startEmbeddedPostgres({ dataDir: folder })
  try {
    await migrate(server.url)
    return await work(server.url)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
