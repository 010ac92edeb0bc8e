import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listEventsOf } from '../../db/events.js'
import { openStores } from '../../src/connectors/index.js'
import type { Connection, DataMap } from '../../src/domain/data-map/types.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { startAzurite, type Azurite } from '../../src/local/azurite.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { look } from '../../src/worker/look.js'
import { blobRig, tableRig } from '../connectors/rigs/azure.js'
import { cassandraRig } from '../connectors/rigs/cassandra.js'
import { postgresRig } from '../connectors/rigs/postgres.js'
import { connectionOf, type Message, type Rig } from '../connectors/rigs/rig.js'
import { acts, asReference, caseOf, said, sound, soundness, subject, told, type } from '../support/acts.js'
import { findCassandra } from '../support/cassandra.js'
import { aCollection, aField } from '../support/data-map.js'
import { deskWorld, onCallChannel, type DeskWorld } from '../support/desk-world.js'
import { approve, askForErasure, planErasure } from '../support/erasure-world.js'
import { lineTo, type Line } from '../support/line.js'

const cassandra = await findCassandra()
let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite(null)
})
afterAll(() => Promise.all([azurite.stop(), cassandra?.stop()]))

/** Each kind of store, and where its address has the port. */
const kinds: readonly (readonly [string, (() => Promise<Rig>) | null, RegExp])[] = [
  ['Postgres', postgresRig, /"REGISTER":"postgres:[^"]*@127\.0\.0\.1:(\d+)/u],
  ['Cassandra', cassandra && (() => cassandraRig(cassandra)), /"contact_points":"127\.0\.0\.1:(\d+)/u],
  ['Azure Blob', () => blobRig(azurite), /"ACCOUNT":"[^"]*BlobEndpoint=http:\/\/127\.0\.0\.1:(\d+)/u],
  ['Azure Table', () => tableRig(azurite), /"ACCOUNT":"[^"]*TableEndpoint=http:\/\/127\.0\.0\.1:(\d+)/u],
]

const subjects = '9000001'
const somebody = '9000002'
const messagesOf = (customer: string, count: number): Message[] =>
  Array.from({ length: count }, (_, n) => ({
    customer,
    id: `00000000-0000-4000-8000-00000000000${n}`,
    body: 'Hello.',
    processedAt: '2026-02-22T10:30:00.000Z',
  }))

function mapOf(rig: Rig, connection: Connection): DataMap {
  const register = aCollection('register', 'customers', {
    fields: [aField('id', { isPrimaryKey: true }), aField('email', { identity: 'email' })],
  })
  const references = [{ system: 'register', name: 'customers', field: 'id' }]
  const fields = rig.messages.fields.map((field) =>
    field.identity === null ? field : { ...field, identity: null, references },
  )
  const system = (key: string, at: Connection, collection: typeof register) => ({
    ...{ key, name: key, connection: at, collections: [{ ...collection, system: key }], backups: [] },
  })
  const url = connectionOf({ kind: 'postgres', url: { env: 'CUSTOMERS' } })
  return {
    systems: [system('register', url, register), system('store', connection, { ...rig.messages, fields })],
    hash: `sha256:${'0'.repeat(64)}`,
  }
}

for (const [name, makeRig, port] of kinds)
  describe.skipIf(makeRig === null)(`${name}, which goes away in the middle of an erasure`, () => {
    let rig: Rig
    let line: Line
    let world: DeskWorld
    beforeAll(async () => {
      rig = await makeRig!()
      const { connection, env } = rig
      const direct = JSON.stringify({ connection, env })
      const at = port.exec(direct)![1]!
      line = await lineTo(Number(at))
      const through = JSON.parse(direct.replaceAll(`127.0.0.1:${at}`, `127.0.0.1:${line.port}`)) as Pick<
        Rig,
        'connection' | 'env'
      >
      world = await deskWorld('2026-03-05T09:00:00Z', samplePeople, {
        stores: ({ url }) => openStores(mapOf(rig, through.connection), { ...through.env, CUSTOMERS: url }),
      })
      const { sql } = world.database
      await sql`create table customers (id text primary key, email text)`
      await sql`insert into customers values (${subjects}, ${subject.email}), (${somebody}, 'other@example.org')`
      await rig.write([...messagesOf(subjects, 3), ...messagesOf(somebody, 2)])
    })
    afterEach(async () => expect(await soundness(world)).toEqual(sound))
    afterAll(async () => {
      await world.parts.desk.stores!.close()
      await world.stop()
      await line.stop()
      await rig.stop()
    })

    let reference: string
    const status = async () => (await caseOf(world, reference)).status
    /** Until the connector, which has its own patience, reaches the store again. */
    async function mend() {
      line.mend()
      const check = async () => (await world.parts.desk.stores!.of('store')!.check()).kind
      await expect.poll(check, { timeout: 40_000, interval: 200 }).toBe('read')
    }
    const left = async () => ({
      store: await rig.list(),
      customers: (await world.database.sql`select id from customers order by id`).map(
        ({ id }) => id as string,
      ),
    })

    test('while it is searched there is no plan; once it is back there is one', async () => {
      line.cut()
      reference = await askForErasure(world)
      expect(await status()).toBe('in_progress')
      const blocked = (await listEventsOf(world.parts.db, asReference(reference))).at(-1)!
      expect(JSON.stringify(blocked.fields)).toMatch(/store\.messages:(?:away|timeout)/u)
      await mend()
      await planErasure(world, reference)
      await world.drain()
      expect(await status()).toBe('awaiting_approval')
    }, 60_000)

    test('while it erases nothing is called done, and what comes after waits', async () => {
      line.cutBeforeAnswer()
      await approve(world, reference)
      expect(line.isCut).toBe(true)
      const { plan } = await caseOf(world, reference)
      expect([plan!.linesDone, plan!.executedAt]).toEqual([[], null])
      expect((await left()).customers).toHaveLength(2)
      expect(await acts(world, reference)).not.toContain('deletion.recorded')
      expect(said(world.cloud.messages(onCallChannel).at(-1))).toMatch(/store \((?:away|timeout)\)/u)
      expect(told(await type(world, 'U0ANNE', `proof ${reference}`))).toContain('Partial')
    }, 60_000)

    test('once it is back the erasure goes on to its end, and each record is proved once', async () => {
      await mend()
      await world.database.sql`update graphile_worker._private_jobs set run_at = now()`
      await look(world.parts.db, world.parts.clock)
      await world.drain()
      const { store, customers } = await left()
      expect(store.map((one) => one.split('/')[0])).toEqual([somebody, somebody])
      expect(customers).toEqual([somebody])
      const events = await listEventsOf(world.parts.db, asReference(reference))
      const records = events.flatMap((event) => deletionOf(event) ?? [])
      expect(records.map(({ system, recordCount }) => [system, recordCount])).toEqual([
        ['store', 3],
        ['register', 1],
      ])
      const words = told(await type(world, 'U0ANNE', `proof ${reference}`))
      expect(words).toContain('is whole')
      expect(words).not.toContain('Partial')
    }, 60_000)
  })
