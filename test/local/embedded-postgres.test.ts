import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/local/embedded-postgres.js'

let root: string
let started: EmbeddedPostgres[]
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'rights-desk-embedded-')))
  await chmod(root, 0o755)
  started = []
})
afterEach(async () => {
  for (const server of started) await server.stop()
  await rm(root, { recursive: true, force: true })
})

async function start(dataDir = join(root, 'data')): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, unsafeFast: true })
  started.push(server)
  return server
}

async function ask(url: string, statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    return (await sql.unsafe(statement).values())[0]?.[0]
  } finally {
    await sql.end()
  }
}

const folderOf = async (url: string) => String(await ask(url, `select current_setting('data_directory')`))
const pidOf = async (url: string) =>
  Number((await readFile(join(await folderOf(url), 'postmaster.pid'), 'utf8')).split('\n')[0])

/** A process that runs; one that is dead and not yet reaped by its parent does not. */
async function isRunning(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ')
  return !/\) Z /.test(state) && state !== ' Z '
}

test('starts, keeps what is written over a restart, and leaves nothing running', async () => {
  const first = await start()
  const pid = await pidOf(first.url)
  await ask(first.url, 'create table kept as select 1 as a')
  await first.stop()
  await first.stop()
  expect(await isRunning(pid)).toBe(false)
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select a from kept')).toBe(1)
})

test('a second start joins the server; it ends with its last user', async () => {
  const [a, b] = await Promise.all([start(), start()])
  const pid = await pidOf(a.url)
  expect(b.url).toBe(a.url)
  await a.stop()
  expect(await isRunning(pid)).toBe(true)
  await b.stop()
  expect(await isRunning(pid)).toBe(false)
})

test('two processes that start at once share one server, and the kill of one does not end it', async () => {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('../../src/local/embedded-postgres.ts', import.meta.url).href)})
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(join(root, 'data'))}, unsafeFast: true })
    process.stdout.write(server.url)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const theirs = new Promise<string>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(String(text))),
  )
  const server = await start()
  expect(await theirs).toBe(server.url)
  const pid = await pidOf(server.url)
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  expect(await ask(server.url, 'select 1')).toBe(1)
  await server.stop()
  expect(await isRunning(pid)).toBe(false)
})

test('after a kill -9 of the server it starts again on the same data', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 1 as a')
  await ask(first.url, 'checkpoint')
  process.kill(await pidOf(first.url), 'SIGKILL')
  const second = await start()
  expect(await ask(second.url, 'select a from kept')).toBe(1)
})

test('a postmaster.pid that names a process of somebody else is not believed', async () => {
  const first = await start()
  const folder = await folderOf(first.url)
  const old = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
  await first.stop()
  await writeFile(join(folder, 'postmaster.pid'), [process.pid, ...old.slice(1)].join('\n'))
  expect(await ask((await start()).url, 'select 1')).toBe(1)
})

test('a first start that was cut off leaves no half cluster in the way', async () => {
  await mkdir(join(root, 'data', 'cluster.left-over'), { recursive: true })
  await writeFile(join(root, 'data', 'lock'), '999999999_gone')
  expect(await ask((await start()).url, 'select 1')).toBe(1)
})

test('a port that was taken meanwhile is exchanged for another', async () => {
  const first = await start()
  const other = await start(join(root, 'other'))
  await first.stop()
  await writeFile(join(root, 'data', 'port'), new URL(other.url).port)
  const again = await start()
  expect(again.url).not.toBe(other.url)
  expect(await folderOf(again.url)).toBe(join(root, 'data', 'cluster'))
})

test('needs its password, which only we can read, and tells nothing of statements in its log', async () => {
  const { url } = await start()
  const folder = join(root, 'data')
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
  await expect(ask(url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
  await ask(url, 'create table t (a text primary key)')
  await expect(ask(url, `insert into t values ('canary'), ('canary')`)).rejects.toMatchObject({
    code: '23505',
  })
  expect(await readFile(join(folder, 'cluster', 'server.log'), 'utf8')).not.toContain('canary')
  expect((await readdir(folder)).sort().filter((name) => !name.startsWith('use.'))).toEqual([
    'cluster',
    'password',
    'port',
  ])
})

test.runIf(process.getuid?.() === 0)(
  'as root, where nobody can go, the data is under the temporary folder',
  async () => {
    await chmod(root, 0o700)
    const { url } = await start()
    const folder = await folderOf(url)
    expect(folder.startsWith(join(await realpath(tmpdir()), 'rights-desk-postgres-'))).toBe(true)
    await started[0]!.stop()
    await rm(join(folder, '..'), { recursive: true })
  },
)

test('sorts and searches Norwegian', async () => {
  const { url } = await start()
  const sorted = `select string_agg(w, '' order by w collate "nb-NO-x-icu") from unnest(array['å', 'a', 'ø', 'z', 'æ']) w`
  expect(await ask(url, sorted)).toBe('azæøå')
})
