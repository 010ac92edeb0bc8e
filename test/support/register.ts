import type { Sql } from 'postgres'
import { subject } from './acts.js'

/**
 * A register in the test's own database, as an operator would map it: customers, their messages, invoices that stay.
 * With `months` messages are kept so long after they were processed; without, they have no rule.
 */
export const registerMap = (months: number | null = null) => `dataset:
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
            retention: { rule: RET-LAW-PRIMARY, anchor: { field: issued } }${months === null ? '' : keptFor(months)}
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

const keptFor = (months: number) => `
          messages:
            retention: { rule: RET-STD, months: ${months}, anchor: { field: processed_at } }`

/** Tables of the register; of its two customers `c1` is the subject of the tests, `c2` somebody else. */
export async function createRegister(sql: Sql): Promise<void> {
  await sql`create table customers (id text primary key, email text)`
  await sql`create index on customers (email)`
  await sql`create table messages (id text primary key, customer text, processed_at timestamptz)`
  await sql`create index on messages (customer)`
  await sql`create table invoices (id text primary key, customer text, issued date)`
  await sql`create index on invoices (customer)`
  await sql`insert into customers values ('c1', ${subject.email}), ('c2', 'somebody.else@example.org')`
}

/** Ids that are left in a table, in order. */
export const idsIn = async (sql: Sql, table: string): Promise<readonly string[]> =>
  (await sql`select id from ${sql(table)} order by id`).map(({ id }) => id as string)
