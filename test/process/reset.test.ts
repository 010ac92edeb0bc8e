import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres, { type Sql } from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from '../../db/migrate.js'
import { ownFolder } from '../support/page-world.js'
import { startDesk, type DeskProcess } from './desk-process.js'

/** `npm run reset` as people run it, after the program as people start it. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = resolve('src/local/reset.ts')
let server: Sql
let folder: string
let url: string
let desk: DeskProcess | null

beforeAll(() => {
  server = postgres(inject('postgres').url, { max: 1, onnotice: () => undefined })
})
afterAll(() => server.end())
beforeEach(async () => {
  folder = await ownFolder()
  const name = `t_${randomBytes(6).toString('hex')}`
  await server`create database ${server(name)}`
  url = Object.assign(new URL(inject('postgres').url), { pathname: `/${name}` }).href
})
afterEach(async () => {
  await desk?.stop('SIGKILL')
  desk = null
  await server`drop database ${server(new URL(url).pathname.slice(1))} with (force)`
  await rm(folder, { recursive: true, force: true })
})

const start = async (env: Readonly<Record<string, string>>) => {
  desk = await startDesk(folder, { PORT: '0', SAMPLE_STORES: 'light', ...env })
  return desk
}

function reset(env: Readonly<Record<string, string>> = {}): Promise<{ code: number; said: string }> {
  const { PATH, HOME } = process.env
  const options = { cwd: folder, env: { PATH, HOME, ...env } }
  return new Promise((done) =>
    execFile(process.execPath, ['--import', tsx, program], options, (error, out, fault) =>
      done({ code: error === null ? 0 : Number(error.code), said: `${out}${fault}` }),
    ),
  )
}

/** What lies in the database that is not its own: schemas, and relations of the open one. */
async function left(): Promise<readonly string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const found = await sql<{ name: string }[]>`
      select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'
      union all select relname from pg_class where relnamespace = 'public'::regnamespace
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace order by 1`
    return found.map(({ name }) => name)
  } finally {
    await sql.end()
  }
}

async function ask(statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return (await sql.unsafe(statement).values())[0]?.[0]
  } finally {
    await sql.end()
  }
}

test('a workspace with its own database and stores: nothing is left of it', async () => {
  const first = await start({})
  expect(await reset()).toEqual({ code: 1, said: expect.stringContaining('stop it with Ctrl-C first') })
  expect(await first.stop('SIGTERM')).toBe(0)
  expect(await readdir(resolve(folder, '.rights-desk'))).toEqual(
    expect.arrayContaining(['postgres', 'secrets.json', 'stores', 'workspace.json']),
  )
  expect(await reset()).toEqual({ code: 0, said: 'The local workspace is empty.\n' })
  expect(await readdir(folder)).toEqual([])
}, 120_000)

test('rows in a database of one’s own go only when it is named; what else lies there stays', async () => {
  await ask('create table theirs as select 1 as a')
  const first = await start({ DATABASE_URL: url })
  expect(await left()).toEqual(
    expect.arrayContaining(['drizzle', 'graphile_worker', 'sample_register', 'cases']),
  )
  await first.stop('SIGTERM')
  expect(await reset()).toEqual({ code: 1, said: expect.stringContaining('set DATABASE_URL') })
  expect(await ask('select count(*)::int from cases')).toBe(40)
  expect(await reset({ DATABASE_URL: url })).toEqual({ code: 0, said: 'The local workspace is empty.\n' })
  expect(await left()).toEqual(['theirs'])
  expect(await readdir(folder)).toEqual([])

  await start({ DATABASE_URL: url })
  expect(await ask('select count(*)::int from cases')).toBe(40)
}, 120_000)

test('tables of the desk that were there before the workspace stay', async () => {
  await migrate(url)
  await (await start({ DATABASE_URL: url })).stop('SIGTERM')
  expect(await reset({ DATABASE_URL: url })).toEqual({
    code: 0,
    said: expect.stringContaining('were there before it'),
  })
  expect(await left()).toEqual(expect.arrayContaining(['drizzle', 'graphile_worker', 'cases']))
  expect(await left()).not.toContain('sample_register')
}, 120_000)

test('a database that does not answer is named, and the workspace stays as it is', async () => {
  await (await start({ DATABASE_URL: url, SAMPLE_STORES: 'none' })).stop('SIGTERM')
  const away = Object.assign(new URL(url), { port: '9' }).href
  expect(await reset({ DATABASE_URL: away })).toEqual({
    code: 1,
    said: expect.stringContaining('is DATABASE_URL right, and the server up?'),
  })
  expect(await readdir(folder)).toEqual(['.rights-desk'])
}, 120_000)
