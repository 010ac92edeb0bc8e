import { listSweeps, type Sweep } from '../../db/sweeps.js'
import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import type { DataStore, Stores } from '../../src/connectors/store.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { subject } from './acts.js'
import { newKeys } from './desk-parts.js'
import { deskWorld, type DeskWorld } from './desk-world.js'
import type { Keys } from '../../src/config.js'

/** A register in the test's own database with a rule for each collection. */
export const sweptMap = (months = 3) => `dataset:
  - fides_key: register
    meta:
      rights_desk:
        connection: { kind: postgres, url: { env: REGISTER_URL }, timeout_ms: 5000 }
        backups: [{ name: nightly, days: 30 }]
        collections:
          messages:
            retention: { rule: RET-STD, months: ${months}, anchor: { field: processed_at } }
          invoices:
            erasure: { action: keep, ground: erasure_exc_b, law: bokføringsloven § 13 }
            retention: { rule: RET-LAW-PRIMARY, anchor: { field: issued } }
    collections:
      - name: customers
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
      - name: messages
        fields:
          - { name: id, data_categories: [system], fides_meta: { primary_key: true } }
          - name: customer
            data_categories: [user.content]
            fides_meta: { references: [{ dataset: register, field: customers.id }] }
          - { name: processed_at, data_categories: [system] }
      - name: invoices
        fields:
          - { name: id, data_categories: [system], fides_meta: { primary_key: true } }
          - name: customer
            data_categories: [user.financial]
            fides_meta: { references: [{ dataset: register, field: customers.id }] }
          - { name: issued, data_categories: [system] }
`

export interface SweepWorld extends DeskWorld {
  readonly keys: Keys
  /** The latest sweep. */
  last(): Promise<Sweep>
  /** Adds messages of a customer, each processed at an instant (ISO). */
  addMessages(customer: string, processedAt: readonly string[]): Promise<void>
  /** Ids that are left in a table, in order. */
  left(table: 'messages' | 'invoices'): Promise<readonly string[]>
}

export interface SweepWorldOptions {
  readonly at?: string
  readonly map?: string
  /** Stands before the stores, to disturb them. */
  readonly around?: (stores: Stores) => Stores
}

/** A desk with a register of two customers: `c1` is the subject of the tests, `c2` is somebody else. */
export async function sweepWorld(options: SweepWorldOptions = {}): Promise<SweepWorld> {
  const { at = '2026-11-22T12:00:00Z', map: text = sweptMap(), around = (stores) => stores } = options
  const keys = newKeys()
  const { map } = readDataMap(text)
  const world = await deskWorld(at, samplePeople, {
    keys,
    sweepParts: 2,
    stores: ({ url }) => around(openStores(map!, { REGISTER_URL: url })),
  })
  const { sql } = world.database
  await sql`create table customers (id text primary key, email text)`
  await sql`create index on customers (email)`
  await sql`create table messages (id text primary key, customer text, processed_at timestamptz)`
  await sql`create index on messages (customer)`
  await sql`create table invoices (id text primary key, customer text, issued date)`
  await sql`create index on invoices (customer)`
  await sql`insert into customers values ('c1', ${subject.email}), ('c2', 'somebody.else@example.org')`
  let count = 0
  return {
    ...world,
    keys,
    last: async () => (await listSweeps(world.parts.db, 1))[0]!,
    async addMessages(customer, processedAt) {
      const rows = processedAt.map((processed_at) => ({
        id: `m${String(++count).padStart(4, '0')}`,
        customer,
        processed_at,
      }))
      await sql`insert into messages ${sql(rows)}`
    },
    left: async (table) =>
      (await sql`select id from ${sql(table)} order by id`).map(({ id }) => id as string),
    async stop() {
      await world.parts.desk.stores!.close()
      await world.stop()
    },
  }
}

/** The store, with some of its methods done otherwise. */
export function disturbed(store: DataStore, otherwise: Partial<DataStore>): DataStore {
  return {
    system: store.system,
    check: (...given) => store.check(...given),
    locate: (...given) => store.locate(...given),
    divide: (...given) => store.divide(...given),
    scan: (...given) => store.scan(...given),
    count: (...given) => store.count(...given),
    export: (...given) => store.export(...given),
    erase: (...given) => store.erase(...given),
    verify: (...given) => store.verify(...given),
    close: () => store.close(),
    ...otherwise,
  }
}
