import { Client, concurrent, types } from 'cassandra-driver'
import { openStore } from '../../../src/connectors/index.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { findCassandra } from '../../support/cassandra.js'
import { tokenRanges, tokensOf } from '../../../src/connectors/cassandra-scan.js'
import { atOnce, dueBefore, processedAt, type Bed, type Key } from './bed.js'

const page = 1000

/** Null where Cassandra cannot run. `concurrency`: calls at once that one deletion makes. */
export async function cassandraBed(concurrency = 64): Promise<Bed | null> {
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
  const level = { concurrencyLevel: 64, raiseOnFirstError: true }

  async function readLane(tokens: types.Long[], onPage: (due: readonly Key[]) => Promise<void>) {
    const read = `select customer, id, processed_at from ${keyspace}.messages where token(customer) > ? and token(customer) <= ?`
    let pageState: string | null = null
    do {
      const found: types.ResultSet = await client.execute(read, tokens, {
        fetchSize: page,
        ...(pageState ? { pageState } : {}),
      })
      const due = found.rows.filter((row) => (row['processed_at'] as Date) < dueBefore)
      await onPage(due.map((row): Key => [row['customer'] as string, row['id'] as string]))
      pageState = found.pageState as string | null
    } while (pageState)
  }

  return {
    store,
    system,
    env: {},
    collection,
    concurrency,
    callsAPage: concurrency,
    idOf: (key) => [...key],
    write: async (keys) => {
      const insert = `insert into ${keyspace}.messages (customer, id, body, processed_at) values (?, ?, ?, ?)`
      const rows = keys.map((key) => [...key, 'x'.repeat(200), processedAt])
      await concurrent.executeConcurrent(client, insert, rows, level)
    },
    eraseBare: async (keys, callsAtOnce) => {
      const erase = `delete from ${keyspace}.messages where customer = ? and id = ?`
      await concurrent.executeConcurrent(
        client,
        erase,
        keys.map((key) => [...key]),
        { ...level, concurrencyLevel: callsAtOnce },
      )
    },
    readBare: (_, lanes, onPage) =>
      atOnce(lanes, tokenRanges(lanes), (range) => readLane(tokensOf(range), (due) => onPage(due, lanes))),
    // In ranges: Cassandra reads no more than 100,000 tombstones at once.
    countLeft: async () => {
      const first = `select customer from ${keyspace}.messages where token(customer) > ? and token(customer) <= ? limit 1`
      let left = 0
      await atOnce(8, tokenRanges(64), async (range) => {
        left += (await client.execute(first, tokensOf(range))).rowLength
      })
      return left
    },
    clear: async () => {
      await client.execute(`truncate ${keyspace}.messages`)
    },
    stop: async () => {
      await store.close()
      await client.execute(`drop keyspace ${keyspace}`)
      await client.shutdown()
      await node.stop()
    },
  }
}
