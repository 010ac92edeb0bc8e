import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cassandraYaml, javaFlags, logbackXml, pomXml } from './cassandra-files.js'
import { startChildServer } from './child-server.js'
import { freePorts } from './free-ports.js'

const version = '5.0.9'
const run = promisify(execFile)

/** One real Cassandra node on 127.0.0.1. */
export interface Cassandra {
  /** `host:port` */
  readonly contactPoint: string
  readonly dataCenter: string
  stop(): Promise<void>
}

/** Why no Cassandra can be started here; the message is for people. */
export class CannotRunCassandra extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`Cassandra cannot run here: ${why}.`, options)
    this.name = 'CannotRunCassandra'
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function mustRun(program: string, args: readonly string[], cwd?: string): Promise<void> {
  try {
    await run(program, args, { cwd, timeout: 600_000, maxBuffer: 2 ** 24 })
  } catch (error) {
    throw new CannotRunCassandra(`${program} is not there or failed`, { cause: error })
  }
}

/** Whether a node can be started here at once; `not_fetched`: once its files are fetched. */
export type CassandraHere = 'here' | 'not_fetched' | 'no_java' | 'no_maven'

const usableJava = /version "(?:11|17)[."]/u

/** Looks what is on the machine; starts and fetches nothing. */
export async function lookForCassandra(): Promise<CassandraHere> {
  const java = await run('java', ['-version']).catch(() => null)
  if (!java || !usableJava.test(java.stderr)) return 'no_java'
  if (await exists(jarsFolder())) return 'here'
  const hasMaven = await run('mvn', ['-v']).then(
    () => true,
    () => false,
  )
  return hasMaven ? 'not_fetched' : 'no_maven'
}

const jarsFolder = () => join(homedir(), '.cache', 'rights-desk', `cassandra-${version}`)

/** The jars of the server, from Maven Central; kept for all later starts in the user's cache. */
export async function fetchCassandra(log: (sentence: string) => void = () => undefined): Promise<string[]> {
  const folder = jarsFolder()
  if (!(await exists(folder))) {
    log('Fetching Cassandra from Maven Central.')
    const aside = `${folder}.${randomUUID()}`
    await mkdir(aside, { recursive: true })
    try {
      await writeFile(join(aside, 'pom.xml'), pomXml(version))
      const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
      await mustRun('mvn', ['-q', '-B', goal, '-DoutputDirectory=jars', '-DincludeScope=runtime'], aside)
      // Another process may have been quicker.
      await rename(aside, folder).catch(() => undefined)
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
  }
  const jars = join(folder, 'jars')
  return (await readdir(jars)).toSorted().map((name) => join(jars, name))
}

/** As root the daemon would lock all its memory; without the capability it does not. */
async function launcher(): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return ['java']
  const hasSetpriv = await run('setpriv', ['--version']).then(
    () => true,
    () => false,
  )
  return hasSetpriv ? ['setpriv', '--bounding-set=-ipc_lock', '--inh-caps=-ipc_lock', 'java'] : ['java']
}

/** Where the node talks to others, of which there are none, and to its clients. */
interface CassandraPorts {
  readonly storage: number
  readonly native: number
}

/**
 * Starts a node whose data are kept in `folder` (absolute). Needs Java 11 or 17 and, the first time on a machine, Maven;
 * throws `CannotRunCassandra` where they are missing.
 */
export async function startCassandra(
  folder: string,
  log: (sentence: string) => void = () => undefined,
  { ports, signal }: { readonly ports?: CassandraPorts; readonly signal?: AbortSignal } = {},
): Promise<Cassandra> {
  await mustRun('java', ['-version'])
  const jars = await fetchCassandra(log)
  const [storagePort, nativePort] = ports
    ? [ports.storage, ports.native]
    : ((await freePorts(2)) as [number, number])
  await Promise.all(['data', 'tmp'].map((name) => mkdir(join(folder, name), { recursive: true })))
  await writeFile(join(folder, 'cassandra.yaml'), cassandraYaml({ folder, storagePort, nativePort }))
  await writeFile(join(folder, 'logback.xml'), logbackXml)
  const [program, ...before] = await launcher()
  const args = [
    ...before,
    ...javaFlags,
    `-Dcassandra.config=file://${folder}/cassandra.yaml`,
    `-Dlogback.configurationFile=${folder}/logback.xml`,
    `-Dcassandra.storagedir=${folder}/data`,
    `-Djava.io.tmpdir=${folder}/tmp`,
    '-cp',
    jars.join(':'),
    'org.apache.cassandra.service.CassandraDaemon',
  ]
  const isReady = (written: string) => written.includes('Startup complete')
  const { stop } = await startChildServer(program!, args, {
    isReady,
    timeoutMs: 180_000,
    cwd: folder,
    signal,
  })
  return { contactPoint: `127.0.0.1:${nativePort}`, dataCenter: 'datacenter1', stop }
}
