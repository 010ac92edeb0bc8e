import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/clock.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { sweepWorld, type SweepWorld } from '../support/sweep-world.js'
import { rightsWith, type Ended } from './rights.js'

let world: SweepWorld
const today = localDate(systemClock())

beforeAll(async () => {
  world = await sweepWorld({ at: systemClock().toISO()! })
  const daysAgo = (days: number) => systemClock().minus({ days }).toISO()!
  await world.addMessages('c2', [...[200, 150, 100].map(daysAgo), ...[80, 10, 5].map(daysAgo)])
})
afterAll(() => world.stop())

/** The command, while the desk works off its queue beside it. */
async function sweep(...args: readonly string[]): Promise<Ended> {
  const env = { DATABASE_URL: world.database.url }
  const ended = rightsWith(env, 'sweep', ...args)
  let isOver = false
  void ended.then(() => (isOver = true))
  while (!isOver) await world.drain()
  return ended
}

const lineOf = ({ stdout }: Ended, collection: string) => {
  const { lines } = JSON.parse(stdout) as { lines: Record<string, unknown>[] }
  return lines.find((line) => line['collection'] === collection)
}

test('a dry run is counted by the desk, and printed; nothing is deleted', async () => {
  const ended = await sweep('--dry-run', '--json')
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(ended.stdout)).toMatchObject({ kind: 'dry_run', state: 'counted', day: today })
  expect(lineOf(ended, 'messages')).toMatchObject({ scanned: 6, eligible: 3, toDelete: 3 })
  expect(await world.left('messages')).toHaveLength(6)
})

test('a dry run of a later day counts what is due then, and a sweep of one is refused', async () => {
  const inTwoYears = localDate(systemClock().plus({ years: 2 }))
  const ended = await sweep('--dry-run', '--date', inTwoYears, '--json')
  expect(lineOf(ended, 'messages')).toMatchObject({ eligible: 6 })
  expect(await sweep('--date', inTwoYears)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has not come yet'),
  })
})

test.each([[['--dry-run']], [[]]])(
  'a day that is over is refused with %j, and nothing is begun',
  async (how) => {
    const before = (await world.last()).id
    const yesterday = localDate(systemClock().minus({ days: 1 }))
    expect(await sweep(...how, '--date', yesterday)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`${yesterday} is over`),
    })
    expect((await world.last()).id).toBe(before)
  },
)

test('a sweep waits for a manager, and is the latest although a later day was counted before', async () => {
  const ended = await sweep('--csv')
  expect(ended.code).toBe(0)
  expect(ended.stdout).toContain(`SW-${today}-02,${today},waiting,register,messages,RET-STD,3,6,3,3,`)
  const latest = await sweep('--show', '--json')
  expect(JSON.parse(latest.stdout)).toMatchObject({ kind: 'nightly', day: today, needsApproval: true })
  expect((await sweep('--show')).stdout).toMatch(/^Retention sweep .* \(waiting\)/u)
})

test('the sweep that waits is shown, also after a dry run of the same day', async () => {
  expect((await sweep('--dry-run')).code).toBe(0)
  const shown = await sweep('--show', '--json')
  expect(JSON.parse(shown.stdout)).toMatchObject({ kind: 'nightly', state: 'waiting', day: today })
})

test.each([
  [['--show', 'SW-2001-01-01-01'], 'There is no such sweep'],
  [['--date', '2026-13-40'], 'is not a day'],
])('%j tells what is wrong', async (args, words) => {
  expect(await sweep(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
})
