import { spawn } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../support/postgres.js'
import { ownFolder } from '../support/page-world.js'
import { directly, startDesk, type DeskProcess } from './desk-process.js'

test('a first start that is killed in the middle leaves nothing that the next one stumbles over', async () => {
  const database = await freshDatabase()
  await database.sql`drop schema public cascade`
  await database.sql`drop schema drizzle cascade`
  await database.sql`drop schema graphile_worker cascade`
  await database.sql`create schema public`
  const folder = await ownFolder()
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
  let desk: DeskProcess | null = null
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, PORT: '0', SAMPLE_STORES: 'none', DATABASE_URL: database.url }
  const { command, args } = directly()
  const killed = spawn(command, args, { cwd: folder, env, stdio: 'ignore' })
  const ended = new Promise((done) => killed.once('exit', done))
  onTestFinished(async () => {
    killed.kill('SIGKILL')
    await desk?.stop('SIGKILL')
    await sql.end()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const cases = async () => {
    const [found] = await sql`select to_regclass('cases') is not null as there`
    return found!['there'] ? ((await sql`select count(*)::int as n from cases`)[0]!['n'] as number) : 0
  }
  await expect.poll(cases, { timeout: 60_000, interval: 5 }).toBeGreaterThan(2)
  killed.kill('SIGKILL')
  await ended
  expect(await cases()).toBeLessThan(40)
  expect(await readdir(join(folder, '.rights-desk'))).toContain('filling')

  desk = await startDesk(folder, { PORT: '0', DATABASE_URL: database.url })
  expect(await cases()).toBe(40)
  const [first] =
    await sql`select min(reference) as reference, count(*)::int as n from events where type = 'request.received'`
  expect(first).toMatchObject({ reference: expect.stringMatching(/-0001$/u), n: 40 })
  expect(await readdir(join(folder, '.rights-desk'))).not.toContain('filling')
}, 180_000)
