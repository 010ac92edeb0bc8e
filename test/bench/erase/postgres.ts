import postgres from 'postgres'
import { openStore } from '../../../src/connectors/index.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { startBenchServer } from '../bench-server.js'
import { atOnce, parts, type Bed } from './bed.js'

const concurrency = 10
const batch = 1000

export async function postgresBed(): Promise<Bed> {
  const server = await startBenchServer()
  const sql = postgres(server.url, { max: concurrency, onnotice: () => undefined })
  await sql`create table messages (customer text, id text, body text, processed_at timestamptz, primary key (customer, id))`
  const connection = connectionOf({ kind: 'postgres', url: { env: 'AT' }, concurrency, timeout_ms: 60_000 })
  const collection = messagesWith({ key: ['customer', 'id'], processedAt: 'processed_at' })
  const system = { key: 'messages', name: 'Messages', connection, collections: [collection], backups: [] }
  const store = openStore(system, { AT: server.url })!
  return {
    store,
    collection,
    concurrency,
    idOf: (key) => [...key],
    write: async (keys) => {
      await sql`
        insert into messages select c, i, repeat('x', 200), now()
        from unnest(${keys.map(([customer]) => customer)}::text[], ${keys.map(([, id]) => id)}::text[]) as t(c, i)`
    },
    eraseBare: (keys) =>
      atOnce(
        concurrency,
        parts(keys, batch),
        (part) => sql`
          delete from messages using
            unnest(${part.map(([customer]) => customer)}::text[], ${part.map(([, id]) => id)}::text[]) as t(c, i)
          where customer = t.c and id = t.i`,
      ),
    countLeft: async () => (await sql<{ n: number }[]>`select count(*)::int as n from messages`)[0]!.n,
    stop: async () => {
      await store.close()
      await sql.end()
      await server.stop()
    },
  }
}
