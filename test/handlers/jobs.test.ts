import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { enqueue } from '../../db/enqueue.js'
import { transaction } from '../../db/client.js'
import type { CloudChannel } from '../../src/local/slack-cloud/state.js'
import { commandPayload } from '../../src/local/slack-cloud/payloads.js'
import { give, openCase, said, sound, soundness, subject } from '../support/acts.js'
import { deskWorld, openChannel, privacyChannel, team, type DeskWorld } from '../support/desk-world.js'

let world: DeskWorld
const reference = 'RR-2026-0001'

const cards = () => world.cloud.messages(privacyChannel)
const calls = (method: string) => world.cloud.state.calls.filter((call) => call.method === method).length
const outbox = async () =>
  (
    await world.database.sql<{ line: string }[]>`
    select state || coalesce(' ' || last_error, '') as line from outbox order by written_at, id`
  ).map(({ line }) => line)
const run = async (job: string, payload: Record<string, unknown> = {}) => {
  await transaction(world.parts.db, (tx) => enqueue(tx, job, payload))
  await world.drain()
}
/** As if the time that the queue waits before it tries again were over. */
const later = async () => {
  await world.database.sql`update graphile_worker._private_jobs set run_at = now()`
  await world.drain()
}
const changeChannel = (change: Partial<CloudChannel>) => {
  const { channels } = world.cloud.state
  channels.set(privacyChannel, { ...channels.get(privacyChannel)!, ...change })
}

beforeEach(async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
})
afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe('the card of a case is sent', () => {
  const refused = [
    ['public', { isPrivate: false }, 'failed channel_public'],
    ['shared with another organisation', { isExtShared: true }, 'failed channel_shared'],
    ['archived', { isArchived: true }, 'failed channel_archived'],
    ['one that we are not in', { members: ['U0KARI'] }, 'failed channel_not_member'],
  ] as const
  test.each(refused)('never into a channel that is %s', async (_, change, result) => {
    const kari = world.cloud.person('U0KARI')
    const form = await kari.command('open', openChannel)
    changeChannel(change)
    await kari.submit(form.modal!, { rights: ['access'], name: 'Canary' })

    expect((await outbox())[0]).toEqual(result)
    expect(cards()).toHaveLength(0)
    expect(said(world.cloud.messages('D0MONA').at(-1))).toContain('not posted')
  })

  test('and its managers are told once a day, however often it is refused', async () => {
    await openCase(world, 'U0KARI')
    changeChannel({ isPrivate: false })
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    await give(world, 'U0KARI', `assign ${reference} @U0OLA`)
    for (const manager of ['D0MONA', 'D0PER'])
      expect(world.cloud.messages(manager).map(said)).toEqual([
        expect.stringMatching(/The privacy channel is public|Personvernkanalen er åpen/u),
      ])

    world.moveTo('2026-03-06T09:00:00Z')
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    expect(world.cloud.messages('D0MONA')).toHaveLength(2)
  })

  test('never where a guest reads, also when the guest comes later', async () => {
    await openCase(world, 'U0KARI')
    world.cloud.state.users.set('U0GUEST', { id: 'U0GUEST', name: 'Gus Guest', isRestricted: true })
    changeChannel({ members: [...world.cloud.state.channels.get(privacyChannel)!.members, 'U0GUEST'] })
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)

    expect((await outbox()).slice(0, 2)).toEqual(['sent', 'failed channel_guests'])
    expect(calls('chat.update')).toBe(0)
  })

  test('later, when Slack has no time now', async () => {
    world.cloud.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 30 })
    await openCase(world, 'U0KARI')
    expect(await outbox()).toEqual(['waiting Slack (rate_limited)'])
    expect(cards()).toHaveLength(0)
    const [job] = await world.database.sql<{ seconds: number }[]>`
      select extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs`
    expect(job!.seconds).toBeGreaterThan(25)

    // Whoever comes before Slack wants to hear from us waits on.
    await later()
    expect(await outbox()).toEqual(['waiting Slack (rate_limited)'])
    await world.database.sql`update paces set blocked_until = 0`
    await later()

    expect(await outbox()).toEqual(['sent'])
    expect(cards()).toHaveLength(1)
  })

  test('not again by itself, when nobody knows whether it arrived', async () => {
    world.cloud.fail('chat.postMessage', { kind: 'lost' })
    await openCase(world, 'U0KARI')
    expect((await outbox())[0]).toMatch(/^ambiguous /u)

    world.cloud.fail('conversations.history', { kind: 'error', error: 'missing_scope' })
    await later()
    await later()

    expect(calls('chat.postMessage')).toBe(1)
    expect(cards()).toHaveLength(1)
    expect((await outbox())[0]).toMatch(/^ambiguous /u)
  })

  test('when it is found by its mark it counts as sent, and the next act redraws it', async () => {
    world.cloud.fail('chat.postMessage', { kind: 'lost' })
    await openCase(world, 'U0KARI')
    await later()
    expect(await outbox()).toEqual(['sent'])
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)

    expect(calls('chat.postMessage')).toBe(1)
    expect(cards()).toMatchObject([{ isEdited: true }])
  })

  test.each([{ kind: 'reset' }, { kind: 'status', status: 500 }] as const)(
    'again, when Slack broke off ($kind) and it is not there',
    async (fault) => {
      world.cloud.fail('chat.postMessage', fault)
      await openCase(world, 'U0KARI')
      expect((await outbox())[0]).toMatch(/^ambiguous /u)
      await later()

      expect(await outbox()).toEqual(['sent'])
      expect(cards()).toHaveLength(1)
    },
  )

  test('again after a connection that broke before anything was redrawn', async () => {
    await openCase(world, 'U0KARI')
    world.cloud.fail('chat.update', { kind: 'reset' })
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    expect((await outbox())[1]).toMatch(/^waiting /u)

    await later()

    expect(await outbox()).toEqual(['sent', 'sent'])
    expect(cards()[0]!.isEdited).toBe(true)
  })

  test('anew, when somebody deleted the message; the next act redraws the new one', async () => {
    await openCase(world, 'U0KARI')
    const { ts } = cards()[0]!
    world.cloud.state.messages.length = 0
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    expect(cards()).toHaveLength(1)
    expect(cards()[0]!.ts).not.toBe(ts)

    await give(world, 'U0KARI', `identity ${reference}`, { act: 'waive', note: 'Known to us.' })

    expect(cards()).toHaveLength(1)
    expect(cards()[0]!.isEdited).toBe(true)
    expect(await outbox()).toEqual(['sent', 'sent', 'sent'])
  })

  test('once for several acts: it is drawn from the row as it is when it is sent', async () => {
    await openCase(world, 'U0KARI')
    const { state, url } = world.cloud
    for (const who of ['U0KARI', 'U0OLA', 'U0MONA']) {
      const act = { state, url, user: world.cloud.person('U0MONA').user }
      const payload = commandPayload(act, '/rights', `assign ${reference} @${who}`, privacyChannel)
      await world.cloud.deliver('slash_commands', payload)
    }
    await world.drain()

    expect(await outbox()).toEqual(['sent', 'sent'])
    expect(calls('chat.update')).toBe(1)
    expect(JSON.stringify(cards()[0]!.blocks)).toContain('U0MONA')
  })

  test('not with words that look like personal data: E_PII_IN_CHANNEL', async () => {
    await openCase(world, 'U0KARI')
    const before = said(cards()[0])
    await world.database.sql`
      update accounts set user_id = 'ola.nordmann@example.org' where user_id = 'U0OLA'`
    await give(world, 'U0KARI', `assign ${reference} @ola.nordmann@example.org`)
    await world.database.sql`update cases set assignee = ${world.personId('U0OLA')}, version = 9`
    await give(world, 'U0KARI', `identity ${reference}`, { act: 'waive', note: 'Known to us.' })

    expect(await outbox()).toContain('failed E_PII_IN_CHANNEL')
    expect(said(cards()[0])).toBe(before)
    expect(world.cloud.messages('D0MONA').map(said).join()).toContain('looks like personal data')
  })

  test('not with the name of the person of the case, and its handler is told: E_PII_IN_CHANNEL', async () => {
    await openCase(world, 'U0KARI')
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    const before = said(cards()[0])
    await world.database.sql`update accounts set user_id = ${subject.name} where user_id = 'U0OLA'`
    await world.database.sql`update cases set assignee = ${world.personId('U0OLA')}, version = 9`
    await give(world, 'U0KARI', `identity ${reference}`, { act: 'waive', note: 'Known to us.' })

    expect(await outbox()).toContain('failed E_PII_IN_CHANNEL')
    expect(said(cards()[0])).toBe(before)
    const told = await world.database.sql`select person from outbox where kind = 'channel-trouble'`
    expect(told.map(({ person }) => person as string)).toEqual(
      expect.arrayContaining([world.personId('U0MONA'), world.personId('U0OLA')]),
    )
  })
})

