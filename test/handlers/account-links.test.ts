import { afterEach, describe, expect, test } from 'vitest'
import { readEvents, verifyEvents } from '../../db/events.js'
import { findActor } from '../../db/people.js'
import { wordsOf } from '../../src/local/teams-cloud/cards.js'
import { button, told } from '../support/acts.js'
import { bothDesk, type BothDesk } from '../support/both-desk.js'
import { team } from '../support/desk-world.js'
import { directoryId, tenant } from '../support/teams-people.js'

type Platform = 'slack' | 'teams'
let desk: BothDesk

afterEach(async () => {
  expect(await verifyEvents(desk.parts.db)).toMatchObject({ ok: true })
  await desk.stop()
})

/** People of one platform alone, who read English. */
async function open(only: Platform): Promise<void> {
  desk = await bothDesk({ only })
  await desk.database.sql`update people set language = 'en'`
}

const other = (platform: Platform): Platform => (platform === 'slack' ? 'teams' : 'slack')
const idOn = (platform: Platform, userId: string) => (platform === 'slack' ? userId : directoryId(userId))
const person = async (platform: Platform, userId: string) =>
  (await findActor(desk.parts.db, platform, platform === 'slack' ? team : tenant, idOn(platform, userId)))
    ?.person ?? null

/** What somebody reads after typing in their own chat, and a way to press a button of it. */
async function type(platform: Platform, userId: string, text: string) {
  if (platform === 'slack') {
    const who = desk.slack.person(userId)
    const seen = await who.command(text, `D${userId.slice(1)}`)
    const press = async (action: string) =>
      told(await who.click(seen.ephemerals[0]!, button(seen.ephemerals[0]!, action)))
    return { words: told(seen), press }
  }
  const who = desk.teams.person(directoryId(userId))
  const seen = await who.type(`rights ${text}`)
  const shown = seen.messages.at(-1)!
  const press = async (action: string) => {
    const { note, messages } = await who.press(shown, action)
    return [note?.words, ...messages.map(({ card }) => wordsOf(card ?? {}).join('\n'))].join('\n')
  }
  return { words: wordsOf(shown.card ?? {}).join('\n'), press }
}
const words = async (...args: Parameters<typeof type>) => (await type(...args)).words
const press = async (platform: Platform, userId: string, list: string, action: string) =>
  (await type(platform, userId, list)).press(action)
const codeIn = (text: string) => /people link ([0-9A-Z]{4}-[0-9A-Z]{4})/u.exec(text)![1]!
const codeFor = async (platform: Platform, userId: string) =>
  codeIn(await words(platform, userId, 'people link'))
const eventTypes = async () =>
  (await readEvents(desk.parts.db, 1, 1_000)).map(({ type: is }) => is).filter((is) => is.includes('link'))

