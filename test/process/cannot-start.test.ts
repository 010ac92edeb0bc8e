import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slackCloud, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { channels, credentials, people } from '../support/slack-world.js'
import { startDesk } from './desk-process.js'

let fresh: FreshDatabase
let cloud: SlackCloud
/** Where nobody listens. */
let away: string
let good: Readonly<Record<string, string>>
beforeAll(async () => {
  fresh = await freshDatabase()
  cloud = await slackCloud({ ...credentials, users: people, channels })
  const gone = await slackCloud({ ...credentials, users: [], channels: [] })
  await gone.stop()
  away = gone.apiUrl
  good = {
    NODE_ENV: 'production',
    PORT: '0',
    // Beside the sentence, anything fatal would be seen.
    LOG_LEVEL: 'fatal',
    DATABASE_URL: fresh.url,
    KEY_ENCRYPTION_KEY: key(1),
    BLIND_INDEX_KEY: key(2),
    SLACK_API_URL: cloud.apiUrl,
    SLACK_SIGNING_SECRET: credentials.signingSecret,
    SLACK_BOT_TOKEN: credentials.botToken,
    SLACK_TEAM_ID: credentials.teamId,
    PRIVACY_CHANNEL: 'slack:C0PRIVACY',
  }
})
afterAll(async () => {
  await cloud.stop()
  await fresh.drop()
})

const key = (fill: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, n) => (n * 7 + fill) % 256)).toString('base64')

const databaseUrl = (changed: Partial<Pick<URL, 'password' | 'pathname' | 'port'>>) =>
  Object.assign(new URL(fresh.url), changed).href

async function startWith(changed: Readonly<Record<string, string>>): Promise<string> {
  const desk = await startDesk(tmpdir(), { ...good, ...changed }).catch((error: unknown) => error as Error)
  if (desk instanceof Error) return desk.message
  await desk.stop('SIGKILL')
  return 'it started'
}

/** What the operator reads is one sentence after the headline; nothing beside it, no place in the code. */
const onlySays = (exitCode: 1 | 2, sentence: RegExp) =>
  new RegExp(`^exit code ${exitCode}: Rights Desk cannot start\\.\\n${sentence.source}\\n$`, 'u')

test('with everything right it starts', async () => {
  expect(await startWith({})).toBe('it started')
})

describe('a start that cannot be says which setting, and what to do', () => {
  test.each<[string, 1 | 2, RegExp, () => Readonly<Record<string, string>>]>([
    [
      'a wrong token',
      2,
      /Slack \(invalid_auth\) refuses SLACK_BOT_TOKEN: copy it again.*/u,
      () => ({ SLACK_BOT_TOKEN: 'xoxb-of-somebody-else' }),
    ],
    [
      'another workspace',
      2,
      /SLACK_BOT_TOKEN is of another workspace than SLACK_TEAM_ID.*/u,
      () => ({ SLACK_TEAM_ID: 'T0OTHER' }),
    ],
    [
      'a wrong app token',
      2,
      /Slack \(invalid_auth\) refuses SLACK_APP_TOKEN: copy it again.*/u,
      () => ({ SLACK_APP_TOKEN: 'xapp-of-somebody-else' }),
    ],
    [
      'Slack is away',
      1,
      /Slack \(ECONNREFUSED\) is away: .*SLACK_API_URL.*/u,
      () => ({ SLACK_API_URL: away }),
    ],
    [
      'a public channel for the case cards',
      2,
      /The channel of PRIVACY_CHANNEL in Slack is public: make it private, or name a private one\./u,
      () => ({ PRIVACY_CHANNEL: 'slack:C0GENERAL' }),
    ],
    [
      'a channel with guests',
      2,
      /The channel of PRIVACY_CHANNEL in Slack has guests: .*/u,
      () => ({ PRIVACY_CHANNEL: 'slack:C0GUESTS' }),
    ],
    [
      'a channel that we are not in',
      2,
      /The channel of PRIVACY_CHANNEL in Slack does not let us in: invite the app, .*/u,
      () => ({ PRIVACY_CHANNEL: 'slack:C0NOWHERE' }),
    ],
    [
      'the database is away',
      1,
      /The database does not answer \(ECONNREFUSED\): is DATABASE_URL right.*/u,
      () => ({ DATABASE_URL: databaseUrl({ port: '1' }) }),
    ],
    [
      'a wrong password',
      2,
      /The database does not let us in: check user and password in DATABASE_URL \(28P01\)\./u,
      () => ({ DATABASE_URL: databaseUrl({ password: 'wrong' }) }),
    ],
    [
      'a wrong name',
      2,
      /The database that DATABASE_URL names does not exist: .* \(3D000\)\./u,
      () => ({ DATABASE_URL: databaseUrl({ pathname: '/nowhere' }) }),
    ],
    [
      'a database without tables',
      1,
      /The database lacks \d+ migration\(s\): run "rights migrate".*/u,
      () => ({ DATABASE_URL: databaseUrl({ pathname: '/postgres' }) }),
    ],
    [
      'a key missing',
      2,
      /KEY_ENCRYPTION_KEY is missing: make one with.*/u,
      () => ({ KEY_ENCRYPTION_KEY: '' }),
    ],
    [
      'a data map that is not there',
      2,
      /The file in DATA_MAP cannot be read: give the path of a data map that this account may read\./u,
      () => ({ DATA_MAP: 'nowhere.yml' }),
    ],
    [
      'a data map with mistakes',
      2,
      /The data map has mistakes \(\d+\); "rights data-map check" explains them\.\nLine 1: .*/u,
      () => ({ DATA_MAP: resolve('package.json') }),
    ],
    [
      'a data map whose variables are not set',
      2,
      /CONNXIO_REGISTER_URL is not set, but the data map refers to it: set it\./u,
      () => ({ DATA_MAP: resolve('docs/data-map/connxio.yml') }),
    ],
  ])('%s: exit code %i', async (_name, exitCode, sentence, changed) => {
    expect(await startWith(changed())).toMatch(onlySays(exitCode, sentence))
  })

  test('a channel of which nobody says who reads it: exit code 1', async () => {
    cloud.fail('conversations.members', { kind: 'status', status: 503 })
    expect(await startWith({})).toMatch(onlySays(1, /It could not be read who is in the channel .*/u))
  })

  test('a port that is taken: exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const PORT = String((other.address() as AddressInfo).port)
    expect(await startWith({ PORT })).toMatch(onlySays(1, /The port is taken by another program: .*PORT.*/u))
    other.close()
  })
})
