import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../db/client.js'
import { nextReference } from '../../db/references.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { openCase } from './sample-case.js'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

class ChangedMind extends Error {}

test('fifty openings at once, every fifth given up: the references have no gap and no double', async () => {
  const opens = Array.from({ length: 50 }, (_, n) =>
    transaction(fresh.db, async (tx) => {
      const made = await openCase(tx)
      if (n % 5 === 0) throw new ChangedMind()
      return made.reference
    }),
  )
  const settled = await Promise.allSettled(opens)
  const failed = settled.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown)
  expect(failed.every((reason) => reason instanceof ChangedMind)).toBe(true)
  expect(failed).toHaveLength(10)
  const given = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const expected = Array.from({ length: 40 }, (_, n) => `RR-2026-${String(n + 1).padStart(4, '0')}`)
  expect([...given].sort()).toEqual(expected)
})

test('each year counts for itself', async () => {
  const given = await transaction(fresh.db, async (tx) => [
    await nextReference(tx, 2031),
    await nextReference(tx, 2032),
  ])
  expect(given).toEqual(['RR-2031-0001', 'RR-2032-0001'])
})
