import { expect, test } from 'vitest'
import type { Entity } from '../../src/connectors/azure-table-entities.js'
import { thereInRange, type ListPage } from '../../src/connectors/azure-table-range.js'
import { recordId } from '../../src/connectors/record-id.js'

const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => `m-${String(n).padStart(4, '0')}`)
const idsOf = (rows: readonly string[]) => rows.map((row) => recordId(["K-'1", row]))

/** A partition with these rows, which the service gives so many at a time; notes what it is asked for. */
function partition(rows: readonly string[], pageSize = 1000) {
  const asked: string[] = []
  const list: ListPage = (filter, token) => {
    asked.push(filter)
    const at = Number(token ?? 0)
    const entities = rows.slice(at, at + pageSize).map((rowKey) => ({ rowKey }) as Entity)
    return Promise.resolve({ entities, token: at + pageSize < rows.length ? String(at + pageSize) : null })
  }
  return { asked, list }
}

test('many ids are asked for at once, as a range of row keys', async () => {
  const ids = idsOf(rowsOf(50))
  const { asked, list } = partition(['m-0003', 'm-0003-b', 'm-0040'])
  expect(await thereInRange(ids.toReversed(), list)).toEqual([ids[40], ids[3]])
  expect(asked).toEqual(["PartitionKey eq 'K-''1' and RowKey ge 'm-0000' and RowKey le 'm-0049'"])
})

test('a page without anything in it is not the end', async () => {
  const ids = idsOf(rowsOf(50))
  const { list } = partition(['m-0040'])
  const late: ListPage = (filter, token) =>
    token === null ? Promise.resolve({ entities: [], token: '0' }) : list(filter, token)
  expect(await thereInRange(ids, late)).toEqual([ids[40]])
})

test('where too much lies between, it is given up after a few pages', async () => {
  const { asked, list } = partition(rowsOf(100), 10)
  expect(await thereInRange(idsOf(rowsOf(50)), list)).toBeNull()
  expect(asked).toHaveLength(3)
})

test.each([
  ['few', rowsOf(9)],
  ['ordered who knows how', [...rowsOf(20), 'ål']],
])('ids that are %s are left to be asked for one by one', async (_, rows) => {
  const { asked, list } = partition(rows)
  expect(await thereInRange(idsOf(rows), list)).toBeNull()
  expect(asked).toEqual([])
})
