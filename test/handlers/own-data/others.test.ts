import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyEvents } from '../../../db/events.js'
import { give, openCase, passTo, said, start, type } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import { directoryId } from '../../support/teams-people.js'
import { eraseAll, ownWorld, scanAll, stillThere, type OwnWorld } from '../../support/own-world.js'

let desk: OwnWorld
const reference = 'RR-2026-0001'
const idsOf = async (name: string) => (await scanAll(desk.own(), name)).records.map(({ id }) => id)

beforeAll(async () => {
  desk = await ownWorld('2026-03-05T09:00:00Z')
  await openCase(desk.world, 'U0KARI', { rights: ['erasure'] })
  await start(desk.world, 'U0KARI', reference)
})
afterAll(async () => {
  expect(await verifyEvents(desk.parts.db)).toMatchObject({ ok: true })
  await desk.stop()
})

describe('the access log: twelve months after a look', () => {
  test('stays on its last day, and goes with the reason on the next', async () => {
    await give(desk.world, 'U0MONA', `details ${reference}`, { reason: 'a complaint' })
    await give(desk.world, 'U0MONA', `details ${reference}`, { reason: 'again' })
    const looks = await idsOf('access_log')
    expect(looks).toHaveLength(2)
    const reasons = () =>
      desk.database.sql`select 1 from sealed_texts where id in (
        select (fields->>'textId')::uuid from events where type = 'subject_details.viewed')`
    expect(await reasons()).toHaveLength(2)

    desk.moveTo('2027-03-05T22:59:00Z')
    expect(await eraseAll(desk.own(), 'access_log', looks)).toEqual(stillThere(...looks))
    desk.moveTo('2027-03-05T23:15:00Z')
    const texts = await desk.database.sql`select 1 from sealed_texts`
    expect(await eraseAll(desk.own(), 'access_log', looks)).toEqual({
      erased: looks,
      absent: [],
      failed: [],
      remaining: [],
    })
    expect(await reasons()).toHaveLength(0)
    expect(await desk.database.sql`select 1 from sealed_texts`).toHaveLength(texts.length - 2)
    expect(await idsOf('access_log')).toEqual([])
    desk.moveTo('2026-03-05T09:00:00Z')
  })

  test('a restriction of the person keeps it', async () => {
    await give(desk.world, 'U0MONA', `details ${reference}`, { reason: 'a third time' })
    const [restriction] = await desk.database.sql<{ id: string }[]>`
      insert into restrictions (id, reference, ground, systems, categories, applied_by, applied_at, review_by)
      values (${randomUUID()}, ${reference}, 'c', '["all"]', '[]', ${desk.personId('U0MONA')}, now(), '2026-04-01')
      returning id`
    desk.moveTo('2028-01-01T00:15:00Z')
    const { records, kept } = await scanAll(desk.own(), 'access_log')
    expect(records).toEqual([])
    expect(kept).toMatchObject([{ reason: 'keep_restricted' }])
    const ids = kept.map(({ id }) => id)
    expect(await eraseAll(desk.own(), 'access_log', ids)).toEqual(stillThere(...ids))
    await desk.database.sql`delete from restrictions where id = ${restriction!.id}`
    expect(await idsOf('access_log')).toHaveLength(1)
    desk.moveTo('2026-03-05T09:00:00Z')
  })
})

describe('acts of no case: 36 months', () => {
  test('are emptied in one go, but not what says so', async () => {
    await type(desk.world, 'U0GURI', 'list')
    desk.moveTo('2029-03-06T00:15:00Z')
    const ids = await idsOf('events')
    const before = await verifyEvents(desk.parts.db)
    expect(ids.length).toBeGreaterThan(0)
    expect(await eraseAll(desk.own(), 'events', ids)).toEqual({
      erased: ids,
      absent: [],
      failed: [],
      remaining: [],
    })
    const after = await verifyEvents(desk.parts.db)
    expect(after.ok && before.ok && after.redacted - before.redacted).toBe(ids.length)
    desk.moveTo('2040-01-01T00:15:00Z')
    expect(await idsOf('events')).toEqual([])
    desk.moveTo('2026-03-05T09:00:00Z')
  })
})

