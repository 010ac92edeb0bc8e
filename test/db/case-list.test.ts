import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listCases, type CaseScope } from '../../db/case-list.js'
import { openDatabase } from '../../db/client.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

const ola = randomUUID() as PersonId
const kari = randomUUID() as PersonId
const count = 20_000
const day = (n: number) => asLocalDate(new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
let fresh: FreshDatabase

/** Case n is due on day n % 1000; every tenth is closed, every eleventh waits for approval, every fiftieth is Ola's. */
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.sql.unsafe(`
    insert into cases select 'RR-2026-' || lpad(n::text, 5, '0'), 1,
      case when n % 10 = 0 then 'closed' when n % 11 = 0 then 'awaiting_approval' else 'in_progress' end,
      '2026-01-01'::timestamptz, 'email', 'nb', false, '${kari}', '2026-01-01'::timestamptz + n * interval '1 minute',
      case when n % 50 = 1 then '${ola}'::uuid end, case when n % 22 = 0 then '${ola}'::uuid end,
      '{}', null, '[]', null, 'not_needed', '1', null, false, null, case when n % 10 = 0 then now() end,
      '2026-01-01'::date + n % 1000, '2026-01-01'::date + n % 1000 + 20, '2026-01-01'::date + n % 1000,
      '2026-01-01'::date + n % 1000, now()
    from generate_series(1, ${count}) n;
    insert into case_items select reference, case when reference like '%1' then 'erasure' else 'access' end, 0
      from cases;
    insert into case_items select reference, 'objection', 1 from cases;
    insert into plans select gen_random_uuid(), reference, true, 'h',
      case when reference like '%1' then '[{"right": "erasure", "outcome": "fulfilled"}]'
        when reference like '%3' then '[{"right": "erasure", "outcome": "refused"}]' else '[]' end::jsonb,
      case when reference like '%2' then '[{"action": "anonymise"}]' else '[]' end::jsonb,
      case when reference like '%5' then '${ola}'::uuid else '${kari}'::uuid end, now(), null, null, '[]', null
      from cases where status = 'awaiting_approval';
    analyze`)
})
afterAll(() => fresh.drop())

const nobody = '00000000-0000-4000-8000-000000000099' as PersonId
const list = (wanted: CaseScope, page = 1, pageSize = 10) =>
  listCases(fresh.db, { ...wanted, hideFrom: nobody, page, pageSize })
/** Numbers from 1 to `count` that the test says a list holds. */
const numbers = (isWanted: (n: number) => boolean) =>
  Array.from({ length: count }, (_, n) => n + 1).filter(isWanted)
const isOpen = (n: number) => n % 10 !== 0

describe('a list holds its cases and says how many', () => {
  const isWaiting = (n: number) => isOpen(n) && n % 11 === 0
  const waiting = { scope: 'waiting', waitingFor: { statuses: ['awaiting_approval'] } } as const
  const cases: readonly [string, CaseScope, (n: number) => boolean][] = [
    ['mine', { scope: 'mine', person: ola }, (n) => isOpen(n) && n % 50 === 1],
    ['nobody’s', { scope: 'mine', person: randomUUID() as PersonId }, () => false],
    ['due up to a day', { scope: 'due', until: day(7) }, (n) => isOpen(n) && n % 1000 <= 7],
    ['due', { scope: 'due' }, isOpen],
    ['overdue', { scope: 'overdue', today: day(7) }, (n) => isOpen(n) && n % 1000 < 7],
    ['all', { scope: 'all' }, () => true],
    ['waiting', waiting, isWaiting],
    [
      'waiting for an engineer: what the plan decides counts, not what was asked for',
      { ...waiting, waitingFor: { ...waiting.waitingFor, approvers: ['engineer'] } },
      (n) => isWaiting(n) && (n % 10 === 1 || n % 10 === 2),
    ],
    [
      'waiting for a manager',
      { ...waiting, waitingFor: { ...waiting.waitingFor, approvers: ['manager'] } },
      (n) => isWaiting(n) && n % 10 !== 1 && n % 10 !== 2,
    ],
    [
      'waiting for somebody who is both',
      { ...waiting, waitingFor: { ...waiting.waitingFor, approvers: ['engineer', 'manager'] } },
      isWaiting,
    ],
    [
      'waiting, not for its proposer or subject',
      { ...waiting, waitingFor: { ...waiting.waitingFor, except: ola } },
      (n) => isWaiting(n) && n % 10 !== 5 && n % 22 !== 0,
    ],
  ]
  test.each(cases)('%s', async (_, wanted, isWanted) => {
    expect((await list(wanted)).total).toBe(numbers(isWanted).length)
  })
})

test('nearest date first, then by reference; pages follow each other', async () => {
  const first = await list({ scope: 'due', until: day(3) }, 1, 15)
  const second = await list({ scope: 'due', until: day(3) }, 2, 15)
  const keys = [...first.rows, ...second.rows].map((row) => `${row.effectiveDue} ${row.reference}`)
  expect(keys).toHaveLength(30)
  expect(keys).toEqual([...new Set(keys)].sort())
  expect(first.rows[0]).toEqual({
    reference: 'RR-2026-00001',
    status: 'in_progress',
    rights: ['erasure', 'objection'],
    effectiveDue: day(1),
    promisedDue: day(1),
    statutoryDue: day(21),
    assignee: ola,
    version: 1,
  })
})

test('all: newest first', async () => {
  expect((await list({ scope: 'all' })).rows[0]?.reference).toBe(`RR-2026-${count}`)
})

test('a page beyond the end is empty and still says the total', async () => {
  expect(await list({ scope: 'mine', person: ola }, 1000)).toEqual({ rows: [], total: 400 })
})

/** For the very statements that the function sends, by the server's own count of scans. */
describe('lists read an index, not the table', () => {
  test.each([
    ['mine', { scope: 'mine', person: ola }],
    ['due', { scope: 'due', until: day(7) }],
    ['overdue', { scope: 'overdue', today: day(7) }],
    ['all', { scope: 'all' }],
  ] as readonly [string, CaseScope][])('%s', async (_, wanted) => {
    const before = await settled()
    const db = openDatabase(fresh.url, { max: 1 })
    await listCases(db, { ...wanted, hideFrom: nobody, page: 1, pageSize: 10 })
    await db.close()
    // A session's figures are written when it has ended.
    await expect.poll(async () => (await scans()).index).toBeGreaterThan(before.index)
    const after = await scans()
    // Counting all cases reads them all, from an index or from the table.
    if (wanted.scope !== 'all') expect(after.seq).toBe(before.seq)
  })

  /** Figures of the sessions before may still be written. */
  async function settled() {
    let last = await scans()
    const isSame = async () => {
      const now = await scans()
      const same = now.seq === last.seq && now.index === last.index
      last = now
      return same
    }
    await expect.poll(isSame, { interval: 300, timeout: 10_000 }).toBe(true)
    return last
  }

  async function scans(): Promise<{ readonly seq: number; readonly index: number }> {
    await fresh.sql`select pg_stat_clear_snapshot()`
    const rows = await fresh.sql<{ seq: number; index: number }[]>`
      select seq_scan::int as seq, idx_scan::int as index from pg_stat_user_tables where relname = 'cases'`
    return rows[0]!
  }
})
