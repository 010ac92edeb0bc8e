import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/connectors/index.js'
import type { Cursor, DataStore } from '../../src/connectors/store.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { aCollection, aField } from '../support/data-map.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { connectionOf } from './rigs/rig.js'

let base: FreshDatabase
let store: DataStore
beforeAll(async () => {
  base = await freshDatabase()
  const connection = connectionOf({ kind: 'postgres', url: { env: 'BASE' } })
  const system = { key: 'base', name: 'Base', connection, collections: [], backups: [] }
  store = openStore(system, { BASE: base.url })!
})
afterAll(async () => {
  await store.close()
  await base.drop()
})

const collectionOf = (table: string, key: readonly string[], anchor: string | null): Collection =>
  aCollection('base', table, {
    fields: key.map((name) => aField(name, { isPrimaryKey: true })),
    retention: anchor && { rule: 'RET-STD', months: 3, anchor: { source: 'field', field: anchor } },
  } as Partial<Collection>)

async function scan(collection: Collection, parts: number, limit: number, anchoredBefore?: DateTime) {
  const divided = await store.divide(collection, parts)
  if (divided.kind === 'unread') throw new Error(divided.why)
  const found = { ranges: divided.ranges.length, pages: 0, scanned: 0, keys: [] as string[] }
  for (const range of divided.ranges) {
    let after: Cursor | null = null
    do {
      const page = await store.scan(collection, range, collection.key, {
        after,
        limit,
        ...(anchoredBefore ? { anchoredBefore } : {}),
      })
      if (page.kind === 'unread') throw new Error(page.why)
      found.pages += 1
      found.scanned += page.scanned
      found.keys.push(
        ...page.records.map(({ values }) => collection.key.map((name) => values[name]).join('/')),
      )
      after = page.next
    } while (after !== null)
  }
  return found
}

test('a large table with a key of two columns is divided by a sample of its blocks', async () => {
  await base.sql`create table letters (at timestamptz, no bigint, body text, primary key (at, no))`
  await base.sql`
    insert into letters select '2026-01-01Z'::timestamptz + n / 7 * interval '1 second', n, repeat('x', 200)
    from generate_series(1, 20000) n`
  const found = await scan(collectionOf('letters', ['at', 'no'], 'at'), 8, 1000)
  expect([found.ranges, found.scanned, new Set(found.keys).size]).toEqual([8, 20_000, 20_000])
})

test('a partitioned table is divided like any other', async () => {
  await base.sql`create table posts (on_day date, no int, primary key (on_day, no)) partition by range (on_day)`
  await base.sql`create table posts_1 partition of posts for values from ('2026-01-01') to ('2026-02-01')`
  await base.sql`create table posts_2 partition of posts for values from ('2026-02-01') to ('2026-03-01')`
  await base.sql`insert into posts select date '2026-01-01' + n % 58, n from generate_series(1, 3000) n`
  const found = await scan(collectionOf('posts', ['on_day', 'no'], 'on_day'), 4, 500)
  expect([found.ranges, found.scanned, new Set(found.keys).size]).toEqual([4, 3000, 3000])
})

// Midnight of 1 September in Oslo.
const before = DateTime.fromISO('2026-08-31T22:00:00Z')
test.each([
  ['timestamptz', ['2026-08-31T21:59:59Z'], ['2026-08-31T22:00:00Z']],
  ['timestamp(3)', ['2026-08-31T21:59:59'], ['2026-08-31T22:00:00']],
  ['date', ['2026-08-31', '2026-09-01'], ['2026-09-02']],
  ['text', ['2026-08-31', '2027-01-01'], []],
])('of a column of %s, only what is anchored later is left out by the database', async (type, come, stay) => {
  const name = `anchors_${type.replace(/\W/gu, '')}`
  await base.sql.unsafe(`create table ${name} (id text primary key, at ${type})`)
  for (const at of [...come, ...stay])
    await base.sql.unsafe(`insert into ${name} values ($1, $1::text::${type})`, [at])
  await base.sql.unsafe(`insert into ${name} values ('none', null)`)
  const found = await scan(collectionOf(name, ['id'], 'at'), 1, 2, before)
  expect(found.keys).toEqual([...come, 'none'].toSorted())
  expect(found.scanned).toBe(come.length + stay.length + 1)
})

test('a page ends after so many rows, also when none of them is due', async () => {
  await base.sql`create table fresh (id int primary key, at timestamptz)`
  await base.sql`insert into fresh select n, '2026-10-01Z' from generate_series(1, 25) n`
  const found = await scan(collectionOf('fresh', ['id'], 'at'), 1, 10, before)
  expect(found).toEqual({ ranges: 1, pages: 3, scanned: 25, keys: [] })
})
