import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { View } from '../../src/chat/view.js'
import type { Fault } from '../../src/local/teams-cloud/server.js'
import {
  allTeamsUsers,
  directoryId,
  guestChat,
  openChannel,
  privacyChannel,
  sharedChannel,
} from '../support/teams-people.js'
import { conversationsInMemory, teamsWorld, type TeamsWorld } from '../support/teams-world.js'

const z1 = (words: string) => ({ zone: 'Z1', words }) as const
const view: View<'Z1'> = { title: z1('RR-2026-0001'), summary: z1('A case'), blocks: [] }
let world: TeamsWorld
const conversations = conversationsInMemory()

beforeAll(async () => {
  world = await teamsWorld({ conversations, dispatch: () => Promise.resolve({ kind: 'nothing' }) })
  for (const id of [privacyChannel, openChannel, sharedChannel, guestChat]) await world.cloud.install(id)
})
afterAll(() => world.stop())
beforeEach(() => void world.cloud.state.calls.splice(0))
const posts = () =>
  world.cloud.state.calls.filter(({ method, path }) => method === 'POST' && path === 'activities')
const countMessages = () => world.cloud.messages(privacyChannel).length

describe('a post that fails', () => {
  test.each<[string, Fault, 'safe' | 'never' | 'unknown', number]>([
    ['because there is too much', { kind: 'status', status: 429, retryAfter: 7 }, 'safe', 0],
    ['at a precondition', { kind: 'status', status: 412 }, 'safe', 0],
    ['at the gateway', { kind: 'status', status: 502 }, 'unknown', 0],
    ['inside of Teams', { kind: 'status', status: 500 }, 'unknown', 0],
    ['because the app is blocked', { kind: 'status', status: 403, code: 'MessageWritesBlocked' }, 'never', 0],
    ['with a broken connection', { kind: 'reset' }, 'unknown', 0],
    ['after it was done', { kind: 'lost' }, 'unknown', 1],
  ])('%s is tried once', async (_name, fault, retry, arrived) => {
    const before = countMessages()
    world.cloud.fail('POST activities', fault)
    await expect(world.port.post(privacyChannel, view)).rejects.toMatchObject({ name: 'Unavailable', retry })
    expect(countMessages() - before).toBe(arrived)
    expect(posts()).toHaveLength(arrived)
  })

  test('says when to come back', async () => {
    world.cloud.fail('POST activities', { kind: 'status', status: 429, retryAfter: 7 })
    await expect(world.port.post(privacyChannel, view)).rejects.toMatchObject({ retryAfterMs: 7_000 })
  })

  test('an update may be done again', async () => {
    const card = await world.port.post(privacyChannel, view)
    world.cloud.fail('PUT activities', { kind: 'status', status: 502 })
    await expect(world.port.update(card, view)).rejects.toMatchObject({ retry: 'safe' })
    await world.port.update(card, view)
    expect(world.cloud.messages(privacyChannel).at(-1)!.isEdited).toBe(true)
  })

  test('a message that was taken away is said to be gone', async () => {
    await expect(world.port.update({ channel: privacyChannel, messageId: '1' }, view)).rejects.toMatchObject({
      retry: 'never',
      what: expect.stringContaining('message_not_found') as string,
    })
  })

  test('a conversation whose service URL is not trusted gets no token of ours', async () => {
    const found = (await conversations.find(privacyChannel))!
    await conversations.save({ ...found, id: '19:stolen@thread.v2', serviceUrl: 'https://evil.example/' })
    await expect(world.port.post('19:stolen@thread.v2', view)).rejects.toMatchObject({ retry: 'never' })
  })
})

describe('who reads a conversation', () => {
  test.each([
    ['a private channel', privacyChannel, { kind: 'private' }],
    ['a standard channel', openChannel, { kind: 'refused', why: 'public' }],
    ['a shared channel', sharedChannel, { kind: 'refused', why: 'shared' }],
    ['a chat with a guest', guestChat, { kind: 'refused', why: 'guests' }],
    ['a chat that the app is not in', '19:unknown@thread.v2', { kind: 'refused', why: 'not_member' }],
  ])('%s', async (_name, channel, audience) => {
    expect(await world.port.audience(channel)).toEqual(audience)
  })

  test('members that cannot be read are unread, never private', async () => {
    world.cloud.fail('GET pagedmembers', { kind: 'status', status: 500 })
    expect(await world.port.audience(privacyChannel)).toMatchObject({ kind: 'unread' })
  })

  test('a channel whose kind Teams does not say is looked up', async () => {
    const found = (await conversations.find(privacyChannel))!
    await conversations.save({ ...found, channelType: null })
    expect(await world.port.audience(privacyChannel)).toEqual({ kind: 'private' })
    world.cloud.fail('GET channels', { kind: 'status', status: 500 })
    expect(await world.port.audience(privacyChannel)).toMatchObject({ kind: 'unread' })
  })
})

describe('an account', () => {
  test('is described with its e-mail', async () => {
    expect(await world.port.profile(directoryId('U0KARI'))).toEqual({
      userId: directoryId('U0KARI'),
      kind: 'member',
      email: 'kari@staff.example.org',
    })
  })

  test('of a guest is one', async () => {
    const { state } = world.cloud
    const channel = state.conversations.get(privacyChannel)!
    state.conversations.set(privacyChannel, { ...channel, members: allTeamsUsers.map(({ id }) => id) })
    expect(await world.port.profile(directoryId('U0GUEST'))).toMatchObject({ kind: 'guest' })
    state.conversations.set(privacyChannel, channel)
  })

  test('that nobody has is not found', async () => {
    await expect(world.port.profile(directoryId('U0NOBODY'))).rejects.toMatchObject({
      what: expect.stringContaining('user_not_found') as string,
    })
  })
})

describe('a person reached in private', () => {
  test('without the app is not reached', async () => {
    await expect(world.port.direct(directoryId('U0OLA'), view)).rejects.toMatchObject({ retry: 'never' })
  })

  test('with the app is, though the desk never heard of it', async () => {
    const id = directoryId('U0OLA')
    world.cloud.state.installed.add(world.cloud.state.personal(id).id)
    await world.port.direct(id, view)
    expect(world.cloud.messages(world.cloud.state.personal(id).id)).toHaveLength(1)
  })
})
