import { afterEach, expect, test } from 'vitest'
import { transaction } from '../../../db/client.js'
import { readEvents } from '../../../db/events.js'
import { beginSweep } from '../../../handlers/sweeps/begin.js'
import type { Stores } from '../../../src/connectors/store.js'
import { localDate } from '../../../src/domain/time/calendar.js'
import { button, passTo, said } from '../../support/acts.js'
import { onCallChannel, privacyChannel } from '../../support/desk-world.js'
import { disturbed, sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

let world: SweepWorld
afterEach(async () => world.stop())

const night = '2026-11-23T00:15:00Z'
const due = '2026-08-22T10:00:00Z'
const late = '2026-07-01T10:00:00Z'

/** What the engineers on call were told of sweeps. */
const told = () => world.cloud.messages(onCallChannel).map(said)

const approve = async () => {
  const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))!
  await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
  await world.drain()
}

/** The messages cannot be reached. */
const away = (stores: Stores): Stores => ({
  ...stores,
  of: (system) =>
    disturbed(stores.of(system)!, {
      divide: (collection, ...rest) =>
        collection.name === 'messages'
          ? Promise.resolve({ kind: 'unread', why: 'away' } as const)
          : stores.of(system)!.divide(collection, ...rest),
    }),
})

test('a backlog is told to the engineers on call as soon as it is counted, and once a sweep', async () => {
  world = await sweepWorld()
  await world.addMessages('c1', [late])
  await passTo(world, night)
  expect(await world.last()).toMatchObject({ state: 'waiting' })
  expect(told()).toEqual([expect.stringMatching(/23 Nov 2026[^]*within 24 hours[^]*register\.messages/u)])
  await approve()
  expect(await world.last()).toMatchObject({ state: 'done' })
  expect(told()).toHaveLength(1)
})

test('a night that is counted anew tells again only what is new', async () => {
  world = await sweepWorld()
  await world.addMessages('c1', [late])
  await passTo(world, night)
  const again = async () => {
    const { db, clock } = world.parts
    await transaction(db, (tx) => beginSweep(tx, localDate(clock()), clock()))
    await world.drain()
  }
  await again()
  expect(await world.last()).toMatchObject({ id: 'SW-2026-11-23-02', state: 'waiting' })
  expect(told()).toHaveLength(1)
  await world.database.sql`insert into invoices values ('i1', 'c1', '2019-02-03')`
  await again()
  expect(told()).toEqual([expect.anything(), expect.stringMatching(/register\.invoices/u)])
})

test('a backlog that waits for a manager is an incident anew each night', async () => {
  world = await sweepWorld()
  await world.addMessages('c1', [late])
  for (const day of ['23', '24', '25']) await passTo(world, `2026-11-${day}T00:15:00Z`)
  expect(told()).toHaveLength(3)
  const events = await readEvents(world.parts.db, 1, 1000)
  expect(events.filter(({ type }) => type === 'sweep.backlog')).toHaveLength(3)
})

test('a store that was not read is told while the sweep waits, and not again when it is over', async () => {
  world = await sweepWorld({ around: away, at: '2026-11-22T12:00:00Z' })
  await world.database.sql`insert into invoices values ('i1', 'c1', '2020-02-03')`
  await passTo(world, night)
  expect(await world.last()).toMatchObject({ state: 'waiting' })
  expect(told()).toEqual([expect.stringMatching(/register\.messages/u)])
  await approve()
  expect(await world.last()).toMatchObject({ state: 'partial' })
  expect(told()).toHaveLength(1)
})

/** No message is ever deleted. */
const stuck = (stores: Stores): Stores => ({
  ...stores,
  of: (system) => {
    const store = stores.of(system)!
    return disturbed(store, {
      erase: (_, ids) =>
        Promise.resolve({
          erased: [],
          absent: [],
          failed: ids.map((id) => ({ id, why: 'timeout' as const })),
        }),
    })
  },
})

test('what failed is told when the sweep is over, also where its backlog was told before', async () => {
  world = await sweepWorld({ around: stuck })
  await world.addMessages('c1', [late])
  await passTo(world, night)
  expect(told()).toEqual([expect.not.stringMatching(/Failed/u)])
  await approve()
  for (let tries = 0; tries < 5; tries++) {
    await world.database
      .sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`
    await world.drain()
  }
  expect(await world.last()).toMatchObject({ state: 'partial' })
  expect(told()).toEqual([expect.anything(), expect.stringMatching(/Failed: mend the store/u)])
})

test('where all was read and nothing is late, nobody on call is told', async () => {
  world = await sweepWorld()
  await world.addMessages('c1', [due])
  await passTo(world, night)
  await approve()
  expect(await world.last()).toMatchObject({ state: 'done' })
  expect(told()).toEqual([])
})
