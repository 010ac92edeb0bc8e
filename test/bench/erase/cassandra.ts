import { Client, concurrent, types } from 'cassandra-driver'
import { openStore } from '../../../src/connectors/index.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { findCassandra } from '../../support/cassandra.js'
import type { Bed } from './bed.js'

const concurrency = 64

/** Null where Cassandra cannot run. */
export async function cassandraBed(): Promise<Bed | null> {
  const node = await findCassandra()
  if (node === null) return null
  const { contactPoint, dataCenter: localDataCenter } = node
  const client = new Client({
    contactPoints: [contactPoint],
    localDataCenter,
    queryOptions: { prepare: true, consistency: types.consistencies.localQuorum },
  })
  await client.connect()
  const keyspace = 'bench_erase'
  await client.execute(`drop keyspace if exists ${keyspace}`)
  await client.execute(
    `create keyspace ${keyspace} with replication = {'class':'NetworkTopologyStrategy','${localDataCenter}':1}`,
  )
  await client.execute(
    `create table ${keyspace}.messages (customer text, id text, body text, processed_at timestamp, primary key (customer, id))`,
  )
  const connection = connectionOf({
    kind: 'cassandra',
    contact_points: contactPoint,
    data_center: localDataCenter,
    keyspace,
    concurrency,
  })
  const collection = messagesWith({ key: ['customer', 'id'], processedAt: 'processed_at' })
  const system = { key: 'messages', name: 'Messages', connection, collections: [collection], backups: [] }
  const store = openStore(system, {})!
  const level = { concurrencyLevel: concurrency, raiseOnFirstError: true }
  return {
    store,
    collection,
    concurrency,
    idOf: (key) => [...key],
    write: async (keys) => {
      const insert = `insert into ${keyspace}.messages (customer, id, body) values (?, ?, ?)`
      const rows = keys.map((key) => [...key, 'x'.repeat(200)])
      await concurrent.executeConcurrent(client, insert, rows, level)
    },
    eraseBare: async (keys) => {
      const erase = `delete from ${keyspace}.messages where customer = ? and id = ?`
      await concurrent.executeConcurrent(
        client,
        erase,
        keys.map((key) => [...key]),
        level,
      )
    },
    countLeft: async () => {
      const found = await client.execute(`select customer from ${keyspace}.messages limit 1`)
      return found.rowLength
    },
    stop: async () => {
      await store.close()
      await client.execute(`drop keyspace ${keyspace}`)
      await client.shutdown()
      await node.stop()
    },
  }
}
