import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEventsOf, verifyEvents } from '../../db/events.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { acts, asReference, caseOf, said, told, type } from '../support/acts.js'
import { onCallChannel } from '../support/desk-world.js'
import { approve, askForErasure } from '../support/erasure-world.js'
import type { DeskProcess } from './desk-process.js'
import { erasureDesks, type ErasureDesks, type steps } from './erasure-desks.js'

/** Three pages of ids. */
const messages = 1100
const patient = { timeout: 60_000, interval: 50 } as const

let desks: ErasureDesks
let desk: DeskProcess
let reference: string

beforeAll(async () => {
  desks = await erasureDesks(messages)
  desk = await desks.start()
})
afterAll(() => desks.stop())

const status = async () => (await caseOf(desks.world, reference)).status
const run = async () => (await desks.world.database.sql`select state from erasures`)[0]?.['state'] as unknown

/** Kills the desk where it stands, and lets the next one run to `next`, or to the end. */
async function kill(next?: keyof typeof steps): Promise<void> {
  await desk.stop('SIGKILL')
  await desks.letGo()
  if (next) await desks.hold(next)
}

/** The same, with a new desk in the dead one's place, after the time in which that would have been missed. */
async function killAndRestart(next?: keyof typeof steps): Promise<void> {
  await kill(next)
  await desks.silent()
  desk = await desks.start()
}

test('killed while it searches: the search is made anew, and gives one plan with every record once', async () => {
  await desks.hold('the search of a store')
  reference = await askForErasure(desks.world)
  await desks.held()
  expect(await status()).toBe('in_progress')
  await killAndRestart()
  await expect.poll(status, patient).toBe('awaiting_approval')

  const { plan } = await caseOf(desks.world, reference)
  const counts = Object.fromEntries(plan!.lines.map(({ id, count }) => [id, count]))
  expect(counts).toEqual({ 'register.customers': 1, 'register.messages': messages, 'register.invoices': 1 })
  const pages = await desks.world.database.sql`
    select collection, jsonb_array_length(opaque) as ids from erasure_pages order by ids desc, collection`
  expect(pages.map(({ collection, ids }) => [collection, ids])).toEqual([
    ['messages', 500],
    ['messages', 500],
    ['messages', 100],
    ['customers', 1],
  ])
  expect((await acts(desks.world, reference)).filter((one) => one === 'plan.proposed')).toHaveLength(1)
}, 120_000)

test('killed as it erases: another one that runs beside it takes over by itself, within a minute', async () => {
  await desks.hold('the deletion of a page')
  await approve(desks.world, reference)
  await desks.held()
  const other = await desks.start()
  await kill('the verification of a page')
  expect(await desks.deleted()).toEqual([])
  desk = other
  await desks.held()
  expect(await desks.deleted()).toHaveLength(500)
}, 120_000)

/** Where the next one is held, and how many pages of messages are noted by then. */
const rest = [
  ['the note of a page', 0],
  ['the proof of a line', 3],
  ['the deletion of the next line', 3],
  ['the end of the run', 3],
] as const

test.each(rest)(
  'killed there, and started again: it goes on as far as %s',
  async (step, pages) => {
    await killAndRestart(step)
    await desks.held()
    const noted = await desks.world.database.sql`
    select 1 from erasure_pages where collection = 'messages' and verified_at is not null`
    expect(noted).toHaveLength(pages)
  },
  120_000,
)

test('in the end each record was deleted once, and no page that was noted was asked for again', async () => {
  await killAndRestart()
  await expect.poll(run, patient).toBe('done')
  const ids = await desks.deleted()
  expect([ids.length, new Set(ids).size]).toEqual([messages + 1, messages + 1])
  expect(await desks.world.left('messages')).toEqual(['other'])
  expect(await desks.world.left('customers')).toEqual(['c2'])
  // The first page three times, since it was not noted before; the others, and the other table, once.
  expect([await desks.asked('messages'), await desks.asked('customers')]).toEqual([5, 1])
}, 120_000)

test('the proof has one record a line, with all that was erased; the chain is whole and the card is one', async () => {
  const { parts, cloud } = desks.world
  const events = await listEventsOf(parts.db, asReference(reference))
  const records = events.flatMap((event) => deletionOf(event) ?? [])
  const year = parts.clock().year
  expect(
    records.map(({ deletionId, collection, recordCount }) => [deletionId, collection, recordCount]),
  ).toEqual([
    [`DEL-${year}-000001`, 'messages', messages],
    [`DEL-${year}-000002`, 'customers', 1],
  ])
  const types = events.map((event) => event.type)
  for (const once of ['approval.granted', 'execution.completed'])
    expect(types.filter((one) => one === once)).toHaveLength(1)
  expect((await verifyEvents(parts.db)).ok).toBe(true)
  const words = told(await type(desks.world, 'U0ANNE', `proof ${reference}`))
  expect(words).toContain('is whole')
  expect(words).not.toContain('Partial')
  // What the killed ones held was finished by others, not given up; stores are checked anew by each of them.
  const jobs = await desks.world.database.sql`select task_identifier as job from graphile_worker.jobs
      where attempts >= max_attempts and task_identifier <> 'check-stores'`
  expect(jobs.map(({ job }) => String(job))).toEqual([])
  const card = () => cloud.messages(onCallChannel).map(said)
  await expect.poll(card, patient).toEqual([expect.stringContaining('utført og kontrollert')])
}, 60_000)
