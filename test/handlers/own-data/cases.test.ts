import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyEvents } from '../../../db/events.js'
import { wordsOf } from '../../../src/local/teams-cloud/cards.js'
import { found } from '../../privacy/search.js'
import { caseOf, give, openCase, said, start, subject, type } from '../../support/acts.js'
import { privacyChannel } from '../../support/desk-world.js'
import {
  collection,
  dumpOf,
  eraseAll,
  ownWorld,
  scanAll,
  stillThere,
  type OwnWorld,
} from '../../support/own-world.js'
import { privacyChannel as teamsPrivacyChannel } from '../../support/teams-people.js'

let desk: OwnWorld
const words = [...Object.values(subject), 'kvitrine', 'saffron']
const first = 'RR-2026-0001'
const other = 'RR-2026-0002'

const inSlack = () => desk.slack.cloud.messages(privacyChannel).map(said)
const inTeams = () =>
  desk.teams.cloud.messages(teamsPrivacyChannel).map(({ card }) => wordsOf(card ?? {}).join('\n'))
const naming = (reference: string) => [...inSlack(), ...inTeams()].filter((text) => text.includes(reference))

async function openAndClose(filled: {
  readonly name: string
  readonly email: string
  readonly phone: string
}) {
  await openCase(desk.world, 'U0KARI', { ...filled, rights: ['erasure'] })
}

beforeAll(async () => {
  desk = await ownWorld('2026-03-05T09:00:00Z')
  const { world } = desk
  await openAndClose(subject)
  await openAndClose({ name: 'Ella Eksempel', email: 'ella@example.org', phone: '+47 402 34 567' })
  await start(world, 'U0KARI', first)
  await give(world, 'U0MONA', `details ${first}`, { reason: 'kvitrine' })
  await give(world, 'U0MONA', `suspend ${first}`, { ground: 'identity', reason: 'saffron' })
  await give(world, 'U0OLA', `assign ${other} @U0OLA`)
  desk.moveTo('2026-03-15T12:00:00Z')
  await give(world, 'U0KARI', `withdraw ${first}`, { inWriting: true })
  await give(world, 'U0KARI', `withdraw ${other}`, { inWriting: true })
})
afterAll(() => desk.stop())

test('both cases are closed, and stand on both platforms', async () => {
  expect((await caseOf(desk.world, first)).status).toBe('closed')
  expect(naming(first)).toHaveLength(2)
  expect(naming(other)).toHaveLength(2)
})

describe('vector R15: closed on 2026-03-15, last kept on 2029-03-15', () => {
  test('on its last day it stays, whatever a sweep asks for', async () => {
    desk.moveTo('2029-03-15T21:30:00Z')
    expect(await eraseAll(desk.own(), 'cases', [first])).toEqual(stillThere(first))
    expect((await caseOf(desk.world, first)).status).toBe('closed')
  })

  test('scanned with its anchor, in whatever pages and ranges', async () => {
    const { records, kept, scanned } = await scanAll(desk.own(), 'cases')
    expect(records.map(({ id }) => id).sort()).toEqual([first, other])
    expect(records[0]!.anchorAt!.toISO()).toBe('2026-03-15T12:00:00.000Z')
    expect([kept, scanned]).toEqual([[], 2])
    expect((await scanAll(desk.own(), 'cases', '2026-03-15T00:00:00Z')).records).toEqual([])
  })
})

describe('six months after closing', () => {
  test('the words go, name and contact stay', async () => {
    const { records } = await scanAll(desk.own(), 'case_texts')
    expect(records.map(({ id }) => id)).toContain(first)
    expect(await eraseAll(desk.own(), 'case_texts', [first])).toMatchObject({
      erased: [first],
      failed: [],
      remaining: [],
    })
    const details = JSON.stringify(
      await give(desk.world, 'U0MONA', `details ${first}`, { reason: 'looking' }),
    )
    expect(found(details, [...words, 'looking'])).toEqual(
      expect.arrayContaining([subject.name, subject.email, 'looking']),
    )
    expect(found(details, [subject.text, 'saffron', 'kvitrine'])).toEqual([])
  })

  test('doing it again does nothing', async () => {
    expect((await scanAll(desk.own(), 'case_texts')).records.map(({ id }) => id)).not.toContain(first)
    expect(await eraseAll(desk.own(), 'case_texts', [first])).toMatchObject({ failed: [], remaining: [] })
  })
})

