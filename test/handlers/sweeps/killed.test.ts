import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import type { DataStore, Stores } from '../../../src/connectors/store.js'
import { button, passTo, said } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import { disturbed, sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

const night = '2026-11-23T00:15:00Z'
/** More than two pages in each of four ranges. */
const count = 9_000

/** The stores, with a worker that dies after, or before, the second page that it deletes is gone. */
const killing = (when: 'before' | 'after') => {
  let pages = 0
  return (stores: Stores): Stores => ({
    ...stores,
    of: (system) => {
      const store = stores.of(system)!
      const erase: DataStore['erase'] = async (...given) => {
        const dies = ++pages === 2
        if (dies && when === 'before') throw new Error('killed')
        const erased = await store.erase(...given)
        if (dies) throw new Error('killed')
        return erased
      }
      return new Proxy(store, {
        get: (target, name) => {
          const value: unknown = name === 'erase' ? erase : Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  })
}

/** The stores, with one deletion that answers too late: half of it lands only when the store is read the next time. */
const late = (stores: Stores): Stores => {
  let isOver = false
  let coming: (() => Promise<unknown>) | null = null
  const land = async () => {
    const still = coming
    coming = null
    await still?.()
  }
  return {
    ...stores,
    of: (system) => {
      const store = stores.of(system)!
      return disturbed(store, {
        async erase(collection, ids, options) {
          if (isOver) return store.erase(collection, ids, options)
          isOver = true
          const rest = ids.slice(ids.length / 2)
          coming = () => store.erase(collection, rest)
          const first = await store.erase(collection, ids.slice(0, ids.length / 2), options)
          return { ...first, failed: rest.map((id) => ({ id, why: 'timeout' })) }
        },
        async scan(...given) {
          if (isOver) await land()
          return store.scan(...given)
        },
      })
    },
  }
}

test('what a store deletes after it seemed to have failed is counted, once', async () => {
  const world = await sweepWorld({ around: late })
  onTestFinished(() => world.stop())
  await world.addMessages('c2', Array(60).fill('2026-08-22T10:00:00Z'))
  await passTo(world, night)
  const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))!
  await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
  await hurry(world)
  expect(await world.left('messages')).toEqual([])
  const sweep = await world.last()
  expect(sweep.state).toBe('done')
  expect(sweep.outcomes['register.messages']).toMatchObject({ deleted: 60, failed: 0, overPlan: 0 })
})

/** Works off what is put off for a later try. */
async function hurry(world: SweepWorld): Promise<void> {
  await world.drain()
  await world.database
    .sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`
  await world.drain()
}

describe.each(['before', 'after'] as const)('a worker that is killed %s it deleted a page', (when) => {
  let world: SweepWorld
  afterEach(async () => world.stop())

  test('is followed by one that deletes the rest, and each record is counted once', async () => {
    world = await sweepWorld({ around: killing(when) })
    const { sql } = world.database
    await sql`
      insert into messages select 'k' || lpad(n::text, 5, '0'), 'c2', '2026-08-22T10:00:00Z'
      from generate_series(1, ${count}) n`
    await passTo(world, night)
    const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))!
    await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
    await world.drain()
    expect((await world.last()).state).toBe('running')
    await hurry(world)
    expect(await world.left('messages')).toEqual([])
    const sweep = await world.last()
    expect(sweep.state).toBe('done')
    expect(sweep.outcomes['register.messages']).toMatchObject({ deleted: count, failed: 0, overPlan: 0 })
  })
})
