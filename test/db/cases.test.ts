import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase, lockCase, saveCase } from '../../db/cases.js'
import { transaction } from '../../db/client.js'
import { VersionConflict } from '../../db/errors.js'
import type { Reference, RightsRequest } from '../../src/domain/case/types.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { kari, noon, openCase, person, someDates, somePlan } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const open = () => transaction(fresh.db, (tx) => openCase(tx))
const save = (before: RightsRequest, next: RightsRequest) =>
  transaction(fresh.db, (tx) => saveCase(tx, before, next, someDates))

test('an unknown reference gives null', async () => {
  expect(await findCase(fresh.db, 'RR-2026-9999' as Reference)).toBeNull()
})

test('a new case is read back as it was written', async () => {
  const made = await open()
  expect(await findCase(fresh.db, made.reference)).toEqual(made)
})

test('everything that can be saved is read back', async () => {
  const made = await open()
  const next: RightsRequest = {
    ...made,
    version: 2,
    status: 'responded',
    assignee: kari,
    subjectPerson: person(),
    items: [{ ...made.items[0]!, outcome: 'fulfilled', respondedAt: noon.plus({ days: 2 }) }],
    identity: {
      state: 'verified',
      method: 'login',
      attempts: 1,
      askedAt: noon,
      decidedAt: noon.plus({ days: 1 }),
    },
    clarification: { askedAt: noon, answeredAt: null, isLargeVolume: true },
    pauses: [{ ground: 'identity', askedAt: noon, answeredAt: noon.plus({ days: 1 }) }],
    extension: {
      decidedAt: noon,
      decidedBy: kari,
      reason: 'volume',
      newDue: asLocalDate('2027-01-25'),
      rights: ['erasure'],
      noticeSentAt: null,
    },
    ticks: [{ code: 'INT-1', by: kari, at: noon }],
    recipients: 'notified',
    isLateRefusal: true,
    plan: { ...somePlan, approval: { by: person(), at: noon }, linesDone: ['l1'], executedAt: noon },
    respondedAt: noon.plus({ days: 2 }),
  }
  await save(made, next)
  expect(await findCase(fresh.db, made.reference)).toEqual(next)
})

describe('changes of a part', () => {
  test('steps that are unticked and rights that are taken out go away', async () => {
    const made = await open()
    const tick = { code: 'INT-1', by: kari, at: noon }
    const second: RightsRequest = { ...made, version: 2, ticks: [tick, { ...tick, code: 'INT-2' }] }
    await save(made, second)
    const third: RightsRequest = { ...second, version: 3, ticks: [tick], items: [made.items[1]!] }
    await save(second, third)
    expect(await findCase(fresh.db, made.reference)).toEqual(third)
  })

  test('a new plan takes the place of the one before, which is kept', async () => {
    const made = await open()
    const first: RightsRequest = { ...made, version: 2, status: 'awaiting_approval', plan: somePlan }
    await save(made, first)
    const second: RightsRequest = {
      ...first,
      version: 3,
      plan: { ...somePlan, proposedAt: noon.plus({ hours: 1 }) },
    }
    await save(first, second)
    expect(await findCase(fresh.db, made.reference)).toEqual(second)
    const back: RightsRequest = { ...made, version: 4, status: 'in_progress' }
    await save(second, back)
    expect(await findCase(fresh.db, made.reference)).toEqual(back)
    const kept = await fresh.sql`select is_current from plans where reference = ${made.reference}`
    expect(kept.map((row) => row['is_current'])).toEqual([false, false])
  })
})

test('who saves from a version that has gone gets a conflict, and nothing of it stays', async () => {
  const made = await open()
  await save(made, { ...made, version: 2, assignee: kari })
  const late = save(made, { ...made, version: 2, ticks: [{ code: 'INT-1', by: kari, at: noon }] })
  await expect(late).rejects.toThrow(VersionConflict)
  expect(await findCase(fresh.db, made.reference)).toEqual({ ...made, version: 2, assignee: kari })
})

test('who waits for a locked case sees what the other one saved, items and plan too', async () => {
  const made = await open()
  const next: RightsRequest = {
    ...made,
    version: 2,
    status: 'awaiting_approval',
    plan: somePlan,
    items: [{ ...made.items[0]!, outcome: 'fulfilled' }],
  }
  let waiting: Promise<RightsRequest | null> | undefined
  await transaction(fresh.db, async (tx) => {
    await lockCase(tx, made.reference)
    waiting = transaction(fresh.db, (other) => lockCase(other, made.reference))
    await untilSomebodyWaits()
    await saveCase(tx, made, next, someDates)
  })
  expect(await waiting).toEqual(next)
})

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await fresh.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database()`
    if (rows.length > 0) return
  }
}

test('a case that is closed without its instant is refused by the database', async () => {
  const made = await open()
  const wrong = { ...made, version: 2, status: 'closed', closedAt: null } as unknown as RightsRequest
  await expect(save(made, wrong)).rejects.toMatchObject({ constraint: 'cases_closed' })
})
