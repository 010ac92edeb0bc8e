import { DateTime } from 'luxon'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { channels, credentials, people } from '../support/slack-world.js'

let cloud: SlackCloud
let now = DateTime.fromISO('2026-11-24T12:00:00Z', { zone: 'utc' })
beforeEach(async () => {
  cloud = await slackCloud({ ...credentials, users: people, channels, clock: () => now })
})
afterEach(() => cloud.stop())

async function call(method: string, args: object, token: string = credentials.botToken) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${cloud.apiUrl}${method}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(args),
  })
  return (await response.json()) as { ok: boolean; error?: string }
}
const modal = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [] }
const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } })

describe('the cloud refuses', () => {
  test.each<[string, string, object, string]>([
    [
      'a post to a channel the bot is not in',
      'chat.postMessage',
      { channel: 'C0FAR', text: 'x' },
      'not_in_channel',
    ],
    ['a post to no channel', 'chat.postMessage', { channel: 'C0NONE', text: 'x' }, 'channel_not_found'],
    ['a post without words', 'chat.postMessage', { channel: 'C0PRIVACY' }, 'no_text'],
    [
      'a block it does not know',
      'chat.postMessage',
      { channel: 'C0PRIVACY', text: 'x', blocks: [{ type: 'poll' }] },
      'invalid_blocks',
    ],
    [
      'an empty text',
      'chat.postMessage',
      { channel: 'C0PRIVACY', text: 'x', blocks: [section('')] },
      'invalid_blocks',
    ],
    [
      '3,001 characters',
      'chat.postMessage',
      { channel: 'C0PRIVACY', text: 'x', blocks: [section('x'.repeat(3_001))] },
      'invalid_blocks',
    ],
    [
      '51 blocks',
      'chat.postMessage',
      { channel: 'C0PRIVACY', text: 'x', blocks: Array.from({ length: 51 }, () => section('x')) },
      'invalid_blocks',
    ],
    [
      'too much in all',
      'chat.postMessage',
      {
        channel: 'C0PRIVACY',
        text: 'x',
        blocks: Array.from({ length: 5 }, () => section('x'.repeat(3_000))),
      },
      'msg_blocks_too_long',
    ],
    [
      'a message that is not there',
      'chat.update',
      { channel: 'C0PRIVACY', ts: '1.1', text: 'x' },
      'message_not_found',
    ],
    ['a trigger that was never given', 'views.open', { trigger_id: 'x', view: modal }, 'invalid_trigger_id'],
    ['an account that is not there', 'users.info', { user: 'U9' }, 'user_not_found'],
    ['a method it does not know', 'chat.sing', {}, 'unknown_method'],
    ['a method named like one of objects', 'constructor', {}, 'unknown_method'],
  ])('%s', async (_name, method, args, error) => {
    cloud.state.channels.set('C0FAR', { id: 'C0FAR', name: 'far', members: [] })
    expect(await call(method, args)).toMatchObject({ ok: false, error })
  })

  test('another token', async () => {
    expect(await call('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' })
  })

  test('a trigger after three seconds, and one that was used', async () => {
    const [late, once] = [cloud.state.trigger('U0KARI'), cloud.state.trigger('U0KARI')]
    expect(await call('views.open', { trigger_id: once, view: modal })).toMatchObject({ ok: true })
    expect(await call('views.open', { trigger_id: once, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    })
    now = now.plus({ milliseconds: 3_001 })
    expect(await call('views.open', { trigger_id: late, view: modal })).toMatchObject({
      error: 'expired_trigger_id',
    })
  })

  test('a fourth modal in a stack', async () => {
    await call('views.open', { trigger_id: cloud.state.trigger('U0KARI'), view: modal })
    const push = () =>
      call('views.push', {
        trigger_id: cloud.state.trigger('U0KARI', cloud.person('U0KARI').modal()!.id),
        view: modal,
      })
    expect([(await push()).ok, (await push()).ok, (await push()).error]).toEqual([
      true,
      true,
      'push_limit_reached',
    ])
  })

  test('a response URL after five uses', async () => {
    cloud.state.responses.set('r', { message: null, userId: 'U0KARI', channel: 'C0PRIVACY', uses: 0 })
    const post = async () =>
      (
        await fetch(`${cloud.url}/response/r`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"text":"x"}',
        })
      ).status
    const statuses = [await post(), await post(), await post(), await post(), await post(), await post()]
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
  })
})

test('what Slack would refuse is complained of, so that no test passes over it', async () => {
  await call('chat.postMessage', { channel: 'C0PRIVACY', text: 'x', blocks: [section('')] })
  await call('chat.sing', {})
  expect(cloud.state.complaints).toHaveLength(2)
})

test('changes are told to who listens', async () => {
  const heard: string[] = []
  const stop = cloud.onChange((what) => heard.push(what))
  await call('chat.postMessage', { channel: 'C0PRIVACY', text: 'x' })
  stop()
  await call('chat.postMessage', { channel: 'C0PRIVACY', text: 'x' })
  expect(heard).toEqual(['message'])
})
