import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/clock.js'
import { sign } from '../../src/local/slack-cloud/person.js'
import type { Interaction } from '../../src/chat/interaction.js'
import { credentials, slackWorld, type SlackWorld } from '../support/slack-world.js'

let world: SlackWorld
const taken: Interaction[] = []

beforeAll(async () => {
  world = await slackWorld({
    dispatch: (interaction) => {
      taken.push(interaction)
      return Promise.resolve({ kind: 'nothing' })
    },
  })
})
afterAll(() => world.stop())
beforeEach(() => void taken.splice(0))

let count = 0
function commandBody(more: Record<string, string> = {}): string {
  const fields = {
    command: '/rights',
    text: 'help',
    team_id: 'T0DESK',
    user_id: 'U0KARI',
    channel_id: 'C0PRIVACY',
  }
  return new URLSearchParams({ ...fields, trigger_id: `trigger-${++count}`, ...more }).toString()
}

const now = () => Math.floor(systemClock().toSeconds())

interface Sent {
  readonly body?: string
  readonly at?: number
  readonly secondsOff?: number
  readonly secret?: string
  readonly headers?: Record<string, string | undefined>
  readonly type?: string
}

async function send({
  body = commandBody(),
  at = now(),
  secondsOff = 0,
  secret = credentials.signingSecret,
  headers = {},
  type,
}: Sent = {}) {
  const seconds = at + secondsOff
  const all = {
    'content-type': type ?? 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': sign(secret, seconds, body),
    ...headers,
  }
  const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const response = await fetch(`${world.url}/slack/events`, { method: 'POST', headers: kept, body })
  return { status: response.status, body: await response.text() }
}

describe('the door', () => {
  test.each<[string, Sent, number]>([
    ['signed now', {}, 200],
    ['signed 298 s ago', { secondsOff: -298 }, 200],
    ['signed 298 s ahead', { secondsOff: 298 }, 200],
    ['signed 302 s ago', { secondsOff: -302 }, 401],
    ['signed 302 s ahead', { secondsOff: 302 }, 401],
    ['signed a year ahead', { secondsOff: 31_536_000 }, 401],
    ['signed with another secret', { secret: 'another-secret' }, 401],
    ['without a signature', { headers: { 'x-slack-signature': undefined } }, 401],
    ['with a blank signature', { headers: { 'x-slack-signature': '' } }, 401],
    ['without a timestamp', { headers: { 'x-slack-request-timestamp': undefined } }, 401],
    ['with a timestamp that is no number', { headers: { 'x-slack-request-timestamp': '1e9' } }, 401],
    ['of another workspace', { body: commandBody({ team_id: 'T0OTHER' }) }, 401],
    [
      'not signed, as a check of the certificate',
      {
        body: 'ssl_check=1',
        headers: { 'x-slack-signature': undefined, 'x-slack-request-timestamp': undefined },
      },
      401,
    ],
    ['too large', { body: commandBody({ text: 'x'.repeat(1_100_000) }) }, 413],
    ['of bad JSON', { body: 'payload=%7Bnot', type: 'application/x-www-form-urlencoded' }, 400],
    [
      'of an unknown kind',
      { body: JSON.stringify({ type: 'block_suggestion' }), type: 'application/json' },
      200,
    ],
    ['of a kind that holds nothing', { body: '{}', type: 'application/json' }, 200],
  ])('a request %s', async (name, sent, status) => {
    expect((await send(sent)).status).toBe(status)
    expect(taken).toHaveLength(name.startsWith('signed') && status === 200 ? 1 : 0)
  })

  test('the body is changed after signing', async () => {
    const body = commandBody()
    const at = now()
    const headers = { 'x-slack-signature': sign(credentials.signingSecret, at, body) }
    expect((await send({ body: `${body}&text=other`, at, headers })).status).toBe(401)
    expect(taken).toEqual([])
  })

  test('the same request twice is taken once', async () => {
    const body = commandBody()
    const at = now()
    const statuses = [(await send({ body, at })).status, (await send({ body, at })).status]
    expect(statuses).toEqual([200, 401])
    expect(taken).toHaveLength(1)
  })

  test('the same request twice at once is taken once', async () => {
    const body = commandBody()
    const at = now()
    const statuses = (await Promise.all([send({ body, at }), send({ body, at })])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 401])
  })

  test('Slack checks the address when the app is made', async () => {
    const answer = await send({
      body: JSON.stringify({ type: 'url_verification', challenge: 'abc' }),
      type: 'application/json',
    })
    expect(answer).toMatchObject({ status: 200, body: '{"challenge":"abc"}' })
  })
})
