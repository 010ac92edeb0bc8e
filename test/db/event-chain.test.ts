import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import postgres from 'postgres'
import { transaction, type Tx } from '../../db/client.js'
import { redactEvents } from '../../db/event-chain.js'
import { appendEvents, readEvents, verifyEvents } from '../../db/events.js'
import { migrate } from '../../db/migrate.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import { redactionEvent } from '../../src/domain/proof/redaction.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, openCase } from './sample-case.js'

let fresh: FreshDatabase
/** A case that is there, one that is purged, and the numbers of their two events each; then one of no case. */
let there: Reference
const purged = 'RR-2020-0007' as Reference
const now = noon.plus({ months: 6 })
const author = (at = noon) => ({ actor: kari, role: 'support', at }) as const
const write = <T>(work: (tx: Tx) => Promise<T>) => transaction(fresh.db, work)
const draft = (reference: Reference | null, type: EventDraft['type'] = 'step.ticked'): EventDraft => ({
  type,
  reference,
  fields: { code: 'INT-05' },
})

beforeAll(async () => {
  fresh = await freshDatabase()
  there = (await write((tx) => openCase(tx))).reference
  await write((tx) =>
    appendEvents(tx, [draft(purged), draft(there), draft(there, 'subject_details.viewed')], author()),
  )
  await write((tx) =>
    appendEvents(tx, [draft(purged, 'request.closed'), draft(null, 'role.granted')], author()),
  )
})
afterAll(() => fresh.drop())

const redact = (seqs: readonly number[], at = now) =>
  write((tx) => redactEvents(tx, 'case_purged', seqs, author(at)))
const refused = { code: 'RD001' }

describe('what may be emptied', () => {
  test.each([
    ['an event of a case that is there', [2], now],
    ['one of a purged case together with such a one', [1, 2], now],
    ['a look at details that is not a year old', [3], noon.plus({ months: 12 }).minus({ days: 2 })],
    ['an act of no case that is not three years old', [5], noon.plus({ months: 36 }).minus({ days: 2 })],
  ] as const)('not %s', async (_, seqs, at) => {
    await expect(redact(seqs, at)).rejects.toMatchObject(refused)
    expect(await verifyEvents(fresh.db)).toMatchObject({ ok: true, count: 5, redacted: 0 })
  })

  test('nor an event that does not exist: the record would count it', async () => {
    await expect(redact([1, 99])).rejects.toMatchObject({ code: 'RD002' })
  })

  test('events of a purged case: nothing but number, kind, month and hashes stays', async () => {
    const [before] = await readEvents(fresh.db, 1, 1)
    await redact([4, 1])
    const [first] = await readEvents(fresh.db, 1, 1)
    expect(first).toEqual({
      ...before!,
      at: noon.startOf('month'),
      reference: null,
      actor: '00000000-0000-0000-0000-000000000000',
      role: 'system',
      fields: {},
      redactedBy: 6,
    })
    const [record] = await readEvents(fresh.db, 6, 1)
    expect(record).toMatchObject({
      type: 'events.redacted',
      reference: null,
      fields: { cause: 'case_purged', count: 2, seqs: ['1', '4'] },
    })
    expect(await verifyEvents(fresh.db)).toMatchObject({ ok: true, count: 6, redacted: 2, backwards: [] })
  })

  test('not again, and not the record', async () => {
    await expect(redact([1])).rejects.toMatchObject(refused)
    await expect(redact([6], now.plus({ years: 10 }))).rejects.toMatchObject(refused)
  })

  test('an old look and an old act', async () => {
    await redact([3], noon.plus({ months: 12 }))
    await redact([5], noon.plus({ months: 36 }))
    expect(await verifyEvents(fresh.db)).toMatchObject({ ok: true, count: 8, redacted: 4 })
  })
})

describe('nothing else changes an event, whoever asks', () => {
  const emptied = `at = date_trunc('month', at, 'UTC'), reference = null, role = 'system', fields = '{}',
    actor = '00000000-0000-0000-0000-000000000000'`
  const withRecord = (seqs: readonly number[], statement: string) =>
    fresh.sql.begin(async (sql) => {
      const [last] = await sql<{ seq: string }[]>`select max(seq) as seq from events`
      const seq = Number(last!.seq) + 1
      const { fields } = redactionEvent('case_purged', seqs)
      await sql`insert into events (seq, at, type, actor, role, fields, prev_hash, hash) values (${seq}, now(),
        'events.redacted', ${kari}, 'system', ${sql.json(fields as never)}, ${'a'.repeat(64)}, ${'b'.repeat(64)})`
      await sql.unsafe(statement.replaceAll('RECORD', String(seq)))
    })

  test.each([
    ['without a record', [], `update events set ${emptied}, redacted_by = RECORD where seq = 2`],
    [
      'keeping a field',
      [9],
      `update events set ${emptied.replace("'{}'", `'{"code": "x"}'`)}, redacted_by = RECORD where seq = 9`,
    ],
    [
      'another kind',
      [9],
      `update events set ${emptied}, type = 'step.unticked', redacted_by = RECORD where seq = 9`,
    ],
    [
      'another hash',
      [9],
      `update events set ${emptied}, hash = repeat('c', 64), redacted_by = RECORD where seq = 9`,
    ],
    ['under another record', [9], `update events set ${emptied}, redacted_by = 6 where seq = 9`],
    ['a deletion', [9], 'delete from events where seq = 9'],
  ] as const)('%s', async (_, seqs, statement) => {
    if (seqs.length > 0 && (await readEvents(fresh.db, 9, 1)).length === 0)
      await write((tx) => appendEvents(tx, [draft(purged)], author()))
    await expect(withRecord(seqs, statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^RD00[12]$/u) as string,
    })
  })

  test('nor with a record of an earlier transaction', async () => {
    await write((tx) => appendEvents(tx, [redactionEvent('case_purged', [9])], author()))
    await expect(fresh.sql`select redact_events()`).rejects.toMatchObject(refused)
  })

  test('the service’s role may empty by record, and has no right to change the table', async () => {
    const role = `app_${randomBytes(4).toString('hex')}`
    await fresh.sql.unsafe(`create role ${role} login password 'made-up'`)
    await migrate(fresh.url, { appRole: role })
    const app = postgres(Object.assign(new URL(fresh.url), { username: role, password: 'made-up' }).href, {
      max: 1,
    })
    await expect(app`update events set fields = '{}' where seq = 2`).rejects.toMatchObject({ code: '42501' })
    await expect(app`select redact_events()`).rejects.toMatchObject(refused)
    await app.end()
    await fresh.sql.unsafe(`drop owned by ${role}; drop role ${role}`)
  })
})

test('an event that was emptied past the triggers is seen: no record lists it', async () => {
  await fresh.sql`alter table events disable trigger user`
  await fresh.sql`update events set reference = null, fields = '{}', redacted_by = 6 where seq = 2`
  await fresh.sql`alter table events enable always trigger events_append_only`
  await fresh.sql`alter table events enable always trigger events_redaction`
  expect(await verifyEvents(fresh.db)).toEqual({ ok: false, seq: 2, why: 'unrecorded_redaction' })
})
