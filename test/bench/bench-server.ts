import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { migrate } from '../../db/migrate.js'
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.js'

export interface BenchServer {
  readonly url: string
  readonly folder: string
  /** Ends it and takes it away. */
  stop(): Promise<void>
}

/** Starts a Postgres of its own. When this process is killed it is taken away too: a server outlives who started it. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-bench-'))
  const release = watch(folder)
  const server = await startEmbeddedPostgres({ dataDir: folder })
  return {
    url: server.url,
    folder,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
      release()
    },
  }
}

/** A Postgres of its own with all tables, taken away afterwards. */
export async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = await startBenchServer()
  try {
    await migrate(server.url)
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

/** Starts the warden of a folder, in a group of its own that Ctrl-C does not reach. Gives what sends it home. */
function watch(folder: string): () => void {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const warden = fileURLToPath(new URL('warden.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', tsx, warden, folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  child.unref()
  return () => void child.kill()
}
