import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertCase } from '../../db/cases.js'
import { transaction } from '../../db/client.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { aCase, monday } from '../support/case-builder.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { rightsWith } from './rights.js'

let fresh: FreshDatabase
let env: Record<string, string>
beforeAll(async () => {
  fresh = await freshDatabase()
  env = { DATABASE_URL: fresh.url }
  const found = aCase().received()
  await transaction(fresh.db, (tx) => insertCase(tx, found, caseDates(found, monday)))
})
afterAll(() => fresh.drop())

describe('rights clock', () => {
  test('gives each date, and why, in fields that a program reads', async () => {
    const { code, stdout } = await rightsWith(env, 'clock', 'rr-2026-0042', '--json')
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as { reasons: { date: string; why: string }[] }
    expect(told).toMatchObject({
      reference: 'RR-2026-0042',
      status: 'received',
      receivedLocalDate: '2026-03-07',
      promisedDue: '2026-04-06',
      statutoryDue: '2026-04-07',
      effectiveDue: '2026-04-06',
      statutoryMissed: true,
    })
    expect(told.reasons.map(({ why }) => why).join('\n')).toMatch(/12\(3\)|Art\. 12/u)
  })

  test('says the reasons in bokmål', async () => {
    const { stdout } = await rightsWith(env, 'clock', 'RR-2026-0042', '--language', 'nb')
    expect(stdout).toMatch(/lovens|loven|frist/iu)
  })

  test('a case that does not exist: a sentence, and exit code 2', async () => {
    const { code, stderr, stdout } = await rightsWith(env, 'clock', 'RR-2026-9999')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('There is no case')
  })
})

describe('rights remind', () => {
  test('asks for the run of a day once', async () => {
    const day = '2026-03-09'
    const first = await rightsWith(env, 'remind', '--date', day, '--json')
    const second = await rightsWith(env, 'remind', '--date', day, '--json')
    expect([first, second].map(({ stdout }) => JSON.parse(stdout) as unknown)).toEqual([
      { day, isQueued: true },
      { day, isQueued: false },
    ])
    const jobs = await fresh.sql`select 1 from graphile_worker.jobs where task_identifier = 'remind'`
    expect(jobs).toHaveLength(1)
  })

  test.each([
    ['a Sunday', '2026-03-08', 'no working day'],
    ['a day that does not exist', '2026-02-30', 'write it like'],
    ['a day to come', '2199-01-02', 'has not come yet'],
  ])('%s: a sentence, and nothing is asked for', async (_name, day, words) => {
    const { code, stderr } = await rightsWith(env, 'remind', '--date', day)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })
})

test('rights jobs list shows messages that did not arrive', async () => {
  await fresh.sql`
    insert into outbox (id, kind, platform, channel, state, last_error)
    values (gen_random_uuid(), 'case', 'slack', 'C1', 'ambiguous', 'interrupted'),
      (gen_random_uuid(), 'case', 'slack', 'C1', 'sent', null)`
  const { stdout } = await rightsWith(env, 'jobs', 'list', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    messages: [{ kind: 'case', state: 'ambiguous', to: 'C1', lastError: 'interrupted' }],
  })
})
