import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../db/client.js'
import { insertCase } from '../../db/cases.js'
import { countOnTime, listLate, listNearest, listStanding, type After } from '../../db/open-figures.js'
import { countFlows, measureDurations } from '../../db/week-figures.js'
import { reference } from '../../src/domain/case/reference.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { addFigures, figuresOf, noFigures } from '../../src/domain/figures/open-cases.js'
import { asLocalDate, localDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { aCase, kari } from '../support/case-builder.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const now = at('2026-11-25T08:00:00Z')
const today = localDate(now)

let fresh: FreshDatabase
let count = 0
const written: RightsRequest[] = []

/** Received so many days ago. */
const received = (daysAgo: number) => {
  const receivedAt = now.minus({ days: daysAgo })
  return aCase().with({ reference: reference(2026, ++count), receivedAt, openedAt: receivedAt })
}
const answered = (daysAgo: number, after: number): RightsRequest => {
  const found = received(daysAgo).forRights('access').responded()
  const respondedAt = found.receivedAt.plus({ days: after })
  return {
    ...found,
    respondedAt,
    items: found.items.map((item) => ({ ...item, respondedAt })),
  } as RightsRequest
}

beforeAll(async () => {
  fresh = await freshDatabase()
  const standing = [{ ground: 'identity', askedAt: now.minus({ days: 50 }), answeredAt: null }] as const
  written.push(
    received(1).forRights('access', 'erasure').received(),
    received(27).forRights('erasure').with({ assignee: kari.id }).awaitingApproval(),
    received(30).with({ assignee: kari.id }).awaitingClarification(),
    received(40).forRights('portability').received(),
    received(60).inProgress(),
    received(55).with({ pauses: standing }).awaitingIdentity(),
    answered(20, 10),
    answered(50, 31),
    answered(100, 5),
    { ...received(9).closed(), closedAt: now.minus({ days: 8 }) } as RightsRequest,
  )
  await transaction(fresh.db, async (tx) => {
    for (const found of written) await insertCase(tx, found, caseDates(found, found.receivedAt))
  })
})
afterAll(() => fresh.drop())

test('rows and rules together count each open case once, as the rules alone would', async () => {
  const isOpen = ({ status }: RightsRequest) => status !== 'responded' && status !== 'closed'
  const all = written.filter(isOpen).map((found) => figuresOf(found, caseDates(found, now)))
  const late = await listLate(fresh.db, today, null, 10)
  const left = new Set<string>([...late.map((one) => one.reference), ...(await listStanding(fresh.db))])
  const byRules = written
    .filter((found) => left.has(found.reference))
    .map((found) => figuresOf(found, caseDates(found, now)))
    .reduce(addFigures, noFigures)
  expect(left.size).toBe(3)
  expect(addFigures(await countOnTime(fresh.db, today), byRules)).toEqual(all.reduce(addFigures, noFigures))
})

test('late cases come a page at a time, the oldest date first, none twice', async () => {
  const seen: string[] = []
  let after: After | null = null
  for (;;) {
    const page: readonly After[] = await listLate(fresh.db, today, after, 1)
    if (page.length === 0) break
    seen.push(page[0]!.reference)
    after = page[0]!
  }
  expect(seen).toEqual(['RR-2026-0005', 'RR-2026-0004'])
})

test('the nearest dates leave out those whose clock stands', async () => {
  expect(await listNearest(fresh.db, 3)).toEqual(['RR-2026-0005', 'RR-2026-0004', 'RR-2026-0003'])
})

test('what came and ended, week by week: an answer counts when it went out, not when the case was closed', async () => {
  const days = ['2026-11-09', '2026-11-16', '2026-11-23'].map(asLocalDate)
  expect(await countFlows(fresh.db, days)).toEqual([
    // An answer of a Sunday.
    { received: 0, ended: 1 },
    // Received nine days ago, closed the day after.
    { received: 1, ended: 1 },
    { received: 1, ended: 0 },
  ])
})

describe('how long rights take', () => {
  const read = () => measureDurations(fresh.db, { from: at('2026-08-31T00:00:00Z'), now, today })

  test('open ones count with the days they have waited', async () => {
    const [all] = await read()
    // 10, 31 and 1 days ended; 1, 1, 27, 30, 40, 60 and 55 days open.
    const days = [10, 31, 1, 1, 1, 27, 30, 40, 60, 55].toSorted((a, b) => a - b)
    expect(all).toMatchObject({ right: null, ended: 3, open: 7, median: (27 + 30) / 2 })
    expect(all!.mean).toBeCloseTo(days.reduce((a, b) => a + b) / days.length, 6)
    expect(all!.p90).toBeCloseTo(55 + 0.1 * 5, 6)
  })

  test('late are those that ended too late, and those that are open past their date with a running clock', async () => {
    const [all] = await read()
    expect({ onTime: all!.onTime, late: all!.late }).toEqual({ onTime: 2, late: 3 })
  })

  test('each right by itself, and nothing where there is nothing', async () => {
    expect((await read()).slice(1).map(({ right }) => right)).toEqual(['access', 'erasure', 'portability'])
    const empty = await freshDatabase()
    try {
      expect(await measureDurations(empty.db, { from: now, now, today })).toEqual([])
    } finally {
      await empty.drop()
    }
  })
})
