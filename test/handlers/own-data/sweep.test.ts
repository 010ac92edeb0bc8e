import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { readEvents } from '../../../db/events.js'
import type { Sweep } from '../../../db/sweeps.js'
import { deletionOf } from '../../../src/domain/proof/deletion.js'
import { button, caseOf, openCase, passTo, said } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

let world: SweepWorld
afterEach(() => world.stop())

const approve = async () => {
  const card = world.cloud
    .messages(privacyChannel)
    .filter((one) => said(one).includes('SW-'))
    .at(-1)!
  await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
  await world.drain()
}

/** The sweep of a night, approved where it waits for that. */
async function sweepOf(day: string): Promise<Sweep> {
  await passTo(world, `${day}T00:15:00Z`)
  if ((await world.last()).state === 'waiting') await approve()
  else await passTo(world, `${day}T00:50:00Z`)
  return world.last()
}

const lineOf = ({ lines }: Sweep, name: string) => lines.find(({ collection }) => collection === name)!
const eventsOf = (kind: string) => async () =>
  (await readEvents(world.parts.db, 1, 1000)).filter(({ type }) => type === kind)
const backlogs = eventsOf('sweep.backlog')
const proofsOf = async (name: string) =>
  (await eventsOf('deletion.recorded')()).map(deletionOf).filter((proof) => proof?.collection === name)

const reopened = 'RR-2023-0001'

/** Reopens a case at the moment when the ids of its part were noted, just before they are deleted. */
async function reopenBeforeDeletion(name: string) {
  const { sql } = world.database
  await sql.unsafe(`create function reopen() returns trigger language plpgsql as $$ begin
    update cases set status = 'in_progress', closed_at = null where reference = '${reopened}'; return new; end $$`)
  await sql.unsafe(`create trigger reopen after update on sweep_parts for each row
    when (new.system = 'rights_desk' and new.collection = '${name}' and new.progress is not null)
    execute function reopen()`)
}

test.each(['case_texts', 'cases'])(
  'of two cases one is reopened just before its deletion from %s: it stays, and is neither counted nor proved as deleted',
  async (name) => {
    world = await sweepWorld({ at: '2023-03-15T12:00:00Z' })
    await openCase(world, 'U0OLA', { rights: ['erasure'] })
    await openCase(world, 'U0OLA', { name: 'Ella Eksempel', email: 'ella@example.org', rights: ['erasure'] })
    const { sql } = world.database
    await sql`update cases set status = 'closed', closed_at = '2023-03-15T12:00:00Z'`
    if (name === 'cases') await sql`update subjects set has_text = false`
    await passTo(world, '2026-11-23T00:15:00Z')
    const planned = await world.last()
    expect(planned.state).toBe('waiting')
    expect(lineOf(planned, name).tally).toMatchObject({ eligible: 2 })

    await reopenBeforeDeletion(name)
    await approve()
    const sweep = await world.last()
    expect((await caseOf(world, reopened)).status).toBe('in_progress')
    expect(await sql`select has_text from subjects where reference = ${reopened}`).toEqual([
      { has_text: name === 'case_texts' },
    ])
    expect(sweep.outcomes[`rights_desk.${name}`]).toMatchObject({ deleted: 1, failed: 0 })
    expect(await proofsOf(name)).toMatchObject([{ recordCount: 1 }])
    // What is kept now is no failure.
    expect(sweep.state).toBe('done')
  },
)

test('details shown in the evening are within their 24 hours in the first night, gone in the second, and never late', async () => {
  world = await sweepWorld()
  const { sql } = world.database
  await sql`insert into answers (id, platform, channel, message_id, is_details, at)
    values (${randomUUID()}, 'slack', 'D0OLA', '1.1', true, '2026-11-22T17:00:00Z')`
  const first = await sweepOf('2026-11-23')
  expect(lineOf(first, 'shown_details').tally).toMatchObject({ scanned: 1, eligible: 0 })
  expect(await sql`select 1 from answers`).toHaveLength(1)

  const second = await sweepOf('2026-11-24')
  expect(lineOf(second, 'shown_details').tally).toMatchObject({
    eligible: 1,
    oldestAnchor: '2026-11-22',
    oldestLastKept: '2026-11-23',
  })
  expect(second.outcomes['rights_desk.shown_details']).toMatchObject({ deleted: 1, failed: 0 })
  expect(await sql`select 1 from answers`).toHaveLength(0)
  expect(await proofsOf('shown_details')).toMatchObject([
    { recordCount: 1, anchorRange: ['2026-11-22', '2026-11-22'] },
  ])
  expect(await backlogs()).toEqual([])
})
