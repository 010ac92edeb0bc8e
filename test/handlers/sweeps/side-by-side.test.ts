import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { transaction } from '../../../db/client.js'
import { findSweep, saveSweep } from '../../../db/sweeps.js'
import { findKeptJob } from '../../../handlers/jobs/sweep.js'
import { beginSweep } from '../../../handlers/sweeps/begin.js'
import { queueStart } from '../../../handlers/sweeps/start.js'
import { readDataMap } from '../../../src/connectors/data-map/read.js'
import { openStores } from '../../../src/connectors/index.js'
import type { DataStore, Stores } from '../../../src/connectors/store.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { startQueue } from '../../../src/worker/queue.js'
import { openCase, passTo, type } from '../../support/acts.js'
import { registerMap } from '../../support/register.js'
import {
  approveSweep,
  disturbed,
  holdSubject,
  sweepWorld,
  type SweepWorld,
} from '../../support/sweep-world.js'

const night = '2026-11-23T00:15:00Z'
const due = '2026-08-22T10:00:00Z'
const patient = { timeout: 30_000, interval: 50 } as const

let world: SweepWorld
afterEach(async () => world.stop())

const state = async () => (await world.last()).state
const messages = async () => (await world.last()).outcomes['register.messages']

/** The stores, with something that happens before each scan. */
const before =
  (happens: () => Promise<void>) =>
  (stores: Stores): Stores => ({
    ...stores,
    of: (system) => {
      const store = stores.of(system)!
      const scan: DataStore['scan'] = async (...given) => {
        await happens()
        return store.scan(...given)
      }
      return disturbed(store, { scan })
    },
  })

describe('workers side by side', () => {
  test.each([1, 2])(
    'that meet a new hold all at once keep every record under it (%i)',
    async () => {
      world = await sweepWorld()
      for (const customer of ['c1', 'c2']) await world.addMessages(customer, Array(8_000).fill(due))
      await passTo(world, night)
      await holdSubject(world)
      const { db, clock } = world.parts
      const { id } = await world.last()
      await transaction(db, async (tx) => {
        await saveSweep(tx, id, { state: 'planned', startsAt: clock() })
        await queueStart(tx, id)
      })
      const queue = await startQueue(world.database.url, world.jobsWith({}), 4)
      await expect.poll(state, patient).toMatch(/done|partial/u)
      await queue.stop()
      const left = await world.database.sql`select customer, count(*)::int as n from messages group by 1`
      expect(left).toEqual([{ customer: 'c1', n: 8_000 }])
      expect([await state(), await messages()]).toMatchObject(['done', { deleted: 8_000, failed: 0 }])
    },
    60_000,
  )

  test('that go by what was found before go on by it, though another one found it anew', async () => {
    let isArmed = false
    const again = async () => {
      if (!isArmed) return
      isArmed = false
      // A request for a copy is open for a moment only: what keeps records is the same as before in the end.
      const { sql: ask } = world.database
      await ask`update cases set status = 'received', closed_at = null where reference = 'RR-2026-0002'`
      await findKeptJob.run(world.jobsWith({}), { id: (await world.last()).id }, 'another')
      await ask`update cases set status = 'closed', closed_at = now() where reference = 'RR-2026-0002'`
    }
    world = await sweepWorld({ around: before(again) })
    for (const customer of ['c1', 'c2']) await world.addMessages(customer, [due, due])
    await holdSubject(world)
    await openCase(world, 'U0OLA', { rights: ['access'], email: 'nobody@example.org', phone: '' })
    await world.database
      .sql`update cases set status = 'closed', closed_at = now() where reference = 'RR-2026-0002'`
    await passTo(world, night)
    isArmed = true
    await approveSweep(world)
    await world.drain()
    expect(isArmed).toBe(false)
    expect(await world.left('messages')).toEqual(['m0001', 'm0002'])
    expect(await state()).toBe('done')
  })
})

