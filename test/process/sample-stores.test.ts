import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ownFolder } from '../support/page-world.js'
import { startDesk, type DeskProcess } from './desk-process.js'

const run = promisify(execFile)
const patient = { timeout: 60_000, interval: 100 }
let folder: string
let desk: DeskProcess

beforeAll(async () => {
  folder = await ownFolder()
  desk = await startDesk(folder, { PORT: '0', SAMPLE_STORES: 'light' })
})
afterAll(async () => {
  await desk.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function panels() {
  const page = await fetch(`${desk.address}/`)
  const cookie = page.headers.get('set-cookie')!.split(';')[0]!
  const response = await fetch(`${desk.address}/local/panels`, { headers: { cookie } })
  const { stores } = (await response.json()) as {
    stores: {
      systems: { system: string; state: string }[]
      owners: { owner: string }[]
      cassandra: string | null
    }
  }
  return stores
}

/** Processes whose command line names our folder. */
async function children(): Promise<string[]> {
  const { stdout } = await run('ps', ['-eo', 'args'])
  return stdout.split('\n').filter((line) => line.includes(folder) && line.includes('azurite'))
}

test('the page tells of each store whether it is there, and how many records it holds of whom', async () => {
  await vi.waitFor(async () => {
    const { systems, owners, cassandra } = await panels()
    expect(systems).toEqual(
      ['sample_register', 'sample_archive', 'sample_log'].map((system) => ({ system, state: 'ready' })),
    )
    expect(cassandra).toBe('not_wanted')
    expect(owners).toHaveLength(41)
    expect(owners.at(-1)).toEqual({
      owner: 'K-1041',
      'sample_register.contacts': 1,
      'sample_register.invoices': 2,
      'sample_archive.files': 1,
      'sample_log.deliveries': 2,
    })
  }, patient)
}, 70_000)

test('the stores keep what they hold over a restart, and leave no process behind', async () => {
  expect(await desk.stop('SIGTERM')).toBe(0)
  expect(await children()).toEqual([])
  desk = await startDesk(folder, { PORT: '0', SAMPLE_STORES: 'light' })
  await vi.waitFor(async () => expect((await panels()).owners).toHaveLength(41), patient)
}, 120_000)

test('a desk that is killed takes them with it', async () => {
  await vi.waitFor(async () => expect(await children()).not.toEqual([]), patient)
  await desk.stop('SIGKILL')
  await vi.waitFor(async () => expect(await children()).toEqual([]), patient)
}, 120_000)
