import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DataStore, Located } from '../../src/connectors/store.js'
import { makeStores } from '../../src/connectors/stores.js'
import type { Collection, Connection, Identities } from '../../src/domain/data-map/types.js'
import { aCollection, aField, aMap } from '../support/data-map.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'
import { smallStore } from '../support/small-store.js'

let base: FreshDatabase
beforeAll(async () => {
  base = await freshDatabase()
  await base.sql`create table person (id text primary key, email text)`
  await base.sql`create table letter (number text primary key, person_id text, sender text)`
})
afterAll(() => base.drop())
beforeEach(async () => {
  await base.sql`truncate person, letter`
  await base.sql`insert into person values ('p1', 'kari@example.org'), ('p2', 'ola@example.org')`
  await base.sql`
    insert into letter values ('l1', 'p1', null), ('l2', 'p2', null), ('l3', 'p1', 'kari@example.org'),
      ('l4', null, 'kari@example.org')`
})

const id = aField('id', { isPrimaryKey: true })
const email = aField('email', { identity: 'email' })
const person = aCollection('register', 'person', { fields: [id, email] })
const number = aField('number', { isPrimaryKey: true })
const personId = aField('person_id', { references: [{ system: 'register', name: 'person', field: 'id' }] })
const letter = aCollection('post', 'letter', { fields: [number, personId] })
const kari = { email: ['Kari@Example.org'] }

const connection: Connection = { kind: 'postgres', timeoutMs: 1000, concurrency: 4, settings: {} }
const reached = { register: connection, post: connection }

const away = (system: string): DataStore => ({
  ...smallStore(system, base.sql),
  locate: async () => ({ kind: 'unread', why: 'away' }),
})

async function locate(
  collections: Collection[],
  identities: Identities,
  stores: Record<string, DataStore> = {},
) {
  const made = makeStores(aMap(collections, reached), ({ key, connection }) =>
    connection ? (stores[key] ?? smallStore(key, base.sql)) : null,
  )
  const parts: Located[] = []
  for await (const part of made.locate(identities)) parts.push(part)
  await made.close()
  return parts
}

const idsOf = (parts: readonly Located[], name: string): string[] =>
  parts
    .filter((part) => part.name === name)
    .flatMap((part): string[] =>
      part.kind === 'read' ? part.records.map((record) => record.id) : [part.why],
    )

test('a person is found by identity in any spelling, and in other systems by reference', async () => {
  const parts = await locate([letter, person], kari)
  expect(idsOf(parts, 'person')).toEqual(['p1'])
  expect(idsOf(parts, 'letter')).toEqual(['l1', 'l3'])
})

test('a record that is found by two fields comes once', async () => {
  const sender = aField('sender', { identity: 'email' })
  const both = aCollection('post', 'letter', { fields: [number, personId, sender] })
  expect(idsOf(await locate([person, both], kari), 'letter')).toEqual(['l1', 'l3', 'l4'])
})

test('nobody found is read as none, also in what refers to it', async () => {
  const parts = await locate([letter, person], { email: ['nobody@example.org'] })
  expect(parts.map((part) => part.kind)).toEqual(['read', 'read'])
  expect(idsOf(parts, 'letter')).toEqual([])
})

test('what refers to an unread collection is unread, whatever else of it was found', async () => {
  expect(idsOf(await locate([letter, person], kari, { register: away('register') }), 'letter')).toEqual([
    'needs_parent',
  ])
  const both = aCollection('post', 'letter', {
    fields: [number, personId, aField('sender', { identity: 'email' })],
  })
  const parts = await locate([both, person], kari, { register: away('register') })
  expect(idsOf(parts, 'person')).toEqual(['away'])
  expect(idsOf(parts, 'letter')).toEqual(['l3', 'l4', 'needs_parent'])
})

test('what cannot be searched says why', async () => {
  const paper = aCollection('cellar', 'paper')
  const blind = aCollection('register', 'blind', { searching: { by: 'nothing', why: 'no index' } })
  const parts = await locate([paper, blind, person], { phone_number: ['+47 900 12 345'] })
  expect(idsOf(parts, 'paper')).toEqual(['manual'])
  expect(idsOf(parts, 'blind')).toEqual(['not_searchable'])
  expect(idsOf(parts, 'person')).toEqual(['no_identity'])
})

test('a stopped search says that it was stopped', async () => {
  const made = makeStores(aMap([person], reached), ({ key }) => smallStore(key, base.sql))
  const parts: Located[] = []
  for await (const part of made.locate(kari, { signal: AbortSignal.abort() })) parts.push(part)
  expect(parts).toEqual([{ system: 'register', name: 'person', kind: 'unread', why: 'stopped' }])
})

test('a check has a row for each system, read or not', async () => {
  const made = makeStores(aMap([person, aCollection('cellar', 'paper')], reached), ({ key, connection }) =>
    connection ? smallStore(key, base.sql) : null,
  )
  expect(await made.check()).toEqual([
    { system: 'register', reading: { kind: 'read', findings: [] } },
    { system: 'cellar', reading: { kind: 'unread', why: 'manual' } },
  ])
  expect(() => made.of('unknown')).toThrow('no system')
})