test('a data map that changes while a sweep runs deletes nothing by its own rules until a night has counted by it', async () => {
  world = await sweepWorld()
  await world.addMessages('c2', [...Array(6).fill('2026-09-22T10:00:00Z'), ...Array(3).fill(due)])
  await passTo(world, night)
  await type(world, 'U0MONA', 'pause')
  await approveSweep(world)
  await world.drain()
  expect(await state()).toBe('running')
  const planned = world.parts.desk.stores!
  const stores = openStores(readDataMap(registerMap(1)).map!, { REGISTER_URL: world.database.url })
  Object.assign(world.parts.desk, { stores })
  await planned.close()
  await type(world, 'U0MONA', 'resume')
  await passTo(world, '2026-11-23T00:25:00Z')
  expect(await world.left('messages')).toHaveLength(9)
  expect([await state(), await messages()]).toMatchObject([
    'partial',
    { deleted: 0, failed: 3, failure: 'map_changed' },
  ])
  await passTo(world, '2026-11-24T00:15:00Z')
  const line = (await world.last()).lines.find(({ collection }) => collection === 'messages')
  expect([await state(), line]).toMatchObject(['waiting', { months: 1, tally: { eligible: 9 } }])
})

describe('a store in which a person could not be looked for', () => {
  const failing =
    (times: number) =>
    (stores: Stores): Stores => ({
      ...stores,
      async *locate(...given) {
        for await (const part of stores.locate(...given))
          yield part.name === 'messages' && times-- > 0 ? { ...part, kind: 'unread', why: 'timeout' } : part
      },
    })
  const run = async (times: number) => {
    world = await sweepWorld({ around: failing(times) })
    await world.addMessages('c1', [due])
    await openCase(world, 'U0OLA')
    await passTo(world, night)
    return (await world.last()).lines.find(({ collection }) => collection === 'messages')
  }

  test('is asked again, and the records of the request are kept', async () => {
    expect(await run(1)).toMatchObject({ notFound: [], tally: { kept: { keep_open_request: 1 } } })
  })

  test('again and again: a manager is asked, who is told for whom', async () => {
    expect(await run(100)).toMatchObject({ notFound: ['RR-2026-0001'] })
    const { state: stands, safety } = await world.last()
    expect(stands).toBe('waiting')
    expect(safety.map(({ reason }) => reason)).toContain('not_found')
  })
})

describe('the next night', () => {
  const next = asLocalDate('2026-11-24')
  const plan = async (startsAt: string) => {
    world = await sweepWorld()
    await world.addMessages('c2', [due])
    await passTo(world, night)
    const { id } = await world.last()
    const { db, clock } = world.parts
    await transaction(db, (tx) =>
      saveSweep(tx, id, { state: 'planned', startsAt: clock().plus({ minutes: Number(startsAt) }) }),
    )
    return { id, db, clock }
  }

  test('waits for a sweep that starts while it is about to begin', async () => {
    const { id, db, clock } = await plan('30')
    let following!: Promise<unknown>
    await transaction(db, async (tx) => {
      await tx.execute(sql`select 1 from sweeps where id = ${id} for update`)
      following = transaction(db, (other) => beginSweep(other, next, clock()))
      const isWaiting = async () =>
        (await world.database.sql`select 1 from pg_locks where not granted and locktype = 'transactionid'`)
          .length
      await expect.poll(isWaiting, patient).toBeGreaterThan(0)
      await saveSweep(tx, id, { state: 'running', startedAt: clock() })
    })
    expect(await following).toBeNull()
    expect((await findSweep(db, id))!.state).toBe('running')
  })

  test('lets one go first whose time has come, and takes the place of one whose time has not', async () => {
    const first = await plan('0')
    expect(await transaction(first.db, (tx) => beginSweep(tx, next, first.clock()))).toBeNull()
    await world.stop()
    const second = await plan('30')
    expect(await transaction(second.db, (tx) => beginSweep(tx, next, second.clock()))).toBe(
      'SW-2026-11-24-01',
    )
    expect((await findSweep(second.db, second.id))!.state).toBe('superseded')
  })
})
