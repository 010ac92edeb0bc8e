import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEventsOf } from '../../db/events.js'
import { openStores } from '../../src/connectors/index.js'
import type { Collection, DataMap } from '../../src/domain/data-map/types.js'
import { deletionOf } from '../../src/domain/proof/deletion.js'
import { startAzurite, type Azurite } from '../../src/local/azurite.js'
import { blobRig, tableRig } from '../connectors/rigs/azure.js'
import { cassandraRig } from '../connectors/rigs/cassandra.js'
import { postgresRig } from '../connectors/rigs/postgres.js'
import { connectionOf, type Message, type Rig } from '../connectors/rigs/rig.js'
import {
  asReference,
  button,
  caseOf,
  everything,
  give,
  respond,
  said,
  sound,
  soundness,
  subject,
  told,
  type,
} from '../support/acts.js'
import { findCassandra } from '../support/cassandra.js'
import { aCollection, aField } from '../support/data-map.js'
import { onCallChannel, type DeskWorld } from '../support/desk-world.js'
import { askForErasure } from '../support/erasure-world.js'
import { deskOn, platforms } from '../support/on-both.js'

const cassandra = await findCassandra()
let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite(null)
})
afterAll(() => Promise.all([azurite.stop(), cassandra?.stop()]))

const customers = aCollection('register', 'customers', {
  fields: [
    aField('id', { isPrimaryKey: true, categories: ['user.unique_id'] }),
    aField('email', { identity: 'email', categories: ['user.contact.email'] }),
  ],
})

/** The messages of a store, found by the number that the register knows the customer by. */
const messagesIn = (system: string, { messages }: Rig): Collection => ({
  ...messages,
  system,
  fields: messages.fields.map((field) =>
    field.identity === null
      ? field
      : { ...field, identity: null, references: [{ system: 'register', name: 'customers', field: 'id' }] },
  ),
})

function mapOf(rigs: Readonly<Record<string, Rig>>): DataMap {
  const backups = [{ name: 'nightly', days: 14 }]
  const connection = connectionOf({ kind: 'postgres', url: { env: 'CUSTOMERS' } })
  const register = { key: 'register', name: 'Register', connection, collections: [customers], backups }
  const others = Object.entries(rigs).map(([key, rig]) => ({
    ...{ key, name: key, connection: rig.connection, backups },
    collections: [messagesIn(key, rig)],
  }))
  return { systems: [register, ...others], hash: `sha256:${'0'.repeat(64)}` }
}

const subjects = '9000001'
const somebody = '9000002'
const messagesOf = (customer: string, count: number): Message[] =>
  Array.from({ length: count }, (_, n) => ({
    customer,
    id: `00000000-0000-4000-8000-00000000000${n}`,
    body: 'Hello.',
    processedAt: '2026-02-22T10:30:00.000Z',
  }))

/** As the vendors' own clients see it, past the desk. */
const leftIn = async (rigs: Readonly<Record<string, Rig>>): Promise<Readonly<Record<string, string[]>>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(rigs).map(async ([key, rig]) => [key, await rig.list()])),
  )

describe.skipIf(cassandra === null).each(platforms)(
  '%s: an erasure in Postgres, Cassandra, Azure Blob and Azure Table',
  (platform) => {
    let world: DeskWorld
    let rigs: Readonly<Record<string, Rig>>
    let reference: string
    const card = () => world.cloud.messages(onCallChannel)[0]!

    beforeAll(async () => {
      rigs = {
        ledger: await postgresRig(),
        store: await cassandraRig(cassandra!),
        archive: await blobRig(azurite),
        log: await tableRig(azurite),
      }
      const env = Object.assign({}, ...Object.values(rigs).map((rig) => rig.env)) as NodeJS.ProcessEnv
      world = await deskOn(platform, '2026-03-05T09:00:00Z', ({ url }) =>
        openStores(mapOf(rigs), { ...env, CUSTOMERS: url }),
      )
      const { sql } = world.database
      await sql`create table customers (id text primary key, email text)`
      await sql`create index on customers (email)`
      await sql`insert into customers values (${subjects}, ${subject.email}), (${somebody}, 'other@example.org')`
      for (const rig of Object.values(rigs))
        await rig.write([...messagesOf(subjects, 3), ...messagesOf(somebody, 2)])
    })
    afterAll(async () => {
      await world.parts.desk.stores!.close()
      await world.stop()
      await Promise.all(Object.values(rigs).map((rig) => rig.stop()))
    })

    test('the plan counts the records of the person in every store, and nobody else’s', async () => {
      reference = await askForErasure(world)
      const found = await caseOf(world, reference)
      expect(found.status).toBe('awaiting_approval')
      expect(Object.fromEntries(found.plan!.lines.map(({ id, count }) => [id, count]))).toEqual({
        'register.customers': 1,
        'ledger.messages': 3,
        'store.messages': 3,
        'archive.messages': 3,
        'log.messages': 3,
      })
    })

    test('the engineer on call approves it on the card, which tells nothing of the person', async () => {
      expect(said(card()).toLowerCase()).not.toMatch(/canary|fuglesang|example\.org|9000001/u)
      const nils = world.cloud.person('U0NILS')
      const { modal } = await nils.click(card(), button(card(), 'plan.approve'))
      await nils.submit(modal!, { typedReference: reference })
      await world.drain()
      expect((await caseOf(world, reference)).plan!.executedAt).not.toBeNull()
    })

    test('the records are gone from all four, read back by the vendors’ own clients; those of others stay', async () => {
      const left = await leftIn(rigs)
      for (const [system, names] of Object.entries(left)) {
        expect(names, system).toHaveLength(2)
        expect(
          names.every((name) => name.startsWith(`${somebody}/`)),
          system,
        ).toBe(true)
      }
      expect((await world.database.sql`select id from customers`).map(({ id }) => id as string)).toEqual([
        somebody,
      ])
    })

    test('each store has its deletion record, and the proof is whole', async () => {
      const events = await listEventsOf(world.parts.db, asReference(reference))
      const records = events.flatMap((event) => deletionOf(event) ?? [])
      expect(records.map(({ system, recordCount, method }) => [system, recordCount, method]).sort()).toEqual([
        ['archive', 3, 'hard_delete'],
        ['ledger', 3, 'hard_delete'],
        ['log', 3, 'hard_delete'],
        ['register', 1, 'hard_delete'],
        ['store', 3, 'tombstone'],
      ])
      expect(records.find(({ system }) => system === 'store')!.physicalPurgeBy).toBe('2026-03-20')
      const words = told(await type(world, 'U0ANNE', `proof ${reference}`))
      expect(words).toContain('is whole')
      expect(words).not.toContain('Partial')
    })

    test('the letter is due, and the case ends', async () => {
      await respond(world, 'U0KARI', reference)
      await give(world, 'U0EVA', `steps ${reference}`, everything)
      await give(world, 'U0KARI', `steps ${reference}`, everything)
      await give(world, 'U0KARI', `close ${reference}`, { recipients: 'notified' })
      expect((await caseOf(world, reference)).status).toBe('closed')
      expect(await soundness(world)).toEqual(sound)
    })
  },
)
