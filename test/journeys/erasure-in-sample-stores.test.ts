import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TableClient } from '@azure/data-tables'
import { ContainerClient } from '@azure/storage-blob'
import { Client } from 'cassandra-driver'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEventsOf } from '../../db/events.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import { openStores } from '../../src/connectors/index.js'
import type { Stores } from '../../src/connectors/store.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { lookForCassandra } from '../../src/local/cassandra.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { startSampleStores, type SampleStores } from '../../src/local/sample-stores/start.js'
import { makeLog } from '../../src/log.js'
import { asReference } from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'
import { approve, askForErasure } from '../support/erasure-world.js'
import { freshDatabase, type FreshDatabase } from '../support/postgres.js'

const cassandra = await lookForCassandra()
const isHere = cassandra === 'here' || cassandra === 'not_fetched'
if (!isHere) process.stderr.write(`SKIPPED: the sample stores with Cassandra (${cassandra}).\n`)

/** From the request to the proof on the stores that a newcomer has, read back by the vendors' own clients. */
describe.skipIf(!isHere)('an erasure in Postgres, Cassandra, Azure Blob and Azure Table', () => {
  let folder: string
  let register: FreshDatabase
  let samples: SampleStores
  let stores: Stores
  let world: DeskWorld
  const at = '2026-03-05T09:00:00Z'
  const who = { name: 'Solveig Eksempel', email: 'solveig@example.org', phone: '' }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rights-desk-samples-'))
    register = await freshDatabase()
    const start = () =>
      startSampleStores({
        folder,
        databaseUrl: register.url,
        wanted: 'all',
        running: null,
        now: DateTime.fromISO(at),
        log: makeLog('silent'),
      })
    samples = await start()
    await samples.filled
    const { file, variables } = samples.dataMap
    stores = openStores(readDataMap(await readFile(file, 'utf8')).map!, variables())
    world = await deskWorld(at, samplePeople, { stores: () => stores })
  }, 240_000)
  afterAll(async () => {
    await world?.stop()
    await stores?.close()
    await samples?.stop()
    await register.drop()
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  /** Records of one customer and of all, by store. */
  async function holdings(no: string) {
    const variables = samples.dataMap.variables()
    const account = variables['SAMPLE_STORAGE']!
    const files: string[] = []
    for await (const { name } of new ContainerClient(account, 'files').listBlobsFlat()) files.push(name)
    const table = TableClient.fromConnectionString(account, 'deliveries', { allowInsecureConnection: true })
    const deliveries: string[] = []
    for await (const { partitionKey } of table.listEntities()) deliveries.push(`${partitionKey}/`)
    const contactPoints = [variables['SAMPLE_CASSANDRA_HOSTS']!]
    const client = new Client({ contactPoints, localDataCenter: 'datacenter1' })
    const rows = await client.execute('select contact_no from sample.messages', [], { fetchSize: 5000 })
    const messages = rows.rows.map((row) => `${row['contact_no']}/`)
    await client.shutdown()
    const contacts = await register.sql`select contact_no || '/' as at from sample_register.contacts`
    const invoices = await register.sql`select contact_no || '/' as at from sample_register.invoices`
    const all = {
      contacts: contacts.map((row) => row['at'] as string),
      invoices: invoices.map((row) => row['at'] as string),
      messages,
      files,
      deliveries,
    }
    return Object.fromEntries(
      Object.entries(all).map(([name, found]) => [
        name,
        [found.filter((one) => one.startsWith(`${no}/`)).length, found.length],
      ]),
    ) as Record<keyof typeof all, [own: number, all: number]>
  }

  test('each store is as the map says', async () => {
    for (const { system, reading } of await stores.check())
      expect([system, reading]).toEqual([system, { kind: 'read', findings: [] }])
  })

  test('the person’s records go from all four, everybody else’s and the invoices stay, and it is proved', async () => {
    const before = await holdings('K-1041')
    for (const [own, all] of Object.values(before)) expect([own > 0, all > own]).toEqual([true, true])
    const reference = await askForErasure(world, who)
    await world.drain()
    await approve(world, reference)
    await world.drain()
    const after = await holdings('K-1041')
    const gone = ([own, all]: [number, number]) => [0, all - own]
    expect(after).toEqual({
      contacts: gone(before.contacts),
      invoices: before.invoices,
      messages: gone(before.messages),
      files: gone(before.files),
      deliveries: gone(before.deliveries),
    })
    const events = await listEventsOf(world.parts.db, asReference(reference))
    const records = events.flatMap((event) => deletionOf(event) ?? [])
    expect(
      records.map(({ system, recordCount, verification }) => [system, recordCount, verification]),
    ).toEqual(
      expect.arrayContaining([
        ['sample_register', 1, 'count=0'],
        ['sample_messages', before.messages[0], 'count=0'],
        ['sample_archive', before.files[0], 'count=0'],
        ['sample_log', before.deliveries[0], 'count=0'],
      ]),
    )
  })
})
