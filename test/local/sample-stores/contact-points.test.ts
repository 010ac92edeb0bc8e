import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'cassandra-driver'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSampleStores } from '../../../src/local/sample-stores/start.js'
import { makeLog } from '../../../src/log.js'
import { findCassandra } from '../../support/cassandra.js'
import { freshDatabase, type FreshDatabase } from '../../support/postgres.js'

const node = await findCassandra()
afterAll(() => node?.stop())

describe.skipIf(node === null)('sample stores with a Cassandra that runs already', () => {
  let folder: string
  let register: FreshDatabase
  let client: Client
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rights-desk-points-'))
    register = await freshDatabase()
    client = new Client({ contactPoints: [node!.contactPoint], localDataCenter: node!.dataCenter })
    await client.connect()
  })
  afterAll(async () => {
    await client.execute('drop keyspace if exists sample')
    await client.shutdown()
    await register.drop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Starts them, ends them, and gives the numbers of those who have messages then. */
  async function startAndEnd(): Promise<readonly string[]> {
    const stores = await startSampleStores({
      folder,
      databaseUrl: register.url,
      // Asked for is one that runs, so it is used all the same.
      wanted: 'light',
      running: { hosts: node!.contactPoint, dataCenter: node!.dataCenter },
      now: DateTime.fromISO('2026-03-05T09:00:00Z'),
      log: makeLog('silent'),
    })
    expect(stores.cassandra).toBe('here')
    expect(stores.dataMap.variables()['SAMPLE_CASSANDRA_HOSTS']).toBe(node!.contactPoint)
    await stores.filled
    await stores.stop()
    const { rows } = await client.execute('select distinct contact_no from sample.messages')
    return rows.map((row) => String(row['contact_no'])).sort()
  }

  test('it is filled, and lives on when the workspace ends', async () => {
    expect(await startAndEnd()).toHaveLength(41)
  }, 60_000)

  test('what was erased in it does not come back at the next start', async () => {
    await client.execute(`delete from sample.messages where contact_no = 'K-1041'`)
    const left = await startAndEnd()
    expect(left).toHaveLength(40)
    expect(left).not.toContain('K-1041')
  }, 60_000)

  test('one that its owner emptied is filled anew', async () => {
    await client.execute('drop keyspace sample')
    expect(await startAndEnd()).toHaveLength(41)
  }, 60_000)
})
