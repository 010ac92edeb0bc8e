import { randomBytes } from 'node:crypto'
import { Client, concurrent } from 'cassandra-driver'
import type { Cassandra } from '../../../src/local/cassandra.js'
import { connectionOf, messagesWith, nobody, type Rig } from './rig.js'

export async function cassandraRig(node: Cassandra): Promise<Rig> {
  const keyspace = `t_${randomBytes(6).toString('hex')}`
  const { contactPoint, dataCenter: localDataCenter } = node
  const client = new Client({ contactPoints: [contactPoint], localDataCenter })
  await client.connect()
  await client.execute(
    `create keyspace ${keyspace} with replication = {'class':'NetworkTopologyStrategy','${localDataCenter}':1}`,
  )
  await client.execute(
    `create table ${keyspace}.messages (customer text, id uuid, body text, processed_at timestamp, primary key (customer, id))`,
  )
  const connection = (at: string) =>
    connectionOf({ kind: 'cassandra', contact_points: at, data_center: localDataCenter, keyspace })
  const all = async () =>
    (await client.execute(`select customer, id, body from ${keyspace}.messages`, [], { fetchSize: 10_000 }))
      .rows
  return {
    connection: connection(contactPoint),
    awayConnection: connection(nobody),
    env: {},
    messages: messagesWith(
      { key: ['customer', 'id'], processedAt: 'processed_at' },
      { tombstones: { graceDays: 10, compactionDays: 5 } },
    ),
    writtenAt: { source: 'writetime', field: 'body' },
    moreThanABatch: 300,
    write: async (messages) => {
      const insert = `insert into ${keyspace}.messages (customer, id, body, processed_at) values (?, ?, ?, ?)`
      const rows = messages.map(({ customer, id, body, processedAt }) => [
        customer,
        id,
        body,
        new Date(processedAt),
      ])
      await concurrent.executeConcurrent(client, insert, rows)
    },
    list: async () => (await all()).map((row) => `${row['customer']}/${row['id']}`).sort(),
    bodies: async () => (await all()).flatMap((row) => (row['body'] === null ? [] : [String(row['body'])])),
    clear: async () => {
      await client.execute(`truncate ${keyspace}.messages`)
    },
    stop: async () => {
      await client.execute(`drop keyspace ${keyspace}`)
      await client.shutdown()
    },
  }
}