describe.each(['slack', 'teams'] as const)('a person with a role in %s', (home) => {
  const away = other(home)

  test('is the same person on the other platform by a code there and a manager who is somebody else', async () => {
    await open(home)
    const code = await codeFor(home, 'U0MONA')
    expect(await words(away, 'U0MONA', `people link ${code.toLowerCase()}`)).toContain('waits for a manager')
    expect(await words(away, 'U0MONA', 'list')).toContain('E_NO_ROLE')

    // Neither herself on the one, nor on the other; then another manager, who is told that the addresses agree.
    expect(await press(home, 'U0MONA', 'people', 'people.link_confirm')).toContain('cannot approve')
    const list = await type(home, 'U0PER', 'people')
    expect(list.words).toContain(`(${away}:${idOn(away, 'U0MONA')})`)
    expect(list.words).toContain('Both have the same e-mail address.')
    await list.press('people.link_confirm')

    expect(await person(away, 'U0MONA')).toBe(desk.personId('U0MONA'))
    expect(await words(away, 'U0MONA', 'list')).not.toContain('E_NO_ROLE')
    expect(await words(home, 'U0MONA', 'people link')).toContain('one person here')
    expect(await eventTypes()).toEqual(['person.link_asked', 'person.linked'])
  })

  test('may take the link back before, and separate the accounts after; the linked one has no role then', async () => {
    await open(home)
    await words(away, 'U0OLA', `people link ${await codeFor(home, 'U0OLA')}`)
    expect(await press(home, 'U0OLA', 'people link', 'people.link_decline')).toContain('not linked')
    expect(await words(home, 'U0PER', 'people')).not.toContain('asks to be linked')

    await words(away, 'U0OLA', `people link ${await codeFor(home, 'U0OLA')}`)
    await press(home, 'U0PER', 'people', 'people.link_confirm')
    expect(await words(away, 'U0OLA', 'list')).not.toContain('E_NO_ROLE')

    expect(await words(away, 'U0OLA', `people unlink`)).toContain('separate again')
    expect(await person(away, 'U0OLA')).not.toBe(desk.personId('U0OLA'))
    expect(await words(away, 'U0OLA', 'list')).toContain('E_NO_ROLE')
    expect(await words(home, 'U0OLA', 'list')).not.toContain('E_NO_ROLE')
    expect((await eventTypes()).slice(-2)).toEqual(['person.linked', 'person.unlinked'])
  })

  test('is separated by a manager, by nobody else', async () => {
    await open(home)
    await words(away, 'U0OLA', `people link ${await codeFor(home, 'U0OLA')}`)
    await press(home, 'U0PER', 'people', 'people.link_confirm')

    const mention = `people unlink @${idOn(home, 'U0OLA')}`
    expect(await words(home, 'U0KARI', mention)).toContain('E_NOT_ALLOWED')
    expect(await person(away, 'U0OLA')).toBe(desk.personId('U0OLA'))
    expect(await press(home, 'U0MONA', 'people', 'people.unlink')).toContain('separate again')
    expect(await person(away, 'U0OLA')).not.toBe(desk.personId('U0OLA'))
    expect(await words(home, 'U0MONA', mention)).toContain('E_UNKNOWN_PERSON')
  })
})

describe('a code', () => {
  test('lies nowhere in the database as it is', async () => {
    await open('slack')
    const code = await codeFor('slack', 'U0KARI')
    const rows = await desk.database.sql<
      { line: string }[]
    >`select to_jsonb(l)::text as line from account_links l`
    expect(rows).toHaveLength(1)
    expect(rows[0]!.line).not.toContain(code.replace('-', ''))
    expect(desk.logged.join()).not.toContain(code)
  })

  test('counts once, for ten minutes, and only the newest', async () => {
    await open('slack')
    const first = await codeFor('slack', 'U0KARI')
    const second = await codeFor('slack', 'U0KARI')
    expect(await words('teams', 'U0KARI', `people link ${first}`)).toContain('E_LINK_CODE')

    desk.moveTo('2026-03-05T09:10:01Z')
    expect(await words('teams', 'U0KARI', `people link ${second}`)).toContain('E_LINK_CODE')

    const third = await codeFor('slack', 'U0KARI')
    expect(await words('teams', 'U0KARI', `people link ${third}`)).toContain('waits for a manager')
    expect(await words('teams', 'U0OLA', `people link ${third}`)).toContain('E_LINK_CODE')
  })

  test('is not looked at after five wrong ones, for an hour', async () => {
    await open('slack')
    for (let tries = 0; tries < 5; tries++)
      expect(await words('teams', 'U0KARI', `people link AAAA-AAA${tries}`)).toContain('E_LINK_CODE')
    const code = await codeFor('slack', 'U0KARI')
    expect(await words('teams', 'U0KARI', `people link ${code}`)).toContain('E_LINK_TRIES')
    // Other people are not hindered by it.
    expect(await words('teams', 'U0OLA', `people link AAAA-AAAA`)).toContain('E_LINK_CODE')

    desk.moveTo('2026-03-05T10:00:01Z')
    const later = await codeFor('slack', 'U0KARI')
    expect(await words('teams', 'U0KARI', `people link ${later}`)).toContain('waits for a manager')
  })

  test('is shown to nobody without a role, and does nothing on the platform that showed it', async () => {
    await open('slack')
    expect(await words('slack', 'U0GURI', 'people link')).toContain('E_NO_ROLE')
    const code = await codeFor('slack', 'U0KARI')
    expect(await words('slack', 'U0OLA', `people link ${code}`)).toContain('E_LINK_PLATFORM')
  })
})

