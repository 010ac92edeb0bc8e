import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { rights, rightsWith } from './rights.js'

let fresh: FreshDatabase
let empty: FreshDatabase
let env: Record<string, string>
beforeAll(async () => {
  fresh = await freshDatabase()
  empty = await freshDatabase()
  env = { DATABASE_URL: fresh.url, SLACK_TEAM_ID: 'T0DESK' }
})
afterAll(() => Promise.all([fresh.drop(), empty.drop()]))

describe('rights people', () => {
  test('the first two managers count at once, a third waits for one of them', async () => {
    const states: string[] = []
    for (const user of ['U0ONE', 'U0TWO', 'U0THREE']) {
      const { stdout } = await rightsWith(env, 'people', 'grant', `slack:${user}`, 'manager', '--json')
      states.push((JSON.parse(stdout) as { state: string }).state)
    }
    expect(states).toEqual(['active', 'active', 'pending'])
  })

  test('lists roles by account', async () => {
    const { stdout } = await rightsWith(env, 'people', 'list', '--json')
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ accounts: ['slack:U0ONE'], role: 'manager', state: 'active' }),
    )
  })

  test('revokes, but not the last manager', async () => {
    expect((await rightsWith(env, 'people', 'revoke', 'slack:U0TWO', 'manager', '--json')).code).toBe(0)
    const last = await rightsWith(env, 'people', 'revoke', 'slack:U0ONE', 'manager')
    expect(last.code).toBe(2)
    expect(last.stderr).toContain('E_LAST_MANAGER')
  })

  test.each([
    ['another platform', ['people', 'grant', 'irc:kari', 'support'], 2],
    ['no such role', ['people', 'grant', 'slack:U0KARI', 'king'], 2],
    ['a missing argument', ['people', 'grant', 'slack:U0KARI'], 2],
    ['no such option', ['people', 'list', '--loud'], 2],
    ['no such command', ['people', 'crown'], 1],
  ])('%s: a sentence, nothing granted', async (_name, args, wanted) => {
    const { code, stderr, stdout } = await rightsWith(env, ...args)
    expect({ code, stdout }).toEqual({ code: wanted, stdout: '' })
    expect(stderr).not.toBe('')
  })
})

describe('rights audit verify', () => {
  test('counts the events of an unbroken chain', async () => {
    const { code, stdout } = await rightsWith(env, 'audit', 'verify', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, count: 4 })
  })

  test('names the first event that was changed behind the back of the desk, and exits with 1', async () => {
    await fresh.sql`alter table events disable trigger user`
    await fresh.sql`update events set fields = '{"person":"somebody else"}' where seq = 2`
    const { code, stdout } = await rightsWith(env, 'audit', 'verify', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, seq: 2, why: 'hash_mismatch' })
  })
})

describe('for people', () => {
  test('no name stands there with nothing behind it', async () => {
    const { stdout } = await rightsWith(
      { DATABASE_URL: empty.url, SLACK_TEAM_ID: 'T0DESK' },
      'audit',
      'verify',
    )
    expect(stdout).toMatch(/^ok +true$/mu)
    expect(stdout).not.toMatch(/:$/mu)
  })

  test.each([
    ['people', 'list'],
    ['audit', 'verify'],
  ])('a database without tables: "rights %s %s" says to run rights migrate', async (...args) => {
    const { code, stderr } = await rightsWith({ DATABASE_URL: fresh.serverUrl }, ...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^The database lacks tables: run "rights migrate".* \(42P01\)\.\n$/u)
  })
})

describe('rights migrate', () => {
  test('is repeatable', async () => {
    const { code, stdout } = await rightsWith(env, 'migrate', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ migrated: true })
  })

  test('without a database says which variable to set', async () => {
    const { code, stderr } = await rights('migrate')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^DATABASE_URL is missing/u)
  })
})
