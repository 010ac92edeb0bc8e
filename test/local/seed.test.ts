import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseStatuses } from '../../src/domain/case/types.js'
import { rightTypes } from '../../src/domain/rights/rights.js'
import { isEmpty, seed } from '../../src/local/seed.js'
import { deskWorld, team, type DeskWorld } from '../support/desk-world.js'
import { denials } from '../support/acts.js'

/** The sample requests, given to an empty desk through the one door. */
let world: DeskWorld
const today = '2026-11-24'
const count = async (condition: string) => {
  const [row] = await world.database.sql.unsafe<{ n: number }[]>(
    `select count(*)::int as n from cases where ${condition}`,
  )
  return row!.n
}

beforeAll(async () => {
  world = await deskWorld(`${today}T11:00:00Z`, [])
  const stage = { setTime: () => undefined, settled: () => Promise.resolve() }
  expect(await isEmpty(world.database.db)).toBe(true)
  await seed({ db: world.database.db, parts: world.parts }, team, stage)
}, 60_000)
afterAll(() => world.stop())

test('forty, of every right and in every state, and nothing of their making was refused', async () => {
  expect(await count('true')).toBe(40)
  const statuses = await world.database.sql<{ status: string }[]>`select distinct status from cases`
  expect(statuses.map(({ status }) => status).toSorted()).toEqual([...caseStatuses].toSorted())
  const rights = await world.database.sql<{ right: string }[]>`select distinct "right" from case_items`
  expect(rights.map(({ right }) => right).toSorted()).toEqual([...rightTypes].toSorted())
  expect(await denials(world)).toEqual([])
})

test('some are due today, some overdue, some extended, most in time', async () => {
  const open = `status not in ('responded', 'closed')`
  const found = {
    dueToday: await count(`${open} and effective_due = '${today}'`),
    overdue: await count(`${open} and effective_due < '${today}'`),
    extended: await count(`extension->>'noticeSentAt' is not null`),
    open: await count(open),
  }
  expect(found).toEqual({ dueToday: 2, overdue: 3, extended: 2, open: 31 })
})

test('it is not empty any more, so that a second start fills nothing in', async () => {
  expect(await isEmpty(world.database.db)).toBe(false)
})

test('a first start just after midnight has them all too', async () => {
  const early = await deskWorld('2026-11-23T23:00:30Z', [])
  const stage = { setTime: () => undefined, settled: () => Promise.resolve() }
  await seed({ db: early.database.db, parts: early.parts }, team, stage)
  expect(await denials(early)).toEqual([])
  expect(await early.database.sql`select count(*)::int as n from cases`).toEqual([{ n: 40 }])
  await early.stop()
}, 60_000)
