import postgres from 'postgres'
import { openStore } from '../../../src/connectors/index.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { startBenchServer } from '../bench-server.js'
import { atOnce, dueBefore, parts, processedAt, slices, type Bed, type Key, type Slice } from './bed.js'

const concurrency = 10
const batch = 1000

export async function postgresBed(): Promise<Bed> {
  const server = await startBenchServer()
  const sql = postgres(server.url, { max: concurrency, onnotice: () => undefined })
  await sql`create table messages (customer text, id text, body text, processed_at timestamptz, primary key (customer, id))`
  const connection = connectionOf({ kind: 'postgres', url: { env: 'AT' }, concurrency, timeout_ms: 60_000 })
  const collection = messagesWith({ key: ['customer', 'id'], processedAt: 'processed_at' })
  const system = { key: 'messages', name: 'Messages', connection, collections: [collection], backups: [] }
  const env = { AT: server.url }
  const store = openStore(system, env)!

  async function readLane([from, to]: Slice, onPage: (due: readonly Key[]) => Promise<void>) {
    let after = from
    for (;;) {
      const rows = await sql<{ customer: string; id: string; processed_at: Date }[]>`
        select customer, id, processed_at from messages
        where (customer, id) > (${after[0]}, ${after[1]}) and (customer, id) <= (${to[0]}, ${to[1]})
        order by customer, id limit ${batch}`
      await onPage(rows.filter((row) => row.processed_at < dueBefore).map((row) => [row.customer, row.id]))
      if (rows.length < batch) return
      after = [rows.at(-1)!.customer, rows.at(-1)!.id]
    }
  }

  return {
    store,
    system,
    env,
    collection,
    concurrency,
    callsAPage: 1,
    idOf: (key) => [...key],
    async write(keys) {
      for (const part of parts(keys, 20_000))
        await sql`
          insert into messages select c, i, repeat('x', 200), ${processedAt}
          from unnest(${part.map(([customer]) => customer)}::text[], ${part.map(([, id]) => id)}::text[]) as t(c, i)`
    },
    eraseBare: (keys, callsAtOnce) =>
      atOnce(
        callsAtOnce,
        parts(keys, batch),
        (part) => sql`
          delete from messages using
            unnest(${part.map(([customer]) => customer)}::text[], ${part.map(([, id]) => id)}::text[]) as t(c, i)
          where customer = t.c and id = t.i`,
      ),
    readBare: (keys, lanes, onPage) =>
      atOnce(lanes, slices(keys, lanes), (slice) => readLane(slice, (due) => onPage(due, lanes))),
    countLeft: async () => (await sql<{ n: number }[]>`select count(*)::int as n from messages`)[0]!.n,
    clear: async () => {
      await sql`truncate messages`
    },
    stop: async () => {
      await store.close()
      await sql.end()
      await server.stop()
    },
  }
}
