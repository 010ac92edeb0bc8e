import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { lockLane } from '../../db/outbox.js'
import { enqueueSending, queueMessage } from '../../handlers/messages/queue-message.js'
import { asReference, give, openCase, sound, soundness } from '../support/acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

let world: DeskWorld
const reference = asReference('RR-2026-0001')

const cards = () => world.cloud.messages(privacyChannel)
const calls = (method: string) => world.cloud.state.calls.filter((call) => call.method === method).length
const outbox = async () =>
  (
    await world.database.sql<{ line: string }[]>`
      select state || coalesce(' ' || last_error, '') as line from outbox order by written_at, id`
  ).map(({ line }) => line)
const hurry = () => world.database.sql`update graphile_worker._private_jobs set run_at = now()`
/** As if the times that a platform and the queue want to wait were over. */
const later = async () => {
  await world.database.sql`update paces set blocked_until = 0`
  await hurry()
  await world.drain()
}
const queueAgain = (id: string) => transaction(world.parts.db, (tx) => enqueueSending(tx, id))
/** The latest message, with a job for it that waits. */
const latest = async () => {
  const [row] = await world.database.sql<{ id: string }[]>`
    select id from outbox order by written_at desc, id limit 1`
  await queueAgain(row!.id)
  return row!.id
}
/** As if the message were being sent by its job, or by another one. */
const sending = (id: string, job = 'its own') => world.database.sql`
  update outbox set state = 'sending', taken_by = case when ${job} = 'its own'
    then (select j.id::text from graphile_worker.jobs j where j.key = ${`message:${id}`}) else ${job} end
  where id = ${id}`

afterEach(async () => {
  expect(await soundness(world)).toEqual(sound)
  await world.stop()
})

describe.each(platforms)('in %s', (platform) => {
  const canLook = platform === 'slack'
  beforeEach(async () => {
    world = await deskOn(platform, '2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
  })

  /** Has a card posted as if there were none yet, and the platform answer so. */
  const post = async (fault: Parameters<DeskWorld['cloud']['fail']>[1]) => {
    await world.database.sql`delete from cards`
    await world.database.sql`delete from outbox`
    world.cloud.fail('chat.postMessage', fault)
    const { privacyChannel: place } = world.parts.desk
    await transaction(world.parts.db, (tx) => queueMessage(tx, { kind: 'case', reference, ...place }))
    await world.drain()
  }
  const posted = () => cards().length - 1

  test('a card waits where the platform has no time now, and is sent later', async () => {
    await post({ kind: 'status', status: 429, retryAfter: 30 })
    expect(await outbox()).toEqual([expect.stringMatching(/^waiting .*rate_limited/u)])
    // Whoever comes before that time waits on.
    await hurry()
    await world.drain()
    expect(posted()).toBe(0)

    await later()
    expect(await outbox()).toEqual(['sent'])
    expect(posted()).toBe(1)
  })

  test.each([
    ['answers with a fault of its own', { kind: 'status', status: 500 }],
    ['breaks the connection', { kind: 'reset' }],
    ['never answers', { kind: 'hang' }],
  ] as const)(
    'whether a card arrived is not known where the platform %s: it is looked for, never sent blindly',
    async (_, fault) => {
      await post(fault)
      expect(await outbox()).toEqual([expect.stringMatching(/^ambiguous /u)])
      await later()
      await later()

      expect(await outbox()).toEqual([expect.stringMatching(canLook ? /^sent$/u : /^ambiguous /u)])
      expect(posted()).toBe(canLook ? 1 : 0)
    },
    60_000,
  )

  test('a card that arrived without a word of it is not sent again', async () => {
    await post({ kind: 'lost' })
    await later()
    await later()

    expect(await outbox()).toEqual([expect.stringMatching(canLook ? /^sent$/u : /^ambiguous /u)])
    expect(posted()).toBe(1)
  })

  test('a card is redrawn again after any of these: twice is the same as once', async () => {
    for (const fault of [{ kind: 'status', status: 500 }, { kind: 'reset' }, { kind: 'lost' }] as const) {
      world.cloud.fail('chat.update', fault)
      await give(world, 'U0KARI', `assign ${reference} @U0${fault.kind === 'reset' ? 'OLA' : 'KARI'}`)
      await later()
    }
    expect(new Set(await outbox())).toEqual(new Set(['sent']))
    expect(cards()).toHaveLength(1)
    expect(cards()[0]!.isEdited).toBe(true)
  })
})

describe('when the sender of a card ended in the middle', () => {
  beforeEach(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
  })

  test('it is not sent again by the job that follows: it is looked for', async () => {
    await world.database.sql`delete from cards`
    await sending(await latest())
    await world.drain()
    expect(await outbox()).toEqual(['sent'])
    expect(calls('chat.postMessage')).toBe(1)
  })

  test('it is drawn again when it was only to be redrawn', async () => {
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    await world.database.sql`update cards set shown_version = 1`
    await sending(await latest())
    await world.drain()
    expect(await outbox()).toEqual(['sent', 'sent'])
    expect(calls('chat.update')).toBe(2)
  })

  test('another job for it says nothing of that, and leaves it alone', async () => {
    await sending(await latest(), '0')
    await world.drain()
    expect(await outbox()).toEqual(['sending'])
  })
})