describe('a link', () => {
  test('waits for a manager for a week', async () => {
    await open('slack')
    await words('teams', 'U0KARI', `people link ${await codeFor('slack', 'U0KARI')}`)
    const list = await type('slack', 'U0PER', 'people')
    desk.moveTo('2026-03-12T09:00:01Z')
    expect(await list.press('people.link_confirm')).toContain('E_LINK_CODE')
    expect(await words('slack', 'U0PER', 'people')).not.toContain('asks to be linked')
  })

  test('is not made of an account that acts as somebody of its own', async () => {
    await open('slack')
    await words('teams', 'U0KARI', 'help')
    const { sql } = desk.database
    const [made] = await sql<{ person: string }[]>`
      with made as (insert into people (id) values (gen_random_uuid()) returning id)
      insert into accounts (platform, tenant, user_id, person)
      select 'teams', ${tenant}, ${directoryId('U0KARI')}, id from made returning person`
    await sql`
      insert into grants (id, person, role, state, proposed_by, proposed_at, confirmed_by)
      values (gen_random_uuid(), ${made!.person}, 'support', 'active', ${desk.personId('U0MONA')}, now(),
        ${desk.personId('U0PER')})`
    const code = await codeFor('slack', 'U0KARI')
    expect(await words('teams', 'U0KARI', `people link ${code}`)).toContain('E_LINK_BUSY')

    await sql`update grants set state = 'revoked' where person = ${made!.person}`
    await sql`update grants set proposed_by = ${made!.person}, state = 'pending', confirmed_by = null
      where person = ${desk.personId('U0ANNE')}`
    expect(await words('teams', 'U0KARI', `people link ${code}`)).toContain('E_LINK_BUSY')

    await sql`update grants set proposed_by = ${desk.personId('U0MONA')} where person = ${desk.personId('U0ANNE')}`
    expect(await words('teams', 'U0KARI', `people link ${code}`)).toContain('waits for a manager')
  })

  test('moves what hangs on being the same human: a case about them, and being told of what is urgent', async () => {
    await open('slack')
    await words('teams', 'U0KARI', `people link ${await codeFor('slack', 'U0KARI')}`)
    const inTeams = await person('teams', 'U0KARI')
    const { sql } = desk.database
    const kari = desk.personId('U0KARI')
    await sql`
      insert into settings (key, value, updated_by, updated_at)
      values ('contacts', ${JSON.stringify({ deputy: inTeams })}::text::jsonb, ${kari}, now())`
    await press('slack', 'U0PER', 'people', 'people.link_confirm')
    const [row] = await sql<{ deputy: string }[]>`select value ->> 'deputy' as deputy from settings`
    expect(row!.deputy).toBe(kari)
  })
})

test('a role is not confirmed for a second account with the address of somebody who has one', async () => {
  await open('slack')
  await words('teams', 'U0MONA', `people link ${await codeFor('slack', 'U0MONA')}`)
  await press('slack', 'U0PER', 'people', 'people.link_confirm')
  // The roles of Slack's accounts are known with their addresses once they were looked at.
  const { sql } = desk.database
  await words('teams', 'U0MONA', `people grant @${directoryId('U0KARI')} manager`)
  const [twin] = await sql<{ index: string }[]>`
    select email_index as index from accounts where platform = 'teams' and user_id = ${directoryId('U0KARI')}`
  await sql`update accounts set email_index = ${twin!.index} where user_id = 'U0KARI'`

  expect(twin!.index).toMatch(/^[0-9a-f]{64}$/u)
  expect(await press('slack', 'U0PER', 'people', 'people.confirm')).toContain('E_LINK_FIRST')
  expect(await words('teams', 'U0KARI', 'list')).toContain('E_NO_ROLE')
})
