import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, Secret } from '../src/config.js'

const key = (fill: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, n) => (n * 7 + fill) % 256)).toString('base64')

const good = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://rights_app:pw@db.example.org/rights?sslmode=verify-full',
  KEY_ENCRYPTION_KEY: key(1),
  BLIND_INDEX_KEY: key(2),
  SLACK_SIGNING_SECRET: 'signing-secret-value',
  SLACK_BOT_TOKEN: 'xoxb-token-value',
  SLACK_TEAM_ID: 'T0123456789',
  PRIVACY_CHANNEL: 'slack:C0123456789',
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences
    throw error
  }
  return []
}

describe('production', () => {
  test('starts from complete settings', () => {
    const config = readConfig(good)
    expect(config.mode).toBe('production')
    expect(config).toMatchObject({
      privacyChannel: { platform: 'slack', channel: 'C0123456789' },
      port: 3000,
    })
  })

  test.each(Object.keys(good).filter((name) => name !== 'NODE_ENV'))(
    '%s missing: named, with the cure',
    (name) => {
      const { [name as keyof typeof good]: _gone, ...rest } = good
      expect(faultsOf(rest).filter((sentence) => sentence.startsWith(`${name} is missing: `))).toHaveLength(1)
    },
  )

  test.each([
    ['DATABASE_URL', 'postgres://rights_app:pw@db.example.org/rights'],
    ['DATABASE_URL', 'postgres://rights_app:pw@db.example.org/rights?sslmode=disable'],
    ['DATABASE_URL', 'postgres://rights_app:pw@db.example.org/rights?sslmode=require&sslmode=disable'],
    ['DATABASE_URL', 'postgres://rights_app:pw@localhost/rights?host=db.example.org'],
    ['DATABASE_URL', 'postgres:///rights'],
    ['KEY_ENCRYPTION_KEY', Buffer.alloc(32).toString('base64')],
    ['KEY_ENCRYPTION_KEY', 'c2hvcnQ='],
    ['BLIND_INDEX_KEY', good.KEY_ENCRYPTION_KEY],
    ['BLIND_INDEX_KEY', good.KEY_ENCRYPTION_KEY.replace('=', '')],
    ['SLACK_BOT_TOKEN', 'xoxp-a-user-token'],
    ['SLACK_APP_TOKEN', 'xoxb-not-an-app-token'],
    ['SLACK_TEAM_ID', 'acme'],
    ['PRIVACY_CHANNEL', '#privacy'],
    ['PUBLIC_URL', 'https://desk.example.org'],
    ['SLACK_API_URL', 'http://slack.example.org/api/'],
    ['TZ_OFFICE', 'America/Los_Angeles'],
    ['PORT', 'eighty'],
    ['SAMPLE_CASSANDRA', '127.0.0.1'],
    ['SAMPLE_CASSANDRA', 'cassandra.example.org:9042'],
    ['SAMPLE_CASSANDRA', '127.0.0.1:9042/dc 1'],
    ['TEAMS_APP_ID', 'something'],
    ['TEAMS_CLOUD', 'moon'],
    ['TEAMS_LOGIN_URL', 'https://login.microsoftonline.us'],
  ])('%s = %s is refused by name', (name, value) => {
    const faults = faultsOf({ ...good, [name]: value })
    expect(faults.some((sentence) => sentence.startsWith(name))).toBe(true)
    expect(faults.join(' ')).not.toContain('signing-secret-value')
  })

  test.each([
    ['SLACK_BOT_TOKEN', 'xoxb-token-value'],
    ['SLACK_TEAM_ID', 'T0123456789'],
    ['TEAMS_APP_PASSWORD', 'token-value'],
    ['KEY_ENCRYPTION_KEY', key(1)],
    ['BLIND_INDEX_KEY', key(2)],
    ['PRIVACY_CHANNEL', 'slack:C0123456789'],
  ])(
    '%s alone is already production: nothing of the local workspace starts beside real people',
    (name, value) => {
      expect(faultsOf({ [name]: value })).toContainEqual(expect.stringMatching(/^DATABASE_URL is missing/u))
    },
  )

  test.each(['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'])(
    '%s missing or empty beside the others: no start, and named, with the cure',
    (name) => {
      const id = '11111111-2222-4333-8444-555555555555'
      const teams = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'x', TEAMS_TENANT_ID: id }
      for (const value of ['', '  '])
        expect(faultsOf({ ...good, ...teams, [name]: value })).toEqual([
          expect.stringMatching(new RegExp(`^${name} is missing: `, 'u')),
        ])
    },
  )

  test('the cloud of Teams is the public one unless another is named', () => {
    const id = '11111111-2222-4333-8444-555555555555'
    const teams = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'x', TEAMS_TENANT_ID: id }
    const cloudOf = (more: object) => {
      const config = readConfig({ ...good, ...teams, ...more })
      return config.mode === 'production' ? config.teams?.cloud : null
    }
    expect(cloudOf({})).toBe('public')
    expect(cloudOf({ TEAMS_CLOUD: 'gcc-high' })).toBe('gcc-high')
    expect(faultsOf({ ...good, TEAMS_OPENID_METADATA: 'x' })).toContainEqual(
      expect.stringContaining('set TEAMS_CLOUD instead'),
    )
  })

  test('secrets do not print', () => {
    const config = readConfig(good)
    const printed =
      inspect(config, { depth: 9 }) +
      JSON.stringify(config, (_, value: unknown) => (value instanceof Buffer ? '' : value))
    expect(printed).not.toContain('token-value')
    expect(String(new Secret('x-secret'))).not.toContain('x-secret')
  })
})

describe('local workspace', () => {
  test.each([
    ['127.0.0.1:9042', { hosts: '127.0.0.1:9042', dataCenter: 'datacenter1' }],
    [
      'localhost:9042, 127.0.0.1:9043/oslo-1',
      { hosts: 'localhost:9042,127.0.0.1:9043', dataCenter: 'oslo-1' },
    ],
  ])('SAMPLE_CASSANDRA = %s is a Cassandra to be used', (value, sampleCassandra) => {
    expect(readConfig({ SAMPLE_CASSANDRA: value })).toMatchObject({ sampleCassandra })
  })

  test('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ mode: 'local', databaseUrl: null, host: '127.0.0.1' })
  })

  test('a database alone only takes the place of the embedded one', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://localhost/x' }).mode).toBe('local')
  })

  test('a data map comes with its variables, which do not print', () => {
    const config = readConfig({ DATA_MAP: 'map.yml', REGISTER_URL: 'postgres://x:a-password@h/r' })
    expect(config.dataMap?.file).toBe('map.yml')
    expect(config.dataMap?.variables()['REGISTER_URL']).toBe('postgres://x:a-password@h/r')
    expect(inspect(config, { depth: 9 }) + JSON.stringify(config)).not.toContain('a-password')
    expect(readConfig({}).dataMap).toBeNull()
  })

  test('listens on this machine only', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^HOST must be 127.0.0.1/u)])
  })
})