describe('messages of one card are sent one after the other', () => {
  const card = { kind: 'case', reference, platform: 'slack', channel: privacyChannel } as const
  const append = async (row: Record<string, unknown>) => {
    const [made] = await world.database.sql<{ id: string }[]>`
      insert into outbox ${world.database.sql({ id: crypto.randomUUID(), state: 'waiting', ...row })} returning id`
    return made!.id
  }
  const isHeld = async (id: string) => (await transaction(world.parts.db, (tx) => lockLane(tx, id)))?.isHeld
  /** A message whose sender is at work. */
  const beingSent = async (row: Record<string, unknown>) => {
    const id = await append(row)
    await queueAgain(id)
    await sending(id)
    await world.database.sql`
      update graphile_worker._private_jobs set locked_by = 'worker-busy', locked_at = now() where key = ${`message:${id}`}`
  }

  beforeEach(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
  })

  test('the second waits while the first is on its way, also where it is of another kind', async () => {
    await beingSent(card)
    expect(await isHeld(await append(card))).toBe(true)
    expect(await isHeld(await append({ ...card, kind: 'erasure-progress' }))).toBe(true)
  })

  test('those of another card, another channel and of persons do not', async () => {
    await beingSent(card)
    expect(await isHeld(await append({ ...card, reference: 'RR-2026-0002' }))).toBe(false)
    expect(await isHeld(await append({ ...card, channel: 'C0ONCALL' }))).toBe(false)
    const person = world.personId('U0MONA')
    const direct = { kind: 'reminders', platform: 'slack', person }
    expect(await isHeld(await append(direct))).toBe(false)
    await beingSent(direct)
    expect(await isHeld(await append(direct))).toBe(true)
  })

  test('a sender whose job is gone holds up nobody', async () => {
    await beingSent(card)
    await world.database.sql`delete from graphile_worker._private_jobs`
    expect(await isHeld(await append(card))).toBe(false)
  })

  test('what was held is sent once the first is through', async () => {
    await openCase(world, 'U0KARI')
    await world.database.sql`update cards set shown_version = 0`
    await beingSent({ ...card, kind: 'erasure-progress' })
    await queueAgain(await append(card))
    await world.drain()
    expect((await outbox()).toSorted()).toEqual(['sending', 'sent', 'waiting'])
    await world.database.sql`update outbox set state = 'sent' where state = 'sending'`
    await world.database.sql`delete from graphile_worker._private_jobs where locked_by is not null`
    await hurry()
    await world.drain()
    expect(await outbox()).toEqual(['sent', 'sent', 'sent'])
    expect(calls('chat.update')).toBe(1)
  })
})

test('no named queue is left behind by any of it: whoever takes a job would lock them all', async () => {
  world = await deskWorld('2026-03-05T09:00:00Z')
  await openCase(world, 'U0KARI')
  await transaction(world.parts.db, (tx) => enqueue(tx, 'purge-inbox', { day: '2026-03-05' }))
  await world.drain()
  expect(await world.database.sql`select 1 from graphile_worker._private_job_queues`).toHaveLength(0)
})
