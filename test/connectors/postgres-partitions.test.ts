import { afterAll, beforeAll, expect, test } from 'vitest'
import { DateTime } from 'luxon'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import { openStores } from '../../src/connectors/index.js'
import type { DataStore } from '../../src/connectors/store.js'
import type { Collection } from '../../src/domain/data-map/types.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

const text = `dataset:
  - fides_key: log
    meta:
      rights_desk:
        connection: { kind: postgres, url: { env: LOG_URL } }
        collections:
          lines:
            search: { by: nothing, why: no line names a person }
            retention: { rule: RET-STD, anchor: { field: at } }
            options: { partitioned_by_time: true }
    collections:
      - name: lines
        fields:
          - { name: id, data_categories: [system], fides_meta: { primary_key: true } }
          - { name: at, data_categories: [system], fides_meta: { primary_key: true } }
`

let database: FreshDatabase
let store: DataStore
let lines: Collection
beforeAll(async () => {
  database = await freshDatabase()
  const { map } = readDataMap(text)
  store = openStores(map!, { LOG_URL: database.url }).of('log')!
  lines = map!.systems[0]!.collections[0]!
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const errors = async () => {
  const reading = await store.check()
  return reading.kind === 'read' ? reading.findings.filter(({ level }) => level === 'error') : reading.why
}

test('the check tells a table that is not partitioned by its anchor', async () => {
  const { sql } = database
  await sql`create table lines (id text, at timestamptz, primary key (id, at))`
  expect(await errors()).toMatchObject([
    { sentence: expect.stringContaining('partitioned_by_time') as string },
  ])
  await sql`drop table lines`
  await sql`create table lines (id text, at timestamptz, primary key (id, at)) partition by range (at)`
  await sql`create table lines_1 partition of lines for values from ('2026-01-01') to ('2026-02-01')`
  await sql`create table lines_2 partition of lines for values from ('2026-02-01') to ('2026-03-01')`
  expect(await errors()).toEqual([])
})

test('each partition is a range, scanned by itself', async () => {
  const { sql } = database
  await sql`insert into lines values ('a', '2026-01-05'), ('b', '2026-01-06'), ('c', '2026-02-05')`
  const divided = await store.divide(lines, 16)
  const { ranges } = divided as Extract<typeof divided, { kind: 'read' }>
  const pages = await Promise.all(ranges.map((range) => store.scan(lines, range, [])))
  expect(pages.map((page) => (page.kind === 'read' ? page.scanned : page.why))).toEqual([2, 1])
})

test('a partition is dropped when it holds what was expected, and that counts again after a kill', async () => {
  const divided = await store.divide(lines, 16)
  const [first] = (divided as Extract<typeof divided, { kind: 'read' }>).ranges
  const anchoredBefore = DateTime.fromISO('2026-02-01T00:00:00Z')
  const drop = (count: number, before = anchoredBefore) =>
    store.drop!(lines, first!, { count, anchoredBefore: before })
  expect(await drop(1)).toEqual({ kind: 'read', isDropped: false })
  expect(await drop(2, DateTime.fromISO('2026-01-06T00:00:00Z'))).toEqual({ kind: 'read', isDropped: false })
  expect(await drop(2)).toEqual({ kind: 'read', isDropped: true })
  expect(await drop(2)).toEqual({ kind: 'read', isDropped: true })
  expect((await database.sql`select id from lines`).map(({ id }) => String(id))).toEqual(['c'])
})