describe('an account is checked', () => {
  const account = { platform: 'slack', tenant: team, userId: 'U0OLA' }
  const row = async () =>
    (
      await world.database
        .sql`select kind, locale, email_index is not null as known from accounts where user_id = 'U0OLA'`
    )[0]

  test('its kind, language and blind index are kept, its e-mail is not', async () => {
    const user = { ...world.cloud.person('U0OLA').user, locale: 'da-DK', isRestricted: true }
    world.cloud.state.users.set('U0OLA', user)
    await run('check-account', account)

    expect(await row()).toEqual({ kind: 'guest', locale: 'da-DK', known: true })
  })

  test('one that Slack does not have cannot use a role', async () => {
    world.cloud.state.users.delete('U0OLA')
    await run('check-account', account)

    expect(await row()).toMatchObject({ kind: 'deactivated' })
  })

  test('it stays as it was while Slack is away', async () => {
    world.cloud.fail('users.info', { kind: 'status', status: 503 })
    await run('check-account', account)
    expect(await row()).toMatchObject({ kind: 'member', known: false })

    await later()

    expect(await row()).toMatchObject({ kind: 'member', known: true })
  })
})

test('interactions that cannot be delivered again are forgotten, later ones are not', async () => {
  await world.database.sql`
    insert into inbox (key, written_at) values ('old', '2026-02-26T08:59:00Z'), ('young', '2026-02-26T09:01:00Z')`
  await run('purge-inbox', { day: '2026-03-05' })

  expect(await world.database.sql`select key from inbox`).toEqual([{ key: 'young' }])
})
