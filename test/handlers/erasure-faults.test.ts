import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DateTime } from 'luxon'
import { transaction } from '../../db/client.js'
import { shredIds } from '../../db/erasures.js'
import { listEventsOf } from '../../db/events.js'
import { replayErasures } from '../../handlers/erasure/replay.js'
import type { DataStore } from '../../src/connectors/store.js'
import { DeletionRecord, deletionOf } from '../../src/domain/proof/deletion.js'
import { findOutboundPii } from '../../src/domain/privacy/pii.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { look } from '../../src/worker/look.js'
import { acts, asReference, caseOf, give, sound, soundness, told, type } from '../support/acts.js'
import { approve, askForErasure, erasureWorld, type ErasureWorld } from '../support/erasure-world.js'

let world: ErasureWorld
let reference: string

beforeEach(async () => {
  world = await erasureWorld('2026-03-05T09:00:00Z')
})
afterEach(async () => world.stop())

const store = (system: string) => world.stores.get(system)!
/** Puts some methods of a store in another one's place. */
const change = (system: string, methods: Partial<DataStore>) =>
  void world.stores.set(system, { ...store(system), ...methods })
/** What the clock does every minute: jobs that failed are due again. */
async function tick() {
  await world.database
    .sql`update graphile_worker._private_jobs set run_at = now(), locked_at = null, locked_by = null`
  await look(world.parts.db, world.parts.clock)
  await world.drain()
}
const records = async () =>
  (await listEventsOf(world.parts.db, asReference(reference))).flatMap((event) => deletionOf(event) ?? [])
const gone = async () => ({
  customers: await world.left('customers'),
  messages: await world.left('messages'),
})
const onlyOthers = { customers: ['c2'], messages: ['other'] }

describe('a store that is away', () => {
  test('while it is searched: no plan, and it is said which one', async () => {
    change('messages', { locate: () => Promise.resolve({ kind: 'unread', why: 'away' }) })
    reference = await askForErasure(world)
    expect((await caseOf(world, reference)).status).toBe('in_progress')
    const blocked = (await listEventsOf(world.parts.db, asReference(reference))).at(-1)
    expect(blocked).toMatchObject({
      type: 'plan.search_blocked',
      fields: { unread: ['messages.messages:away'] },
    })
  })

  test('while it is erased: nothing is called done, and it goes on when the store is back', async () => {
    reference = await askForErasure(world)
    const whole = store('register')
    change('register', {
      erase: (_collection, ids) =>
        Promise.resolve({ erased: [], absent: [], failed: ids.map((id) => ({ id, why: 'away' as const })) }),
    })
    await approve(world, reference)
    expect((await caseOf(world, reference)).plan!.executedAt).toBeNull()
    expect(await world.left('customers')).toEqual(['c1', 'c2'])
    expect(told(await type(world, 'U0ANNE', `proof ${reference}`))).toContain('Partial')
    world.stores.set('register', whole)
    await tick()
    expect(await gone()).toEqual(onlyOthers)
    expect(await records()).toHaveLength(2)
  })

  test('five times: an engineer is asked, and lets it go on', async () => {
    reference = await askForErasure(world)
    const whole = store('messages')
    change('messages', { verify: () => Promise.resolve({ kind: 'unread', why: 'timeout' }) })
    await approve(world, reference)
    for (let times = 0; times < 6; times++) await tick()
    const failures = (await acts(world, reference)).filter((one) => one === 'execution.failed')
    expect(failures).toHaveLength(5)
    world.stores.set('messages', whole)
    await tick()
    expect((await caseOf(world, reference)).plan!.executedAt).toBeNull()

    expect(told(await type(world, 'U0EVA', `retry ${reference}`))).toContain('E_NOT_ON_CALL')
    await type(world, 'U0NILS', `retry ${reference}`)
    expect(await gone()).toEqual(onlyOthers)
    expect(told(await type(world, 'U0NILS', `retry ${reference}`))).toContain('E_NOTHING_TO_RETRY')
  })

  test('a store that says erased and is not is not believed', async () => {
    reference = await askForErasure(world)
    change('messages', { erase: (_, ids) => Promise.resolve({ erased: ids, absent: [], failed: [] }) })
    await approve(world, reference)
    expect(await records()).toEqual([])
    expect((await caseOf(world, reference)).plan!.linesDone).toEqual([])
  })
})

describe('a worker that ends in the middle', () => {
  test('is followed by another, which repeats nothing that was noted and skips nothing', async () => {
    reference = await askForErasure(world)
    const erased: string[] = []
    let isBroken = false
    const whole = store('messages')
    change('messages', {
      erase: async (collection, ids) => {
        const done = await whole.erase(collection, ids)
        erased.push(...done.erased)
        // Between the store's work and our note of it.
        if (erased.length === 2 && !isBroken) {
          isBroken = true
          throw new Error('ended')
        }
        return done
      },
    })
    await approve(world, reference)
    expect(erased).toHaveLength(2)
    await tick()
    expect(await gone()).toEqual(onlyOthers)
    expect([...erased].sort()).toEqual(['m1', 'm2', 'm3'])
    expect(await records()).toHaveLength(2)
    expect(await soundness(world)).toEqual(sound)
  })

  test('two workers at once: one of them has it', async () => {
    reference = await askForErasure(world)
    const calls: string[] = []
    const whole = store('messages')
    change('messages', {
      erase: async (collection, ids) => {
        calls.push(...ids)
        if (calls.length === 1) await tick()
        return whole.erase(collection, ids)
      },
    })
    await approve(world, reference)
    expect([...calls].sort()).toEqual(['m1', 'm2', 'm3'])
    expect(await gone()).toEqual(onlyOthers)
  })
})

