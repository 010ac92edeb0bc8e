import { access, chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type DeskProcess } from './desk-process.js'

/** The program as people start it: in a folder of its own, with nothing configured. */
describe('npm start on a fresh machine', () => {
  let folder: string
  let desk: DeskProcess
  const get = async (path: string) => {
    const response = await fetch(`${desk.address}${path}`)
    return { status: response.status, text: await response.text() }
  }

  beforeAll(async () => {
    folder = await ownFolder()
    desk = await startDesk(folder, { PORT: '0' })
  })
  afterAll(async () => {
    await desk.stop('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  test('says where it listens, and listens on this machine only', () => {
    expect(desk.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u)
  })

  test('lives, is ready and gives metrics', async () => {
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' })
    expect(await get('/readyz')).toEqual({ status: 200, text: 'database: ready\n' })
    expect((await get('/metrics')).text).toMatch(/^rights_desk_open_cases 11$/mu)
  })

  test('answers nothing else', async () => {
    expect((await get('/')).status).toBe(404)
    expect((await get('/slack/events')).status).toBe(405)
  })

  test('refuses an unsigned command', async () => {
    const response = await fetch(`${desk.address}/slack/events`, {
      method: 'POST',
      body: 'command=/rights&text=list',
    })
    expect(response.status).toBe(401)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it cleanly, with no process left, and it starts again with its data',
    async (signal) => {
      const pidFile = join(folder, '.rights-desk/postgres/cluster/postmaster.pid')
      await access(pidFile)
      expect(await desk.stop(signal)).toBe(0)
      // The server takes its pid file away as the last thing it does.
      await expect(access(pidFile)).rejects.toThrow('ENOENT')

      desk = await startDesk(folder, { PORT: '0' })
      expect((await get('/metrics')).text).toMatch(/^rights_desk_open_cases 11$/mu)
    },
  )
})

describe('a start that cannot be', () => {
  test('production without settings: every missing variable with its cure, exit code 1', async () => {
    const ended = await startDesk(tmpdir(), { NODE_ENV: 'production' }).then(
      () => null,
      (error: unknown) => error as Error,
    )
    expect(ended?.message).toContain('exit code 1')
    expect(ended?.message).toMatch(/KEY_ENCRYPTION_KEY is missing: make one with: openssl rand -base64 32\./u)
    expect(ended?.message).toMatch(/SLACK_SIGNING_SECRET is missing/u)
  })

  test('a port that is taken is named', async () => {
    const folder = await ownFolder()
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const port = String((other.address() as AddressInfo).port)
    await expect(startDesk(folder, { PORT: port })).rejects.toThrow(/The port is taken by another program/u)
    other.close()
    await rm(folder, { recursive: true, force: true })
  })
})

/** A folder through which the embedded database's account may pass, as it may through an ordinary home. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-start-'))
  await chmod(folder, 0o711)
  return folder
}
