import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import postgres from 'postgres'
import { transaction } from '../../db/client.js'
import { appendEvents, findEventAfter, listEventsOf, readEvents, streamEvents } from '../../db/events.js'
import type { Reference } from '../../src/domain/case/types.js'
import { chainVerifier, type EventDraft } from '../../src/domain/proof/event.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const author = { actor: kari, role: 'support', at: noon } as const
const ref = 'RR-2026-0001' as Reference
const draft = (version: number, type: EventDraft['type'] = 'step.ticked'): EventDraft => ({
  type,
  reference: ref,
  fields: { version, æ: 'Ø', rights: ['access', 'erasure'], none: null, isLate: false },
})
const append = (...drafts: EventDraft[]) => transaction(fresh.db, (tx) => appendEvents(tx, drafts, author))

async function verify() {
  const walk = chainVerifier()
  for await (const event of streamEvents(fresh.db, 1, 7)) walk.add(event)
  return walk.verdict()
}

test('forty appends at once, some rolled back, make one chain without gaps that verifies', async () => {
  const appends = Array.from({ length: 40 }, (_, n) =>
    transaction(fresh.db, async (tx) => {
      await appendEvents(tx, n % 3 === 0 ? [draft(n), draft(n)] : [draft(n)], author)
      if (n % 10 === 0) throw new Error('given up')
    }),
  )
  await Promise.allSettled(appends)
  expect(await verify()).toMatchObject({ ok: true, count: 48 })
})

test('an event is read back as it was appended', async () => {
  const [appended] = await append(draft(100))
  expect((await readEvents(fresh.db, appended!.seq, 5))[0]).toEqual(appended)
  expect((await listEventsOf(fresh.db, ref)).at(-1)).toEqual(appended)
})

test('no drafts, no event', async () => {
  expect(await append()).toEqual([])
})

test('what took a case beyond a version is found by its type', async () => {
  const [, wanted] = await append(draft(201, 'request.assigned'), draft(202, 'approval.granted'), draft(203))
  expect(await findEventAfter(fresh.db, ref, 201, ['approval.granted', 'approval.denied'])).toEqual(wanted)
  expect(await findEventAfter(fresh.db, ref, 202, ['approval.granted'])).toBeNull()
})

describe('events are append-only', () => {
  const attempts = [
    ['update', `update events set role = 'manager'`],
    ['update of nothing', `update events set role = 'manager' where seq = 0`],
    ['delete', 'delete from events'],
    ['truncate', 'truncate events'],
    [
      'upsert',
      `insert into events select * from events limit 1 on conflict (seq) do update set role = 'manager'`,
    ],
  ] as const

  test.each(attempts)('for the owner: %s', async (_, statement) => {
    await expect(fresh.sql.unsafe(statement)).rejects.toMatchObject({ code: 'RD001' })
  })

  test.each(attempts)('in a session that plays a replica: %s', async (_, statement) => {
    const sql = postgres(fresh.url, { max: 1, connection: { session_replication_role: 'replica' } })
    await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: 'RD001' })
    await sql.end()
  })
})

test('a change past the triggers is seen by verification', async () => {
  await fresh.sql`alter table events disable trigger user`
  await fresh.sql`update events set fields = '{"version": 1}' where seq = 20`
  await fresh.sql`alter table events enable always trigger events_append_only`
  await fresh.sql`alter table events enable always trigger events_redaction`
  expect(await verify()).toEqual({ ok: false, seq: 20, why: 'hash_mismatch' })
})
