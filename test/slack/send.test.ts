import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Unavailable } from '../../src/chat/port.js'
import type { Text, View } from '../../src/chat/view.js'
import type { Fault } from '../../src/local/slack-cloud/server.js'
import { slack } from '../../src/slack/app.js'
import { systemClock } from '../../src/clock.js'
import { channels, credentials, slackWorld, type SlackWorld } from '../support/slack-world.js'

const words = (text: string): Text<'Z1'> => ({ zone: 'Z1', words: text })
const view = (text: string): View<'Z1'> => ({ title: words('T'), summary: words(text), blocks: [] })

let world: SlackWorld
beforeEach(async () => {
  world = await slackWorld({ dispatch: () => Promise.resolve({ kind: 'nothing' }) })
})
afterEach(() => world.stop())

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

test('a card is posted, redrawn in place and sent to one person', async () => {
  const card = await world.port.post('C0PRIVACY', view('One'))
  await world.port.update(card, view('Two'))
  await world.port.direct('U0OLA', view('Three'))
  expect(world.cloud.messages('C0PRIVACY')).toMatchObject([
    { ts: card.messageId, text: 'Two', isEdited: true },
  ])
  expect(world.cloud.messages('D0OLA')).toMatchObject([{ text: 'Three' }])
  const sent = world.cloud.state.calls.find(({ method }) => method === 'chat.postMessage')!.args
  expect(sent).toMatchObject({ unfurl_links: false, unfurl_media: false, mrkdwn: false })
  expect(sent).not.toHaveProperty('metadata')
})

describe('what a failed call means', () => {
  const rows: [string, Fault, Unavailable['retry'], Unavailable['retry'], number | null][] = [
    ['429', { kind: 'status', status: 429, retryAfter: 7 }, 'safe', 'safe', 7_000],
    ['429 without a time', { kind: 'status', status: 429 }, 'safe', 'safe', null],
    ['500', { kind: 'status', status: 500 }, 'unknown', 'safe', null],
    ['404', { kind: 'status', status: 404 }, 'never', 'never', null],
    ['a broken connection', { kind: 'reset' }, 'unknown', 'safe', null],
    ['an answer that is lost', { kind: 'lost' }, 'unknown', 'safe', null],
    ['internal_error', { kind: 'error', error: 'internal_error' }, 'unknown', 'safe', null],
    ['ratelimited', { kind: 'error', error: 'ratelimited' }, 'safe', 'safe', null],
    ['is_archived', { kind: 'error', error: 'is_archived' }, 'never', 'never', null],
    ['invalid_auth', { kind: 'error', error: 'invalid_auth' }, 'never', 'never', null],
    ['msg_too_long', { kind: 'error', error: 'msg_too_long' }, 'never', 'never', null],
  ]
  test.each(rows)('%s', async (_name, fault, forPost, forUpdate, afterMs) => {
    const card = await world.port.post('C0PRIVACY', view('Before'))
    world.cloud.fail('chat.postMessage', fault)
    world.cloud.fail('chat.update', fault)
    const posted = await failure(world.port.post('C0PRIVACY', view('The words of it')))
    const updated = await failure(world.port.update(card, view('The words of it')))
    expect(posted).toMatchObject({ name: 'Unavailable', retry: forPost, retryAfterMs: afterMs })
    expect(updated).toMatchObject({ name: 'Unavailable', retry: forUpdate })
    expect(String((posted as Unavailable).cause)).not.toContain('words')
    // One try each: nothing was repeated behind our back.
    expect(world.cloud.messages('C0PRIVACY')).toHaveLength(fault.kind === 'lost' ? 2 : 1)
  })

  test('a channel that the bot is not in', async () => {
    world.cloud.state.channels.set('C0FAR', { id: 'C0FAR', name: 'far', members: [] })
    expect(await failure(world.port.post('C0FAR', view('x')))).toMatchObject({
      retry: 'never',
      what: 'Slack (not_in_channel)',
    })
    expect(await failure(world.port.post('C0NONE', view('x')))).toMatchObject({
      retry: 'never',
      what: 'Slack (channel_not_found)',
    })
  })

  test('Slack is not there at all', async () => {
    const port = world.port
    await world.cloud.stop()
    expect(await failure(port.post('C0PRIVACY', view('x')))).toMatchObject({ retry: 'safe' })
  })
})

describe('who reads a channel', () => {
  test.each([
    ['C0PRIVACY', { kind: 'private' }],
    ['C0GENERAL', { kind: 'refused', why: 'public' }],
    ['C0SHARED', { kind: 'refused', why: 'shared' }],
    ['C0GUESTS', { kind: 'refused', why: 'guests' }],
    ['C0NONE', { kind: 'refused', why: 'not_member' }],
  ])('%s', async (channel, audience) => {
    expect(await world.port.audience(channel)).toEqual(audience)
  })

  test.each([
    ['archived', { isArchived: true }, { kind: 'refused', why: 'archived' }],
    ['about to be shared', { isPendingExtShared: true }, { kind: 'refused', why: 'shared' }],
    ['shared within a large organisation', { isOrgShared: true }, { kind: 'refused', why: 'shared' }],
    [
      'with somebody of another workspace',
      { members: ['U0BOT', 'U0OTHER'] },
      { kind: 'refused', why: 'guests' },
    ],
    [
      'with more people than can be read',
      { members: ['U0BOT', ...Array.from({ length: 300 }, (_none, n) => `U${n}`)] },
      { kind: 'unread', why: 'too many members' },
    ],
    [
      'with somebody unknown',
      { members: ['U0BOT', 'U0GONE'] },
      { kind: 'unread', why: 'Slack (user_not_found)' },
    ],
  ])('a private channel %s', async (_name, change, audience) => {
    const channel = { ...channels[0]!, id: 'C0X', ...change }
    world.cloud.state.channels.set('C0X', channel)
    expect(await world.port.audience('C0X')).toEqual(audience)
  })

  test.each(['conversations.info', 'conversations.members', 'users.info'])(
    '%s fails: unread, never private',
    async (method) => {
      world.cloud.fail(method, { kind: 'status', status: 500 })
      expect(await world.port.audience('C0PRIVACY')).toEqual({ kind: 'unread', why: 'Slack (http 500)' })
    },
  )
})

test.each([
  ['U0KARI', { userId: 'U0KARI', kind: 'member', locale: 'nb-NO', email: 'kari@example.org' }],
  ['U0GUEST', { userId: 'U0GUEST', kind: 'guest', email: 'gus@example.org' }],
  ['U0OTHER', { userId: 'U0OTHER', kind: 'guest', email: null }],
])('the account of %s', async (userId, profile) => {
  expect(await world.port.profile(userId)).toEqual(profile)
})

describe('at the start', () => {
  const options = () => ({
    ...credentials,
    apiUrl: world.cloud.apiUrl,
    dispatch: () => Promise.resolve({ kind: 'nothing' } as const),
    clock: systemClock,
    apology: () => '',
    sharedChannel: () => view(''),
  })
  test.each([
    ['a token that Slack does not know', { botToken: 'xoxb-wrong' }, /invalid_auth.*SLACK_BOT_TOKEN/u],
    ['a token of another workspace', { teamId: 'T0OTHER' }, /SLACK_TEAM_ID/u],
    ['Slack out of reach', { apiUrl: 'http://127.0.0.1:1/api/' }, /SLACK_API_URL/u],
  ])('%s stops it with a sentence', async (_name, change, sentence) => {
    await expect(slack({ ...options(), ...change })).rejects.toThrow(sentence)
  })
})