describe('messages of no case', () => {
  test('a digest leaves the channel a year after it was sent', async () => {
    const cards = desk.slack.cloud.messages(privacyChannel).length
    await passTo(desk.world, '2026-03-06T08:30:00Z')
    expect(desk.slack.cloud.messages(privacyChannel).length).toBeGreaterThan(cards)
    const sent = await idsOf('messages')
    expect(sent.length).toBeGreaterThan(0)

    desk.moveTo('2027-03-07T00:15:00Z')
    expect(await eraseAll(desk.own(), 'messages', sent)).toMatchObject({
      erased: sent,
      failed: [],
      remaining: [],
    })
    expect(desk.slack.cloud.messages(privacyChannel)).toHaveLength(cards)
    expect(await idsOf('messages')).toEqual([])
  })

  /** The latest digest in Slack. */
  const latestDigest = async () => {
    const [row] = await desk.database.sql<{ id: string; message_id: string }[]>`
      select id, message_id from outbox
      where kind = 'digest' and platform = 'slack' and sent_at is not null order by sent_at desc limit 1`
    expect(await idsOf('messages')).toContain(row!.id)
    return row!
  }

  test('where the platform does not let it be deleted it is blanked', async () => {
    await passTo(desk.world, '2027-03-08T08:30:00Z')
    const { id, message_id: sent } = await latestDigest()
    desk.moveTo('2028-03-09T00:15:00Z')
    desk.slack.cloud.fail('chat.delete', { kind: 'error', error: 'cant_delete_message' })
    expect(await eraseAll(desk.own(), 'messages', [id])).toMatchObject({ erased: [id], failed: [] })
    const blanked = desk.slack.cloud
      .messages(privacyChannel)
      .filter((one) => said(one).includes('was removed'))
    expect(blanked.map(({ ts }) => ts)).toEqual([sent])
  })

  test('refused in a channel of the desk it stays, and in one that is not its any more it is given up', async () => {
    await passTo(desk.world, '2028-03-09T08:30:00Z')
    const { id } = await latestDigest()
    desk.moveTo('2029-03-10T00:15:00Z')
    const refuse = () => {
      desk.slack.cloud.fail('chat.delete', { kind: 'error', error: 'is_archived' })
      desk.slack.cloud.fail('chat.update', { kind: 'error', error: 'is_archived' })
    }
    refuse()
    expect(await eraseAll(desk.own(), 'messages', [id])).toMatchObject({
      erased: [],
      failed: [{ id, why: 'denied' }],
      remaining: [id],
    })
    await desk.database.sql`update outbox set sent_channel = 'C0OLD' where id = ${id}`
    refuse()
    expect(await eraseAll(desk.own(), 'messages', [id])).toMatchObject({ erased: [id], failed: [] })
    expect(desk.logged.join('\n')).toContain('could not be removed')
  })
})

describe('answers in private chats of Teams, which knows no message for a moment', () => {
  const chat = async (text: string) => {
    const { messages } = await desk.teams.person(directoryId('U0KARI')).type(text)
    return messages.map(({ id }) => id)
  }
  const shown = () => desk.teams.cloud.state.messages.map(({ id }) => id)

  test('details of a person are gone after 24 hours, everything else after a year', async () => {
    desk.moveTo('2026-03-05T09:00:00Z')
    const [details] = await chat(`rights details ${reference}`)
    const [plain] = await chat(`rights show ${reference}`)
    const [looks, answers] = [await idsOf('shown_details'), await idsOf('answers')]
    expect(looks).toHaveLength(1)

    desk.moveTo('2026-03-06T00:15:00Z')
    expect(await eraseAll(desk.own(), 'shown_details', looks)).toEqual(stillThere(...looks))
    desk.moveTo('2026-03-07T00:15:00Z')
    expect(await eraseAll(desk.own(), 'shown_details', looks)).toMatchObject({ erased: looks, remaining: [] })
    expect(shown()).not.toContain(details)
    expect(shown()).toContain(plain)

    desk.moveTo('2027-03-06T00:15:00Z')
    expect(await eraseAll(desk.own(), 'answers', answers)).toMatchObject({ erased: answers, remaining: [] })
    expect(shown()).not.toContain(plain)
  })
})

