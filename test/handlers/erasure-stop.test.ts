import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DataStore } from '../../src/connectors/store.js'
import { look } from '../../src/worker/look.js'
import {
  acts,
  button,
  caseOf,
  denials,
  give,
  openCase,
  said,
  sound,
  soundness,
  start,
  everything,
  told,
  type,
} from '../support/acts.js'
import { onCallChannel } from '../support/desk-world.js'
import { approve, askForErasure, erasureWorld, type ErasureWorld } from '../support/erasure-world.js'

let world: ErasureWorld
let reference: string

beforeEach(async () => {
  world = await erasureWorld('2026-03-05T09:00:00Z')
})
afterEach(async () => world.stop())

const change = (system: string, methods: Partial<DataStore>) =>
  void world.stores.set(system, { ...world.stores.get(system)!, ...methods })
/** What the clock does every minute: jobs that failed are due again. */
async function tick() {
  await world.database
    .sql`update graphile_worker._private_jobs set run_at = now(), locked_at = null, locked_by = null`
  await look(world.parts.db, world.parts.clock)
  await world.drain()
}
const card = () => said(world.cloud.messages(onCallChannel)[0])
const run = async () => (await world.database.sql`select state, code from erasures`)[0]
const everythingLeft = ['m1', 'm2', 'm3', 'other']

describe('the stop of all erasures', () => {
  test('nothing that is approved meanwhile begins; it begins when they go on', async () => {
    reference = await askForErasure(world)
    expect(told(await type(world, 'U0MONA', 'pause'))).toContain('halt at the next record')
    const approved = await approve(world, reference)
    expect(told(approved)).toContain('starts with /rights resume')
    await tick()
    expect(await world.left('messages')).toEqual(everythingLeft)
    expect(await run()).toEqual({ state: 'stopped', code: 'E_PAUSED' })
    expect(card()).toContain('All erasures and sweeps stand still')

    expect(told(await type(world, 'U0NILS', 'resume'))).toContain('Erasures and sweeps go on')
    await world.drain()
    expect(await world.left('messages')).toEqual(['other'])
    expect(card()).not.toContain('stand still')
    expect(await acts(world, reference)).toEqual(
      expect.arrayContaining(['execution.resumed', 'execution.completed', 'deletion.recorded']),
    )
    expect(await soundness(world)).toEqual(sound)
  })

  test('what runs ends at the next record: the store is told to stop in the middle of a page', async () => {
    reference = await askForErasure(world)
    const whole = world.stores.get('messages')!
    change('messages', {
      erase: async (collection, ids, options) => {
        await type(world, 'U0NILS', 'pause')
        await vi.waitFor(() => expect(options!.signal!.aborted).toBe(true), { timeout: 10_000 })
        return { erased: [], absent: [], failed: ids.map((id) => ({ id, why: 'stopped' as const })) }
      },
    })
    await approve(world, reference)
    expect(await world.left('messages')).toEqual(everythingLeft)
    expect(await run()).toEqual({ state: 'stopped', code: 'E_PAUSED' })
    // It was halted, it did not fail.
    expect(await acts(world, reference)).not.toContain('execution.failed')
    expect(card()).toContain('All erasures and sweeps stand still')

    world.stores.set('messages', whole)
    await type(world, 'U0MONA', 'resume')
    await world.drain()
    expect(await world.left('messages')).toEqual(['other'])
  })

  test('once at a time, by managers and engineers only', async () => {
    expect(told(await type(world, 'U0KARI', 'pause'))).toContain('E_NOT_ALLOWED')
    expect(told(await type(world, 'U0MONA', 'resume'))).toContain('E_NOT_PAUSED')
    await type(world, 'U0MONA', 'pause')
    const again = told(await type(world, 'U0NILS', 'pause'))
    expect(again).toContain('E_PAUSED')
    expect(again).toContain('U0MONA')
    await type(world, 'U0NILS', 'resume')
    expect(await world.database.sql`select 1 from standstills where ended_at is null`).toHaveLength(0)
  })

  test('resume with a reference still starts the clock of that case alone', async () => {
    reference = await askForErasure(world)
    await type(world, 'U0MONA', 'pause')
    expect(told(await type(world, 'U0MONA', `resume ${reference}`))).not.toContain(
      'Erasures and sweeps go on',
    )
    expect(told(await type(world, 'U0NILS', `resume ${reference}`))).toContain('E_NOT_ALLOWED')
    expect(await world.database.sql`select 1 from standstills where ended_at is null`).toHaveLength(1)
  })
})

