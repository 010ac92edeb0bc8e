import { expect, test } from 'vitest'
import { byPartition, inPartition, onlyClustering } from '../../src/connectors/cassandra-partitions.js'
import type { Table } from '../../src/connectors/cassandra-tables.js'
import { recordId } from '../../src/connectors/record-id.js'
import { aCollection, aField } from '../support/data-map.js'

const table = (partition: readonly string[], key: readonly string[]): Table => ({
  name: '"k"."t"',
  partition,
  key,
  types: new Map(),
  indexes: new Map(),
  graceSeconds: 0,
})
const fields = ['id', 'customer'].map((name) => aField(name, { isPrimaryKey: true }))
// The map names the columns of a key in an order of its own.
const collection = aCollection('s', 'messages', { fields })
const id = (number: string, customer: string) => recordId([number, customer])

test('records of a partition come together, those of others apart, each once', () => {
  const ids = [id('1', 'a'), id('2', 'a'), id('1', 'b'), id('3', 'a')]
  const groups = byPartition(table(['customer'], ['customer', 'id']), collection, ids)
  expect(groups).toEqual([[ids[0], ids[1], ids[3]], [ids[2]]])
})

test('a large partition is taken in parts of 100', () => {
  const ids = Array.from({ length: 250 }, (_, at) => id(String(at), 'a'))
  const groups = byPartition(table(['customer'], ['customer', 'id']), collection, ids)
  expect(groups.map(({ length }) => length)).toEqual([100, 100, 50])
  expect(groups.flat()).toEqual(ids)
})

test.each([
  ['one clustering column', ['customer'], ['customer', 'id'], 'id'],
  ['a partition for each record', ['customer', 'id'], ['customer', 'id'], null],
  ['two clustering columns', ['customer'], ['customer', 'day', 'id'], null],
])('%s', (_, partition, key, clustering) => {
  expect(onlyClustering(table(partition, key))).toBe(clustering)
})

test('asks for some records of one partition', () => {
  expect(inPartition(table(['a', 'b'], ['a', 'b', 'c']), 'c')).toBe('where "a" = ? and "b" = ? and "c" in ?')
})
