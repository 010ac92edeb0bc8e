import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { expect, onTestFinished, test } from 'vitest'
import { signed } from '../../src/local/slack-cloud/person.js'
import { freshDatabase } from '../support/postgres.js'
import { startDesk } from './desk-process.js'

const workers = 12
const cuts = 8

test('a desk whose connections to the database are cut under load lives, and works on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-cut-'))
  await chmod(folder, 0o711)
  const database = await freshDatabase()
  const desk = await startDesk(folder, { PORT: '0', DATABASE_URL: database.url })
  onTestFinished(async () => {
    await desk.stop('SIGKILL')
    await database.drop().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  })
  const { signing } = JSON.parse(await readFile(join(folder, '.rights-desk/secrets.json'), 'utf8')) as {
    signing: string
  }
  const start = async () => {
    const command = {
      command: '/rights',
      text: 'start RR-2026-0001',
      team_id: 'T0DESK',
      user_id: 'U0KARI',
      channel_id: 'D0KARI',
      trigger_id: randomUUID(),
    }
    const request = signed(signing, 'slash_commands', command, DateTime.utc())
    const response = await fetch(`${desk.address}/slack/events`, { method: 'POST', ...request })
    return response.text()
  }
  let isOver = false
  let answered = 0
  const work = async () => {
    while (!isOver) {
      const text = await start()
      if (/E_(?!UNAVAILABLE)/u.test(text)) answered += 1
    }
  }
  const load = Promise.all(Array.from({ length: workers }, work))
  for (let cut = 0; cut < cuts; cut += 1) {
    const before = answered
    await expect.poll(() => answered, { timeout: 15_000 }).toBeGreaterThan(before + 5)
    await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'rights-desk'`
  }
  const after = answered
  await expect.poll(() => answered, { timeout: 15_000 }).toBeGreaterThan(after + 5)
  isOver = true
  await load

  expect((await fetch(`${desk.address}/readyz`)).status).toBe(200)
}, 120_000)