describe('released holds', () => {
  test('six months later the purpose goes, 36 months later all but number and dates', async () => {
    desk.moveTo('2026-03-05T09:00:00Z')
    const filled = {
      matter: 'M-7',
      purpose: 'a claim',
      legalReference: 'Art. 17(3)(e)',
      reviewBy: '2026-05-01',
    }
    await give(desk.world, 'U0MONA', `hold ${reference}`, filled)
    const { sql } = desk.database
    expect(await sql`select 1 from holds`).toHaveLength(1)
    expect(await idsOf('holds')).toEqual([])
    await sql`update holds set release_proposed_by = ${desk.personId('U0MONA')}, released_by = ${desk.personId('U0PER')},
      released_at = '2026-04-01T10:00:00Z'`

    desk.moveTo('2026-10-01T21:00:00Z')
    expect(await eraseAll(desk.own(), 'hold_texts', ['1'])).toEqual(stillThere('1'))
    desk.moveTo('2026-10-01T22:15:00Z')
    expect(await eraseAll(desk.own(), 'hold_texts', ['1'])).toMatchObject({ erased: ['1'], remaining: [] })
    expect(await sql`select matter, octet_length(purpose) as size from holds`).toEqual([
      { matter: 'M-7', size: 0 },
    ])

    desk.moveTo('2029-04-01T22:15:00Z')
    expect(await eraseAll(desk.own(), 'holds', ['1'])).toMatchObject({ erased: ['1'], remaining: [] })
    expect(await sql`select number, matter, legal_reference, scope->'references' as of from holds`).toEqual([
      { number: 1, matter: '', legal_reference: '', of: [] },
    ])
    expect(await idsOf('holds')).toEqual([])
  })
})

describe('searches that came to nothing', () => {
  test('what they found goes with its key after 24 hours, not before the day is over', async () => {
    const { sql } = desk.database
    const [lost, kept] = [randomUUID(), randomUUID()]
    for (const [id, state] of [
      [lost, 'blocked'],
      [kept, 'proposed'],
    ] as const) {
      await sql`insert into erasure_searches (id, reference, state, proposed_by, proposed_at, items, reason, unread)
        values (${id}, ${reference}, ${state}, ${desk.personId('U0KARI')}, '2026-03-05T12:00:00Z', '[]', '{}', '[]')`
      await sql`insert into erasure_keys values (${id}, 'k', 'w')`
      await sql`insert into erasure_pages (search_id, position, system, collection, sealed, opaque)
        values (${id}, 0, 's', 'c', 'x', '[]')`
    }
    expect(await idsOf('drafts')).toEqual([lost])
    desk.moveTo('2026-03-06T00:15:00Z')
    const early = await eraseAll(desk.own(), 'drafts', [lost, kept])
    expect(early).toMatchObject({ erased: [], absent: [], failed: stillThere(lost, kept).failed })
    expect(new Set(early.remaining)).toEqual(new Set([lost, kept]))
    desk.moveTo('2026-03-07T00:15:00Z')
    expect(await eraseAll(desk.own(), 'drafts', [lost, kept])).toMatchObject({
      erased: [lost],
      failed: [{ id: kept, why: 'protected' }],
      remaining: [kept],
    })
    expect(await sql`select search_id from erasure_pages`).toEqual([{ search_id: kept }])
    expect(await sql`select search_id from erasure_keys`).toEqual([{ search_id: kept }])
  })
})
