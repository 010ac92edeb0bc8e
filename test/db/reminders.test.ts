import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertCase, saveCase } from '../../db/cases.js'
import { transaction } from '../../db/client.js'
import { findCasesToLookAt, saveLooks, type Look } from '../../db/reminders.js'
import { reference } from '../../src/domain/case/reference.js'
import { asLocalDate } from '../../src/domain/time/calendar.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { receivedCase, someDates } from './sample-case.js'

let fresh: FreshDatabase
const today = asLocalDate('2026-11-24')
const tomorrow = asLocalDate('2026-11-25')
const made = [1, 2].map((n) => receivedCase(reference(2026, n)))
const look = (n: number): Look => ({
  ...someDates,
  reference: reference(2026, n),
  version: 1,
  next: tomorrow,
})
const reminder = (n: number) =>
  ({ reference: reference(2026, n), code: 'R-UNASSIGNED', day: today, recipient: 'privacy_channel' }) as const
const save = () =>
  transaction(fresh.db, (tx) => saveLooks(tx, today, [look(1), look(2)], [reminder(1), reminder(2)]))
const left = async (day = today) =>
  (await findCasesToLookAt(fresh.db, day, 10)).map((found) => found.reference)
const noted = async () =>
  (await fresh.sql`select reference from reminders`).map((row) => String(row['reference']))

beforeEach(async () => {
  fresh = await freshDatabase()
  await transaction(fresh.db, async (tx) => {
    for (const one of made) await insertCase(tx, one, someDates)
  })
})
afterEach(() => fresh.drop())

describe('a look at cases', () => {
  test('is noted with its reminders; the case comes again on its day', async () => {
    expect(await left()).toHaveLength(2)
    await save()
    expect(await left()).toEqual([])
    expect(await left(tomorrow)).toHaveLength(2)
    expect(await noted()).toHaveLength(2)
  })

  test('does not count for a case that somebody acted on since: it is looked at anew', async () => {
    const [first] = made
    const next = { ...first!, version: 2 }
    await transaction(fresh.db, (tx) => saveCase(tx, first!, next, someDates))
    await save()
    expect(await left()).toEqual([first!.reference])
    expect(await noted()).toEqual([made[1]!.reference])
  })

  test('that another run noted already is not noted again', async () => {
    await save()
    await fresh.sql`delete from reminders`
    await save()
    expect(await noted()).toEqual([])
  })
})
