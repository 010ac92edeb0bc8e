import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Interaction } from '../../src/chat/interaction.js'
import type { TokenChanges } from '../../src/local/teams-cloud/issuer.js'
import { envelope } from '../../src/local/teams-cloud/person.js'
import type { Json } from '../../src/local/teams-cloud/state.js'
import { DeskAdapter } from '../../src/teams/adapter.js'
import { trust } from '../../src/teams/door.js'
import { otherTenant, teamsCredentials, teamsUsers, tenant } from '../support/teams-people.js'
import { teamsWorld, type TeamsWorld } from '../support/teams-world.js'
import { makeLog } from '../../src/log.js'

let world: TeamsWorld
const taken: Interaction[] = []
const logged: string[] = []
const written: string[] = []

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...words) => void written.push(words.map(String).join(' ')))
  world = await teamsWorld({
    log: makeLog('debug', { write: (line) => void logged.push(line) }),
    dispatch: (interaction) => {
      taken.push(interaction)
      return Promise.resolve({ kind: 'nothing' })
    },
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await world.stop()
})
beforeEach(() => {
  taken.splice(0)
  logged.splice(0)
})

function activity(more: Json = {}): Json {
  const { state, serviceUrl } = world.cloud
  const user = teamsUsers[0]!
  const place = state.personal(user.id)
  return { ...envelope({ state, serviceUrl, user }, place), type: 'message', text: 'rights help', ...more }
}

interface Sent {
  readonly more?: Json
  readonly token?: TokenChanges
  /** In place of the whole header. */
  readonly authorization?: string | null
  readonly body?: string
  readonly tokenFor?: string
}

async function send({ more = {}, token = {}, authorization, body, tokenFor }: Sent) {
  const bearer = authorization === undefined ? `Bearer ${world.cloud.token(token, tokenFor)}` : authorization
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (bearer !== null) headers['authorization'] = bearer
  return world.cloud.send(body ?? JSON.stringify(activity(more)), headers)
}

const seconds = (off: number) => Math.floor(Date.now() / 1000) + off
const unsigned = () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: 'https://api.botframework.com', aud: teamsCredentials.appId, exp: seconds(600) }
  return `Bearer ${part({ alg: 'none', kid: 'key-1' })}.${part(claims)}.`
}

describe('the door', () => {
  test.each<[string, () => Sent, number]>([
    ['with a good token', () => ({}), 200],
    [
      'with a token that ended four minutes ago: clocks may differ by five',
      () => ({ token: { claims: { exp: seconds(-240) } } }),
      200,
    ],
    ['without a token', () => ({ authorization: null }), 401],
    ['with an empty token', () => ({ authorization: 'Bearer ' }), 401],
    ['with something that is no token', () => ({ authorization: 'Bearer garbage' }), 401],
    ['with a password', () => ({ authorization: 'Basic YTpi' }), 401],
    ['with an unsigned token', () => ({ authorization: unsigned() }), 401],
    ['with a token that ended six minutes ago', () => ({ token: { claims: { exp: seconds(-360) } } }), 401],
    ['with a token for another bot', () => ({ token: { claims: { aud: 'another' } } }), 401],
    ['with a token of another issuer', () => ({ token: { claims: { iss: 'https://issuer.example' } } }), 401],
    [
      'with a token of the emulator',
      () => ({
        token: {
          claims: {
            iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
            appid: teamsCredentials.appId,
            ver: '1.0',
          },
        },
      }),
      401,
    ],
    [
      'with a token for another service URL',
      () => ({ tokenFor: 'https://smba.trafficmanager.net/other/' }),
      401,
    ],
    ['with a token that names no service URL', () => ({ token: { claims: { serviceurl: undefined } } }), 401],
    ['with a token of an unknown key', () => ({ token: { header: { kid: 'key-9' } } }), 401],
    [
      'with a token of a key that is not endorsed for Teams',
      () => ({ token: { header: { kid: 'key-2' } } }),
      401,
    ],
    ['with a forged signature', () => ({ token: { isForged: true } }), 401],
    ['with another algorithm', () => ({ token: { header: { alg: 'HS256' } } }), 401],
    [
      'of another tenant',
      () => ({
        more: {
          conversation: { id: 'a:x', conversationType: 'personal', tenantId: otherTenant },
          channelData: { tenant: { id: otherTenant } },
        },
      }),
      403,
    ],
    ['of two tenants at once', () => ({ more: { channelData: { tenant: { id: otherTenant } } } }), 403],
    [
      'of no tenant',
      () => ({ more: { conversation: { id: 'a:x', conversationType: 'personal' }, channelData: {} } }),
      403,
    ],
    [
      'from a service URL that is not trusted',
      () => ({ more: { serviceUrl: 'https://evil.example/' }, tokenFor: 'https://evil.example/' }),
      403,
    ],
    ['that is no JSON', () => ({ body: '{not' }), 400],
    ['that is no activity', () => ({ body: '[]' }), 400],
    ['that is too large', () => ({ more: { text: 'x'.repeat(300_000) } }), 413],
  ])('a request %s', async (_name, sent, status) => {
    const answer = await send(sent())
    expect(answer).toEqual({ status, body: '' })
    expect(taken).toHaveLength(status === 200 ? 1 : 0)
  })

  test('nothing of a refused request stands in the log or on the console, but that there was one', async () => {
    await send({ token: { isForged: true }, more: { text: 'rights kvitrine' } })
    expect(logged.join()).toContain('Teams request refused')
    expect(logged.join()).not.toMatch(/kvitrine|eyJ/u)
    // The SDK names its own keys and its class of error; nothing of what was sent.
    expect(written.join()).not.toMatch(/kvitrine|eyJ/u)
  })

  test('a press that nobody knows is acknowledged, and not 501', async () => {
    const answer = await send({ more: { type: 'invoke', name: 'signin/verifyState', value: {} } })
    expect(answer.status).toBe(200)
    expect(taken).toEqual([])
  })
})

describe('who is trusted', () => {
  test.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['http://smba.trafficmanager.net/emea/', false],
    ['https://smba.trafficmanager.net.evil.example/', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['https://somebody@smba.trafficmanager.net/', false],
    ['https://evil.example/smba.trafficmanager.net', false],
    ['not a URL', false],
    ['http://127.0.0.1:1234/connector', false],
  ])('%s: %s', (url, isTrusted) => {
    expect(trust('public', undefined)(url)).toBe(isTrusted)
  })

  test('another cloud is trusted by its very address', () => {
    expect(trust('public', 'http://127.0.0.1:1234')('http://127.0.0.1:1234/connector')).toBe(true)
    expect(trust('public', 'http://127.0.0.1:1234')('http://127.0.0.1:1235/connector')).toBe(false)
  })
})

test('an empty app id, which would let everybody in, is no adapter', () => {
  expect(() => new DeskAdapter({ appId: ' ', appPassword: 'x', tenant, cloud: 'public' })).toThrow(/app id/u)
})
