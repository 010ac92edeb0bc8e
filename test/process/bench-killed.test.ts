import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const bench = `
  import { startBenchServer } from ${JSON.stringify(resolve('test/bench/bench-server.ts'))}
  process.stdout.write(JSON.stringify(await startBenchServer()))
  setInterval(() => undefined, 1000)`

const answers = async (url: string): Promise<boolean> => {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

test('a bench that is killed leaves no server and no folder behind', async () => {
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', bench], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url, folder } = JSON.parse(line.toString()) as { url: string; folder: string }
  expect(await answers(url)).toBe(true)
  child.kill('SIGKILL')

  await expect.poll(() => stat(folder).catch(() => 'gone'), { timeout: 60_000, interval: 200 }).toBe('gone')
  expect(await answers(url)).toBe(false)
}, 120_000)
