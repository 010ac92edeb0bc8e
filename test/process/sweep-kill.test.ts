import { afterEach, expect, test } from 'vitest'
import { readEvents, verifyEvents } from '../../db/events.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { said } from '../support/acts.js'
import { privacyChannel } from '../support/desk-world.js'
import type { DeskProcess } from './desk-process.js'
import { sweepDesks, type Step, type SweepDesks } from './sweep-desks.js'

const patient = { timeout: 90_000, interval: 50 } as const
const longest = 240_000

let desks: SweepDesks
afterEach(() => desks.stop())

const sweep = () => desks.world.last()
const state = async () => (await sweep())?.state

/** The dry run found each message once, and everything about it is in order. */
async function expectPlan(due: number, young: number): Promise<void> {
  await expect.poll(state, patient).toBe('waiting')
  const line = (await sweep()).lines.find(({ collection }) => collection === 'messages')!
  expect(line).toMatchObject({ unread: null, tally: { scanned: due + young, eligible: due, unanchored: 0 } })
}

/** What was due is gone, each record once, in the store as in the outcome and the proof, which is whole. */
async function expectEnd(due: number, young: number): Promise<void> {
  await expect.poll(state, patient).toMatch(/done|partial/u)
  const found = await sweep()
  expect(found.outcomes['register.messages']).toEqual({ deleted: due, failed: 0, overPlan: 0, failure: null })
  expect(found.state).toBe('done')
  const ids = await desks.deleted()
  expect([ids.length, new Set(ids).size]).toEqual([due, due])
  const left = await desks.world.database
    .sql`select min(processed_at) > now() - interval '1 day' as "isYoung",
    count(*)::int as count from messages`
  expect(left[0]).toEqual({ isYoung: true, count: young })
  const { db } = desks.world.parts
  const events = await readEvents(db, 1, 10_000)
  const records = events.flatMap((event) => deletionOf(event) ?? [])
  expect(records.map(({ system, collection, recordCount }) => [system, collection, recordCount])).toEqual([
    ['register', 'messages', due],
  ])
  for (const once of ['sweep.planned', 'sweep.approved', 'sweep.executed'])
    expect(events.filter(({ type }) => type === once, once)).toHaveLength(1)
  expect(await verifyEvents(db)).toMatchObject({ ok: true })
  const cards = () => desks.world.cloud.messages(privacyChannel).filter((one) => said(one).includes('SW-'))
  expect(cards()).toHaveLength(1)
}

/** Kills a desk that stands at a step, and starts another, which is to be held at `next`. */
async function killAndRestart(desk: DeskProcess, at: Step, next?: Step): Promise<DeskProcess> {
  await desk.stop('SIGKILL')
  await desks.drop(at)
  if (next) await desks.hold(next)
  await desks.silent()
  return desks.start()
}

test(
  'killed as it counts, plans, deletes, notes, proves and ends, a sweep is carried on by the next one: each record once',
  async () => {
    const [due, young] = [2_600, 400]
    desks = await sweepDesks({ due, young, parts: 2 })
    await desks.hold('the note of the second counted part')
    let desk = await desks.start()
    await desks.held('the note of the second counted part', 1)
    expect(await state()).toBe('counting')
    desk = await killAndRestart(desk, 'the note of the second counted part', 'the plan')
    await desks.held('the plan', 1)
    desk = await killAndRestart(desk, 'the plan')
    await expectPlan(due, young)
    expect(await desks.deleted()).toEqual([])

    await desks.hold('the deletion of a page')
    await desks.approve()
    await desks.held('the deletion of a page', 2)
    desk = await killAndRestart(desk, 'the deletion of a page', 'the note of a deleted page')
    expect(await desks.deleted()).toEqual([])
    await desks.held('the note of a deleted page', 2)
    const once = await desks.deleted()
    expect(once.length).toBeGreaterThan(0)
    expect(once.length).toBeLessThan(due)
    desk = await killAndRestart(desk, 'the note of a deleted page', 'the note of a deleted page')
    await desks.held('the note of a deleted page', 2)
    expect(await desks.deleted()).toEqual(once)
    desk = await killAndRestart(desk, 'the note of a deleted page', 'the proof of a collection')
    await desks.held('the proof of a collection', 1)
    desk = await killAndRestart(desk, 'the proof of a collection', 'the end of the sweep')
    await desks.held('the end of the sweep', 1)
    await killAndRestart(desk, 'the end of the sweep')
    await expectEnd(due, young)
  },
  longest,
)

test(
  'what a dead desk had asked the store for, and is done only after another one took up, is counted once as well',
  async () => {
    const [due, young] = [1_200, 300]
    desks = await sweepDesks({ due, young, parts: 1 })
    const first = await desks.start()
    await expectPlan(due, young)
    await desks.hold('the deletion of a page')
    await desks.approve()
    await desks.held('the deletion of a page', 1)
    await first.stop('SIGKILL')
    await desks.hold('the note of what is taken up')
    await desks.silent()
    await desks.start()
    await desks.held('the note of what is taken up', 1)
    expect(await desks.deleted()).toEqual([])
    await desks.letGo('the deletion of a page')
    await expect.poll(async () => (await desks.deleted()).length, patient).toBeGreaterThan(0)
    await desks.letGo('the note of what is taken up')
    await expectEnd(due, young)
  },
  longest,
)

test(
  'three replicas share one sweep: one is killed with its parts in its hands, and all figures are exact',
  async () => {
    const [due, young] = [5_000, 1_000]
    desks = await sweepDesks({ due, young, parts: 12 })
    const [one] = await Promise.all([desks.start(), desks.start(), desks.start()])
    await expectPlan(due, young)
    await desks.hold('the deletion of a page')
    await desks.approve()
    // Each takes four jobs at a time: twelve parts at once are in the hands of all three.
    await desks.held('the deletion of a page', 12)
    await one.stop('SIGKILL')
    await desks.letGo('the deletion of a page')
    await desks.silent()
    await expectEnd(due, young)
  },
  longest,
)
