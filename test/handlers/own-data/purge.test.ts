import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyEvents } from '../../../db/events.js'
import { rightsDesk } from '../../../src/domain/data-map/rights-desk.js'
import { look } from '../../../src/worker/look.js'
import { found, storeSchema } from '../../privacy/search.js'
import { presses, secret, secretWords, story } from '../../privacy/story.js'
import { button, give, type } from '../../support/acts.js'
import { erasureWorld, type ErasureWorld } from '../../support/erasure-world.js'
import { dumpOf, eraseAll, ownDataOf, scanAll } from '../../support/own-world.js'

let world: ErasureWorld

/** A person put through every command, their cases closed, and the clock moved beyond every period. */
describe.each(['slack', 'teams'] as const)('five years after the whole story in %s', (platform) => {
  beforeAll(async () => {
    world = await erasureWorld('2026-03-05T09:00:00Z', { email: secret.email, schema: storeSchema, platform })
    for (const [index, [who, text, values]] of story.entries()) {
      world.moveTo(DateTime.fromISO('2026-03-05T09:00:00Z').plus({ minutes: index }).toISO()!)
      await give(world, who, text, values)
    }
    for (const [who, list, action, values] of presses) {
      // Nobody has asked for a link here.
      if (action.startsWith('people.link')) continue
      const { ephemerals } = await type(world, who, list)
      const { modal } = await world.cloud.person(who).click(ephemerals[0]!, button(ephemerals[0]!, action))
      if (modal && values) await world.cloud.person(who).submit(modal, values)
    }
    for (const at of ['2026-03-06T09:00:00Z', '2026-04-20T09:00:00Z']) {
      world.moveTo(at)
      await look(world.parts.db, world.parts.clock)
      await world.drain()
    }
    const { sql } = world.database
    await sql`update cases set status = 'closed', closed_at = '2026-04-21T09:00:00Z' where status <> 'closed'`
    await sql`update holds set released_at = '2026-04-21T09:00:00Z', release_proposed_by = null,
      released_by = ${world.personId('U0PER')} where released_at is null`
    await sql`update restrictions set lifted_at = '2026-04-21T09:00:00Z', notice_sent_at = '2026-04-21T09:00:00Z'`
    world.moveTo('2031-04-22T00:15:00Z')
  }, 300_000)
  afterAll(() => world.stop())

  test('everything that is due goes, and all of it is verified', async () => {
    const store = ownDataOf(world, { [platform]: world.port })
    for (const { name } of rightsDesk.collections) {
      const { records, kept } = await scanAll(store, name)
      expect([name, kept]).toEqual([name, []])
      const ids = records.map(({ id }) => id)
      expect([name, await eraseAll(store, name, ids)]).toEqual([
        name,
        { erased: ids, absent: [], failed: [], remaining: [] },
      ])
    }
    await world.database.sql`delete from inbox`
  })

  test('no word of the person and no case is left in any table', async () => {
    const rows = await dumpOf(world.database, storeSchema)
    expect(rows).not.toBe('')
    expect(found(rows, secretWords)).toEqual([])
    expect(rows.match(/RR-\d{4}-\d{4}/gu)).toBeNull()
  })

  test('nor in any message that the desk has written', () => {
    const { messages } = world.cloud.state as {
      messages: readonly { userId?: string; from?: string | null }[]
    }
    const left = JSON.stringify(messages.filter(({ userId, from }) => userId === 'U0BOT' || from === null))
    expect(found(left, secretWords)).toEqual([])
    expect(left.match(/RR-\d{4}-\d{4}/gu)).toBeNull()
  })

  test('the chain is whole', async () => {
    const verdict = await verifyEvents(world.parts.db)
    expect(verdict).toMatchObject({ ok: true })
    expect(verdict.ok && verdict.redacted / verdict.count).toBeGreaterThan(0.8)
  })
})
