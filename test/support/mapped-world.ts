import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import type { Keys } from '../../src/config.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { subject } from './acts.js'
import { newKeys } from './desk-parts.js'
import { deskWorld, type DeskWorld } from './desk-world.js'

/** A register in the test's own database, as an operator would map it: customers, their messages, invoices that stay. */
export const registerMap = `dataset:
  - fides_key: register
    meta:
      rights_desk:
        connection: { kind: postgres, url: { env: REGISTER_URL }, timeout_ms: 5000 }
        backups: [{ name: nightly, days: 30 }]
        recipients:
          - { name: Eksempel Drift AS, role: processor, contact: privacy@drift.example.org }
        collections:
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
      - name: invoices
        fields:
          - { name: id, data_categories: [system], fides_meta: { primary_key: true } }
          - name: customer
            data_categories: [user.financial]
            fides_meta: { references: [{ dataset: register, field: customers.id }] }
          - { name: issued, data_categories: [system] }
`

/** A desk whose stores are opened from a data map, as in production. */
export interface MappedWorld extends DeskWorld {
  readonly keys: Keys
  /** Ids that are left in a table, in order. */
  left(table: 'customers' | 'messages' | 'invoices'): Promise<readonly string[]>
}

/** Fills the register with the subject's rows and those of somebody else. */
export async function mappedWorld(at = '2026-03-05T09:00:00Z', messages = 3): Promise<MappedWorld> {
  const keys = newKeys()
  const { map } = readDataMap(registerMap)
  const world = await deskWorld(at, samplePeople, {
    keys,
    stores: ({ url }) => openStores(map!, { REGISTER_URL: url }),
  })
  await fillRegister(world, messages)
  const { sql } = world.database
  const left = async (table: string) =>
    (await sql`select id from ${sql(table)} order by id`).map(({ id }) => id as string)
  return {
    ...world,
    keys,
    left,
    async stop() {
      await world.parts.desk.stores!.close()
      await world.stop()
    },
  }
}

/** The tables of the register in the desk's own database, with the subject's rows and those of somebody else. */
export async function fillRegister({ database: { sql } }: DeskWorld, messages = 3): Promise<void> {
  await sql`create table customers (id text primary key, email text)`
  await sql`create index on customers (email)`
  await sql`create table messages (id text primary key, customer text)`
  await sql`create index on messages (customer)`
  await sql`create table invoices (id text primary key, customer text, issued date default '2025-06-01')`
  await sql`create index on invoices (customer)`
  await sql`insert into customers values ('c1', ${subject.email}), ('c2', 'somebody.else@example.org')`
  await sql`insert into messages select 'm' || n, 'c1' from generate_series(1, ${messages}) n`
  await sql`insert into messages values ('other', 'c2')`
  await sql`insert into invoices values ('i1', 'c1'), ('i2', 'c2')`
}