describe('between approval and execution', () => {
  test('a hold stops it at the next page, with nothing more erased, until it is released', async () => {
    reference = await askForErasure(world)
    const whole = store('messages')
    let pages = 0
    change('messages', {
      erase: async (collection, ids) => {
        pages += 1
        const done = await whole.erase(collection, ids)
        if (pages === 1)
          await give(world, 'U0MONA', `hold ${reference}`, {
            matter: '2026-17',
            legalReference: 'tvisteloven § 22-1',
            purpose: 'A claim is expected.',
          })
        return done
      },
    })
    await approve(world, reference)
    await tick()
    const held = await world.database.sql`select 1 from holds`
    expect(held).toHaveLength(1)
    expect(pages).toBe(1)
    expect(await world.left('messages')).toHaveLength(3)
    expect(await world.left('customers')).toEqual(['c1', 'c2'])
    const [row] = await world.database.sql`select state, code from erasures`
    expect(row).toEqual({ state: 'stopped', code: 'E_HOLD_ACTIVE' })
  })

  test('an approval that is 14 days old starts nothing', async () => {
    reference = await askForErasure(world)
    const whole = store('messages')
    change('messages', {
      erase: (_, ids) =>
        Promise.resolve({ erased: [], absent: [], failed: ids.map((id) => ({ id, why: 'away' as const })) }),
    })
    await approve(world, reference)
    world.stores.set('messages', whole)
    world.moveTo('2026-03-19T09:00:00Z')
    await tick()
    const [row] = await world.database.sql`select state, code from erasures`
    expect(row).toEqual({ state: 'stopped', code: 'E_APPROVAL_EXPIRED' })
    expect(await world.left('messages')).toEqual(['m1', 'm2', 'm3', 'other'])
  })

  test('a plan whose records were changed behind its back is not carried out', async () => {
    reference = await askForErasure(world)
    await world.database
      .sql`update erasure_pages set opaque = '["changed"]' where collection = 'messages' and position = (select min(position) from erasure_pages)`
    await approve(world, reference)
    const [row] = await world.database.sql`select state, code from erasures`
    expect(row).toEqual({ state: 'stopped', code: 'E_PLAN_CHANGED' })
    expect(await world.left('messages')).toEqual(['m1', 'm2', 'm3', 'other'])
  })

  test('a plan that was revised is erased by nobody', async () => {
    reference = await askForErasure(world)
    change('messages', {
      erase: (_, ids) =>
        Promise.resolve({ erased: [], absent: [], failed: ids.map((id) => ({ id, why: 'away' as const })) }),
    })
    await approve(world, reference)
    await type(world, 'U0KARI', `revise ${reference}`)
    await tick()
    expect(await world.left('customers')).toEqual(['c1', 'c2'])
  })
})

describe('after a restore', () => {
  test('what came back is erased again, and nothing else', async () => {
    reference = await askForErasure(world)
    await approve(world, reference)
    const { sql } = world.database
    await sql`insert into messages values ('m1', 'c1'), ('m2', 'c1'), ('new', 'c2')`
    const { db, desk, clock } = world.parts
    const context = { db, desk, clock, vault: desk.vault }
    expect(await replayErasures(context, null)).toMatchObject({ erasures: 1, records: 2, unread: [] })
    expect(await world.left('messages')).toEqual(['new', 'other'])
    expect(await replayErasures(context, clock().plus({ days: 1 }))).toMatchObject({ erasures: 0 })
  })

  test('a store that is away is told of, never taken as nothing', async () => {
    reference = await askForErasure(world)
    await approve(world, reference)
    change('messages', { verify: () => Promise.resolve({ kind: 'unread', why: 'away' }) })
    const { db, desk, clock } = world.parts
    const result = await replayErasures({ db, desk, clock, vault: desk.vault }, null)
    expect(result.unread).toEqual(['messages.messages:away'])
  })

  test('once the last copy is gone the ids are shredded, and not a day before', async () => {
    reference = await askForErasure(world)
    await approve(world, reference)
    const { db, clock } = world.parts
    const shred = (days: number) =>
      transaction(db, (tx) => shredIds(tx, localDate(clock().plus({ days })), DateTime.fromISO('2020-01-01')))
    expect(await shred(35)).toBe(0)
    expect(await shred(36)).toBe(1)
    expect(await world.database.sql`select 1 from erasure_pages`).toHaveLength(0)
    expect(await records()).toHaveLength(2)
  })
})

describe('the deletion record', () => {
  test('has only codes, ids, dates and hashes, and no text of it looks like a person', async () => {
    reference = await askForErasure(world)
    await approve(world, reference)
    const texts: string[] = []
    const made = await records()
    JSON.stringify(made, (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value)
      return value
    })
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.flatMap((text) => findOutboundPii(text))).toEqual([])
    const { prevHash: _prev, hash: _hash, ...plain } = made[0]!
    for (const wrong of [
      { name: 'Canary Fuglesang' },
      { system: 'canary@example.org' },
      { proposedBy: 'Kari' },
    ])
      expect(DeletionRecord.safeParse({ ...plain, ...wrong }).success).toBe(false)
  })
})
