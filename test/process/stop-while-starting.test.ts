import { spawn } from 'node:child_process'
import { access, chmod, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

test('a signal while the desk starts ends it with nothing left running', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rights-desk-early-'))
  await chmod(folder, 0o711)
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, PORT: '0' }
  const child = spawn(process.execPath, ['--import', tsx, resolve('src/main.ts')], { cwd: folder, env })
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  const pidFile = join(folder, '.rights-desk/postgres/cluster/postmaster.pid')
  // The database runs, and the rest of the start is still to come.
  await expect
    .poll(
      () =>
        access(pidFile).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true)

  child.kill('SIGINT')

  expect(await ended).toBe(0)
  await expect(access(pidFile)).rejects.toThrow('ENOENT')
}, 60_000)
