import { access, chmod, mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsIn } from '../cli/rights.js'
import { startDesk, throughShell, type DeskProcess } from './desk-process.js'

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
    expect((await get('/metrics')).text).toMatch(/^rights_desk_open_cases 31$/mu)
  })

  test('answers nothing else', async () => {
    expect((await get('/package.json')).status).toBe(404)
    expect((await get('/slack/events')).status).toBe(405)
  })

  describe('its page', () => {
    const ask = (path: string, headers: Record<string, string> = {}, body?: object) =>
      request(`${desk.address}${path}`, headers, body)
    const secret = async () => (await ask('/')).headers['set-cookie']![0]!.split(';')[0]!
    const say = (as: string, channel: string) => ({ act: 'say', as, channel, text: 'Hello' })

    test('runs nothing but its own scripts and asks nobody else', async () => {
      const { status, headers, text } = await ask('/')
      expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('Rights Desk') })
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/u,
      )
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['set-cookie']![0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/local$/u)
      expect(
        [...text.matchAll(/(?:src|href)="([^"]*)"/gu)].filter(([, url]) => !url!.startsWith('/assets/')),
      ).toEqual([])
    })

    test('is not given under another name of this machine', async () => {
      expect((await ask('/', { host: 'rebound.example.org' })).status).toBe(403)
      expect(
        (await ask('/local/setup', { host: 'rebound.example.org', cookie: await secret() })).status,
      ).toBe(403)
    })

    test('answers only whoever loaded it, and only from itself', async () => {
      const cookie = await secret()
      expect((await ask('/local/setup')).status).toBe(403)
      expect((await ask('/local/setup', { cookie })).status).toBe(200)
      expect((await ask('/local/act', {}, say('U0KARI', 'C0GENERAL'))).status).toBe(403)
      const elsewhere = { cookie, origin: 'http://127.0.0.1:1' }
      expect((await ask('/local/act', elsewhere, say('U0KARI', 'C0GENERAL'))).status).toBe(403)
      expect((await ask('/local/act', { cookie }, say('U0KARI', 'C0GENERAL'))).status).toBe(200)
    })

    test.each([
      ['nobody', say('U0NOBODY', 'C0GENERAL'), 409],
      ['a channel that the person is not in', say('U0GURI', 'C0PRIVACY'), 409],
      ['somebody else’s direct messages', say('U0GURI', 'D0KARI'), 409],
      ['a form that is not open', { act: 'submit', as: 'U0KARI', view: 'V1', values: {} }, 409],
      ['a message that is not there', { act: 'click', as: 'U0KARI', on: 'message:x', button: 'y' }, 409],
      ['what is no act', { act: 'shout', as: 'U0KARI' }, 400],
    ])('refuses to act as or on %s', async (_what, body, status) => {
      expect((await ask('/local/act', { cookie: await secret() }, body)).status).toBe(status)
    })

    test('moves the clock ahead, never back, and needs a case for its deadline', async () => {
      const cookie = await secret()
      const move = (to: string, reference: string | null) =>
        ask('/local/clock', { cookie }, { move: to, reference })
      expect((await move('deadline', null)).status).toBe(409)
      // The oldest sample case is overdue.
      expect((await move('deadline', 'RR-2026-0001')).status).toBe(409)
      expect((await move('yesterday', null)).status).toBe(400)
    })
  })

  test('refuses an unsigned command', async () => {
    const response = await fetch(`${desk.address}/slack/events`, {
      method: 'POST',
      body: 'command=/rights&text=list',
    })
    expect(response.status).toBe(401)
  })

  test('a second one in the same folder says where the first is', async () => {
    const second = await startDesk(folder, { PORT: '0' }).catch((error: unknown) => error as Error)
    expect(second).toMatchObject({
      message: `exit code 1: Rights Desk cannot start.\nA local workspace already runs in this folder, at ${desk.address}: use that, or stop it with Ctrl-C first.\n`,
    })
    expect(await tryIn(folder, 'help')).toContain('/rights open')
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it cleanly, with no process left, and it starts again with its data',
    async (signal) => {
      const pidFile = join(folder, '.rights-desk/postgres/cluster/postmaster.pid')
      await access(pidFile)
      expect(await desk.stop(signal)).toBe(0)
      // The server takes its pid file away as the last thing it does.
      await expect(access(pidFile)).rejects.toThrow('ENOENT')
      expect(await tryIn(folder, 'list')).toContain('No local workspace runs in this folder')

      desk = await startDesk(folder, { PORT: '0' })
      expect((await get('/metrics')).text).toMatch(/^rights_desk_open_cases 31$/mu)
      expect(await tryIn(folder, 'list')).toContain('RR-2026-')
    },
  )
})

describe('npm start whose shell alone is told to end', () => {
  test('ends all the same, with no server left', async () => {
    const folder = await ownFolder()
    const desk = await startDesk(folder, { PORT: '0' }, throughShell())
    const pidFile = join(folder, '.rights-desk/postgres/cluster/postmaster.pid')
    await access(pidFile)

    await desk.stop('SIGTERM')

    await expect
      .poll(
        () =>
          access(pidFile).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 20_000 },
      )
      .toBe('gone')
    await rm(folder, { recursive: true, force: true })
  }, 60_000)
})

describe('a start that cannot be', () => {
  test('production without settings: every missing variable with its cure, exit code 2', async () => {
    const ended = await startDesk(tmpdir(), { NODE_ENV: 'production' }).then(
      () => null,
      (error: unknown) => error as Error,
    )
    expect(ended?.message).toContain('exit code 2')
    expect(ended?.message).toMatch(/KEY_ENCRYPTION_KEY is missing: make one with: openssl rand -base64 32\./u)
    expect(ended?.message).toMatch(/SLACK_SIGNING_SECRET is missing/u)
  })
})

/** `fetch` does not let anybody name another host. */
function request(
  url: string,
  headers: Record<string, string>,
  body?: object,
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const method = body ? 'POST' : 'GET'
    const sent = httpRequest(url, { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.once('error', reject)
    sent.end(body && JSON.stringify(body))
  })
}

/** What `rights try` says in a folder. */
async function tryIn(folder: string, words: string): Promise<string> {
  const { stdout, stderr } = await rightsIn(folder, 'try', ...words.split(' '))
  return stdout + stderr
}

/** A folder through which the embedded database's account may pass, as it may through an ordinary home. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-start-'))
  await chmod(folder, 0o711)
  return folder
}
