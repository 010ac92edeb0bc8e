import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { dataDirectory } from '../../db/server.js'
import { isInUse, noteUse, withFolderLock } from './folder-lock.js'
import { CannotRunPostgres, findBinaries, reachableFolder, runBinary, runsAs } from './postgres-binaries.js'

export interface EmbeddedPostgresOptions {
  /** Where the cluster, its port and its password are kept. */
  readonly dataDir: string
  /** Told what takes time, in one short sentence. */
  readonly log?: (sentence: string) => void
  /** For tests alone: does not wait for the disk, so a crash of the machine may lose everything. */
  readonly unsafeFast?: boolean
}

export interface EmbeddedPostgres {
  /** For the superuser of the cluster, which listens on 127.0.0.1 only. */
  readonly url: string
  /** Ends the server, unless another living process started with the same folder. May be called twice. */
  stop(): Promise<void>
}

interface Home {
  readonly folder: string
  readonly cluster: string
  readonly native: string
  readonly password: string
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  // Statements and the DETAIL of errors can hold values of people.
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
]
const unsafeSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

const urlOf = (password: string, port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

const readText = (path: string) => readFile(path, 'utf8').catch(() => null)

/** Owned by us and readable by nobody else, even for a moment. */
async function readPassword(folder: string): Promise<string> {
  const path = join(folder, 'password')
  const kept = await readText(path)
  if (kept !== null) return kept
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, password, { mode: 0o600, flag: 'wx' })
  return password
}

/** Asks for `wanted` (0: any) on the loopback address; gives the port, or null when it is taken. */
function tryPort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function choosePort(folder: string): Promise<number> {
  const kept = Number(await readText(join(folder, 'port')))
  const port = (kept > 0 ? await tryPort(kept) : null) ?? (await tryPort(0))
  if (port === null) throw new CannotRunPostgres('no free port on 127.0.0.1')
  await writeFile(join(folder, 'port'), String(port))
  return port
}

/** Makes the cluster in a folder aside and renames it, so that a crash on the way leaves no half of one. */
async function makeCluster(home: Home, isUnsafe: boolean): Promise<void> {
  const aside = `${home.cluster}.${randomUUID()}`
  const passwordFile = `${aside}.password`
  try {
    await mkdir(aside, { mode: 0o700 })
    await writeFile(passwordFile, home.password, { mode: 0o600 })
    if (runsAs !== null)
      await Promise.all([aside, passwordFile].map((path) => chown(path, runsAs!.uid, runsAs!.gid)))
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const login = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile]
    await runBinary(home.native, 'initdb', [
      '-D',
      aside,
      '-E',
      'UTF8',
      ...locale,
      ...login,
      ...(isUnsafe ? ['-N'] : []),
    ])
    await rename(aside, home.cluster)
  } finally {
    await Promise.all([aside, passwordFile].map((path) => rm(path, { recursive: true, force: true })))
  }
}

interface PidFile {
  readonly pid: number
  readonly port: number
}

async function readPidFile(cluster: string): Promise<PidFile | null> {
  const lines = (await readText(join(cluster, 'postmaster.pid')))?.split('\n')
  return lines === undefined ? null : { pid: Number(lines[0]), port: Number(lines[3] ?? 0) }
}

/** False only when the process is surely not a living server of this cluster: a server stays in its data folder. */
async function mayBeServer(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
    return process.platform === 'linux' ? (await readlink(`/proc/${pid}/cwd`)) === cluster : true
  } catch (error) {
    // ENOENT: a dead process that nobody has reaped, as happens in containers.
    return !['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** The port of a server that already runs this very cluster. Waits for one that is still starting. */
async function findRunning(home: Home): Promise<number | null> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const found = await readPidFile(home.cluster)
    if (found === null) return null
    if (!(await mayBeServer(found.pid, home.cluster))) {
      // The number of a killed server may belong to another process by now, which Postgres would take for a server.
      await rm(join(home.cluster, 'postmaster.pid'), { force: true })
      return null
    }
    const directory = found.port > 0 ? await dataDirectory(urlOf(home.password, found.port)) : null
    if (directory === home.cluster) return found.port
    await delay(100)
  }
  throw new CannotRunPostgres(`a server holds ${home.cluster} and does not answer`)
}

async function startServer(home: Home, isUnsafe: boolean): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(home.folder)
    const given = [...settings, ...(isUnsafe ? unsafeSettings : [])]
      .map((setting) => `-c ${setting}`)
      .join(' ')
    const args = [
      'start',
      '-w',
      '-D',
      home.cluster,
      '-l',
      join(home.cluster, 'server.log'),
      '-o',
      `-p ${port} ${given}`,
    ]
    try {
      await runBinary(home.native, 'pg_ctl', args)
      return port
    } catch (error) {
      // After a kill the old server's children need a moment to let go of its shared memory.
      if (attempt === 5) throw error
      await delay(300 * attempt)
    }
  }
}

async function bringUp(home: Home, options: EmbeddedPostgresOptions): Promise<number> {
  const isNew = !(await stat(home.cluster).then(
    () => true,
    () => false,
  ))
  if (isNew) {
    options.log?.('Making a new Postgres cluster.')
    await makeCluster(home, options.unsafeFast === true)
  }
  const running = await findRunning(home)
  if (running !== null) return running
  const port = await startServer(home, options.unsafeFast === true)
  if ((await dataDirectory(urlOf(home.password, port))) !== home.cluster) {
    throw new CannotRunPostgres(`port ${port} is answered by another server`)
  }
  return port
}

async function takeDown(home: Home): Promise<void> {
  if ((await isInUse(home.folder)) || (await findRunning(home)) === null) return
  await runBinary(home.native, 'pg_ctl', ['stop', '-D', home.cluster, '-m', 'fast', '-w'])
}

/**
 * Starts the Postgres that comes with the product, or joins the one that already runs for this folder: after a kill
 * of this process its server lives on and is used again. Throws `CannotRunPostgres`, whose message is for people.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const native = await findBinaries()
  const folder = await reachableFolder(options.dataDir)
  return await withFolderLock(folder, async () => {
    const home = { folder, native, cluster: join(folder, 'cluster'), password: await readPassword(folder) }
    const port = await bringUp(home, options)
    const endUse = await noteUse(folder)
    let stopping: Promise<void> | null = null
    const stop = () => withFolderLock(folder, () => endUse().then(() => takeDown(home)))
    return { url: urlOf(home.password, port), stop: () => (stopping ??= stop()) }
  })
}