describe('a store that fails its check', () => {
  test('keeps the plan from being approved, until a check finds it mended', async () => {
    reference = await askForErasure(world)
    change('messages', { check: () => Promise.resolve({ kind: 'unread', why: 'denied' }) })
    world.moveTo('2026-03-05T09:06:00Z')
    await tick()
    const refused = told(await approve(world, reference))
    expect(refused).toContain('E_STORE_FAILING')
    expect(refused).toContain('messages')
    expect((await caseOf(world, reference)).status).toBe('awaiting_approval')

    change('messages', { check: () => Promise.resolve({ kind: 'read', findings: [] }) })
    world.moveTo('2026-03-05T09:07:00Z')
    await tick()
    await approve(world, reference)
    expect(await world.left('messages')).toEqual(['other'])
  })

  test('so does one that was never checked, and one whose tables are not those of the map', async () => {
    reference = await askForErasure(world)
    await world.database.sql`delete from store_checks where system = 'register'`
    expect(told(await approve(world, reference))).toContain('E_STORE_FAILING')
    change('register', {
      check: () =>
        Promise.resolve({
          kind: 'read',
          findings: [{ level: 'error', collection: 'customers', sentence: 'It is not there.' }],
        }),
    })
    world.moveTo('2026-03-05T09:06:00Z')
    await tick()
    expect(told(await approve(world, reference))).toContain('E_STORE_FAILING')
  })
})

describe('a line that fails', () => {
  const away = (ids: readonly { toString(): string }[]) => ({
    erased: [],
    absent: [],
    failed: ids.map((id) => ({ id: id as never, why: 'away' as const })),
  })

  async function failing() {
    reference = await askForErasure(world)
    const whole = world.stores.get('messages')!
    change('messages', { erase: (_collection, ids) => Promise.resolve(away(ids)) })
    await approve(world, reference)
    for (let times = 0; times < 5; times++) await tick()
    expect(card()).toContain('messages (away)')
    return whole
  }

  test('is left out with a reason: the rest is erased, it is called partial, and tried again later', async () => {
    const whole = await failing()
    const nils = world.cloud.person('U0NILS')
    const shown = world.cloud.messages(onCallChannel)[0]!
    const { modal } = await nils.click(shown, button(shown, 'plan.set_aside'))
    await nils.submit(modal!, { line: 'messages.messages', kind: 'skipped', reason: 'The cluster is down.' })
    await world.drain()
    expect(await world.left('customers')).toEqual(['c2'])
    expect(await run()).toEqual({ state: 'partial', code: null })
    expect(card()).toContain('Partial: 1 line')
    expect(card()).toContain('left out, not erased')
    expect((await caseOf(world, reference)).plan!.executedAt).toBeNull()
    expect(told(await type(world, 'U0ANNE', `proof ${reference}`))).toContain('Partial')

    world.stores.set('messages', whole)
    await type(world, 'U0NILS', `retry ${reference}`)
    await world.drain()
    expect(await world.left('messages')).toEqual(['other'])
    expect((await caseOf(world, reference)).plan!.executedAt).not.toBeNull()
    expect(card()).not.toContain('Partial')
  })

  test('is handed over: an engineer ticks it, and nobody before', async () => {
    await failing()
    expect(told(await give(world, 'U0EVA', `execute ${reference}`, everything))).not.toContain('done')
    const filled = { line: 'messages.messages', kind: 'handed', reason: 'The team of the cluster does it.' }
    expect(told(await give(world, 'U0EVA', `set-aside ${reference}`, filled))).toContain('E_NOT_ON_CALL')
    await give(world, 'U0NILS', `set-aside ${reference}`, filled)
    await world.drain()
    expect(card()).toContain('handed over')
    await give(world, 'U0KARI', `execute ${reference}`, everything)
    expect(await denials(world)).toContain('plan.execute E_NOT_ALLOWED')
    await give(world, 'U0EVA', `execute ${reference}`, everything)
    const found = await caseOf(world, reference)
    expect(found.plan!.executedAt).not.toBeNull()
    // What people did by hand is not what the desk verified.
    expect(found.ticks.map(({ code }) => code)).not.toContain('ERA-08')
    expect((await acts(world, reference)).filter((one) => one === 'deletion.recorded')).toHaveLength(1)
  })
})

test('a plan that erases and refuses another right takes a manager first, then an engineer', async () => {
  const opened = await openCase(world, 'U0KARI', { rights: ['erasure', 'rectification'] })
  reference = /RR-2026-\d{4}/u.exec(said(opened.modal))![0]
  await start(world, 'U0KARI', reference)
  await give(world, 'U0KARI', `steps ${reference}`, everything)
  await give(world, 'U0EVA', `steps ${reference}`, everything)
  await give(world, 'U0KARI', `plan ${reference}`, {
    outcome_erasure: 'fulfilled',
    outcome_rectification: 'refused',
    ground_rectification: 'manifestly_unfounded',
    reason: 'It was right already.',
  })
  await world.drain()
  expect(told(await approve(world, reference))).toContain('E_NOT_ALLOWED')
  const first = await approve(world, reference, 'U0MONA')
  expect(told(first)).toContain('An engineer on call approves it now')
  await world.drain()
  expect((await caseOf(world, reference)).status).toBe('awaiting_approval')
  expect(await world.left('messages')).toEqual(everythingLeft)
  expect(told(await approve(world, reference, 'U0PER'))).toContain('E_NOT_ALLOWED')
  expect(card()).toContain('Approved by a manager')
  await approve(world, reference)
  await world.drain()
  expect(await world.left('messages')).toEqual(['other'])
  const granted = (await acts(world, reference)).filter((one) => one === 'approval.granted')
  expect(granted).toHaveLength(2)
  expect(await soundness(world)).toEqual(sound)
})