describe('36 months after closing', () => {
  test('a platform that is away stops the purge after the shredding, and the next one goes on', async () => {
    desk.moveTo('2029-03-15T23:30:00Z')
    desk.teams.cloud.fail('DELETE activities', { kind: 'status', status: 503 })
    expect(await eraseAll(desk.own(), 'cases', [first])).toEqual({
      erased: [],
      absent: [],
      failed: [{ id: first, why: 'away' }],
      remaining: [first],
    })
    const { sql } = desk.database
    expect(await sql`select 1 from case_keys where reference = ${first}`).toHaveLength(0)
    expect(await sql`select 1 from subjects where reference = ${first}`).toHaveLength(0)
    expect(naming(first)).toHaveLength(1)
    expect(await sql`select 1 from cards where reference = ${first}`).toHaveLength(1)

    expect(await eraseAll(desk.own(), 'cases', [first])).toEqual({
      erased: [first],
      absent: [],
      failed: [],
      remaining: [],
    })
    expect(naming(first)).toEqual([])
    expect(naming(other)).toHaveLength(2)
  })

  test('nothing names the case or the person in any table any more', async () => {
    await desk.database.sql`delete from inbox`
    const rows = await dumpOf(desk.database)
    expect(found(rows, [first, ...words])).toEqual([])
    expect(rows).toContain(other)
  })

  test('the chain is walked to its end, with what was emptied by record', async () => {
    const verdict = await verifyEvents(desk.parts.db)
    expect(verdict).toMatchObject({ ok: true })
    expect(verdict.ok && verdict.redacted).toBeGreaterThan(5)
    expect(verdict.ok && verdict.count - verdict.redacted).toBeGreaterThan(2)
  })

  test('what is left of it is a figure', async () => {
    expect(await desk.database.sql`select * from case_figures`).toEqual([
      {
        year: 2026,
        right: 'erasure',
        outcome: 'withdrawn_by_requester',
        is_on_time: true,
        count: 1,
        days: 10,
      },
    ])
  })

  test('who asks for it is told that there is none', async () => {
    const seen = await type(desk.world, 'U0KARI', `show ${first}`)
    expect(said(seen.ephemerals[0])).toContain('E_UNKNOWN_CASE')
  })

  test('gone already, it is absent', async () => {
    expect(await eraseAll(desk.own(), 'cases', [first])).toEqual({
      erased: [],
      absent: [first],
      failed: [],
      remaining: [],
    })
  })
})

describe('what keeps a case', () => {
  test('reopened and closed again, its period begins anew', async () => {
    await give(desk.world, 'U0MONA', `reopen ${other}`, { reason: 'a new letter' })
    expect(await eraseAll(desk.own(), 'cases', [other])).toEqual(stillThere(other))
    await give(desk.world, 'U0OLA', `withdraw ${other}`, { inWriting: true })
    expect(await eraseAll(desk.own(), 'cases', [other])).toEqual(stillThere(other))
    const { records } = await scanAll(desk.own(), 'cases')
    expect(records.map(({ anchorAt }) => anchorAt!.toISODate())).toEqual(['2029-03-15'])
  })

  test('a hold that names it', async () => {
    await give(desk.world, 'U0MONA', `hold ${other}`, {
      matter: 'M-7',
      purpose: 'a claim',
      legalReference: 'Art. 17(3)(e)',
      reviewBy: '2029-05-01',
    })
    const { records, kept } = await scanAll(desk.own(), 'cases')
    expect(records).toEqual([])
    expect(kept).toMatchObject([{ id: other, reason: 'keep_hold' }])
    desk.moveTo('2032-03-17T00:15:00Z')
    expect(await eraseAll(desk.own(), 'cases', [other])).toEqual(stillThere(other))
    expect((await caseOf(desk.world, other)).status).toBe('closed')
  })
})

test('what is no collection of the desk is a mistake', async () => {
  await expect(desk.own().divide({ ...collection('cases'), name: 'other' }, 1)).rejects.toThrow(
    'no collection',
  )
})
