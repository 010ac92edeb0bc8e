import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { envelope } from '../../src/local/teams-cloud/person.js'
import { DeskAdapter } from '../../src/teams/adapter.js'
import { clouds, type CloudName } from '../../src/teams/clouds.js'
import { trust } from '../../src/teams/door.js'
import { teamsCredentials, teamsUsers, tenant } from '../support/teams-people.js'
import { teamsWorld, type TeamsWorld } from '../support/teams-world.js'

const names = Object.keys(clouds) as CloudName[]
const issuers = [...new Set(names.map((name) => clouds[name].issuer))]
/** A connector of each cloud, as its service URLs look. */
const serviceUrls: Readonly<Record<CloudName, string>> = {
  public: 'https://smba.trafficmanager.net/emea/',
  gcc: 'https://smba.infra.gcc.teams.microsoft.com/gcc/',
  'gcc-high': 'https://smba.infra.gov.teams.microsoft.us/gcch/',
  dod: 'https://smba.infra.dod.teams.microsoft.us/dod/',
  china: 'https://frontend.botapi.botframework.azure.cn/cn/',
}

describe.each(names)('in the cloud %s', (cloud) => {
  let world: TeamsWorld
  let taken = 0

  beforeAll(async () => {
    world = await teamsWorld({
      cloud,
      dispatch: () => {
        taken += 1
        return Promise.resolve({ kind: 'nothing' })
      },
    })
  })
  afterAll(() => world.stop())

  async function send(claims: Record<string, unknown>, serviceUrl = world.cloud.serviceUrl) {
    const { state } = world.cloud
    const act = { state, serviceUrl, user: teamsUsers[0]! }
    const activity = { ...envelope(act, state.personal(act.user.id)), type: 'message', text: 'rights help' }
    return world.cloud.send(JSON.stringify(activity), {
      'content-type': 'application/json',
      authorization: `Bearer ${world.cloud.token({ claims }, serviceUrl)}`,
    })
  }

  test.each(issuers)('a token of the issuer %s counts only where it is the cloud’s own', async (iss) => {
    const before = taken
    const isOwn = iss === clouds[cloud].issuer
    expect(await send({ iss })).toEqual({ status: isOwn ? 200 : 401, body: '' })
    expect(taken - before).toBe(isOwn ? 1 : 0)
  })

  test.each(names)('the connector of %s is trusted only where it is the cloud’s own', async (other) => {
    const url = serviceUrls[other]
    const isTrusted = trust(cloud, undefined)(url)
    // GCC has the connector of the public cloud beside its own.
    expect(isTrusted).toBe(other === cloud || (cloud === 'gcc' && other === 'public'))
    if (!isTrusted) expect(await send({}, url)).toEqual({ status: 403, body: '' })
  })

  test('no host is trusted that only ends or begins like one', () => {
    const isTrusted = trust(cloud, undefined)
    for (const host of clouds[cloud].connectors.map((one) => one.replace(/^\./u, ''))) {
      expect(isTrusted(`https://evil${host}/`)).toBe(false)
      expect(isTrusted(`https://${host}.evil.example/`)).toBe(false)
      expect(isTrusted(`http://${host}/`)).toBe(false)
    }
  })
})

/** Where a login says that its tokens are, for the tenant in the path. */
function discovery(path: string): string {
  const base = `https://login.example${path.replace(/\/v2\.0\/.*$/u, '')}`
  return JSON.stringify({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/keys`,
  })
}

describe('our own token', () => {
  let server: Server
  const asked: { path: string; scope: string | null }[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const path = request.url!
        // Of a login that it does not know by heart, MSAL asks where its tokens are.
        if (path.includes('openid-configuration')) return void response.end(discovery(path))
        const form = new URLSearchParams(Buffer.concat(chunks).toString())
        asked.push({ path, scope: form.get('scope') })
        response.end(JSON.stringify({ token_type: 'Bearer', expires_in: 3_600, access_token: 'a-token' }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))

  test.each(names)('is asked for the connector of %s, of our own tenant', async (cloud) => {
    const cloudUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    // Tokens are kept by app: each cloud has one of its own.
    const appId = teamsCredentials.appId.replace(/.$/u, String(names.indexOf(cloud)))
    const adapter = new DeskAdapter({ ...teamsCredentials, appId, cloud, cloudUrl })
    asked.splice(0)
    expect(await (await adapter.tokens())()).toBe('a-token')
    expect(asked).toMatchObject([
      {
        path: expect.stringContaining(`/${tenant}/oauth2/v2.0/token`) as string,
        scope: `${clouds[cloud].issuer}/.default`,
      },
    ])
  })
})
