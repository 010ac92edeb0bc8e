import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { readDataMap } from '../../../src/connectors/data-map/read.js'
import { examplePerson } from '../../../src/local/sample-stores/example-person.js'
import { sampleCustomers } from '../../../src/local/sample-stores/customers.js'
import { sampleMap } from '../../../src/local/sample-stores/map.js'

const now = DateTime.fromISO('2026-11-24T12:00:00Z')

test.each([true, false])('the map of the sample stores has no mistake (Cassandra: %s)', (hasCassandra) => {
  const { map, problems, variables } = readDataMap(sampleMap(hasCassandra))
  expect(problems).toEqual([])
  expect(map!.systems.map(({ connection }) => connection?.kind)).toEqual(
    hasCassandra
      ? ['postgres', 'cassandra', 'azure_blob', 'azure_table']
      : ['postgres', 'azure_blob', 'azure_table'],
  )
  expect(variables.every((name) => name.startsWith('SAMPLE_'))).toBe(true)
})

test('they know everybody of the sample requests and the person of the guide, each alike at every start', () => {
  const customers = sampleCustomers(now)
  expect(sampleCustomers(now)).toEqual(customers)
  const addresses = customers.map(({ email }) => email)
  expect(addresses).toEqual([
    ...Array.from({ length: 40 }, (_, at) => `person${at + 1}@example.org`),
    examplePerson.email,
  ])
  expect(new Set(customers.map(({ no }) => no)).size).toBe(41)
})

test('everybody has records in every store, most within three months, some past them', () => {
  const customers = sampleCustomers(now)
  for (const { invoices, messages, files, deliveries } of customers)
    for (const made of [invoices, messages, files, deliveries]) expect(made.length).toBeGreaterThan(0)
  const ages = customers.flatMap(({ messages }) => messages.map((at) => now.diff(at, 'days').days))
  const old = ages.filter((days) => days > 92).length
  expect(old).toBeGreaterThan(10)
  expect(old).toBeLessThan(ages.length / 2)
})
