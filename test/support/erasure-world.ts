import type { DataStore, Stores } from '../../src/connectors/store.js'
import { makeStores } from '../../src/connectors/stores.js'
import type { DataMap } from '../../src/domain/data-map/types.js'
import type { Filled } from '../../src/local/slack-cloud/fill.js'
import { everything, give, openCase, said, start, subject } from './acts.js'
import { aCollection, aField, aMap } from './data-map.js'
import type { DeskWorld } from './desk-world.js'
import { deskOn, type platforms } from './on-both.js'
import type { FreshDatabase } from './postgres.js'
import { smallStore } from './small-store.js'

const key = aField('id', { isPrimaryKey: true, categories: ['user.unique_id'] })
const customer = [{ system: 'register', name: 'customers', field: 'id' }]

const collectionsIn = (schema: string) => [
  aCollection('register', 'customers', {
    nativeName: `${schema}.customers`,
    fields: [key, aField('email', { identity: 'email', categories: ['user.contact.email'] })],
  }),
  aCollection('messages', 'messages', {
    nativeName: `${schema}.messages`,
    fields: [key, aField('customer', { references: customer, categories: ['user.content'] })],
    tombstones: { graceDays: 10, compactionDays: 5 },
  }),
  aCollection('register', 'invoices', {
    nativeName: `${schema}.invoices`,
    fields: [key, aField('customer', { references: customer, categories: ['user.financial'] })],
    erasure: { action: 'keep', ground: 'erasure_exc_b', law: 'bokføringsloven § 13' },
  }),
]

function mapIn(schema: string): DataMap {
  const map = aMap(collectionsIn(schema))
  const systems = map.systems.map((system) => ({
    ...system,
    backups: [{ name: `${system.key}-nightly`, days: system.key === 'register' ? 30 : 14 }],
  }))
  return { ...map, systems }
}

/** A world with two systems that hold personal data, in tables of the test's own database. */
export interface ErasureWorld extends DeskWorld {
  /** Replaced by a test to make a store fail, or to act in the middle. */
  readonly stores: Map<string, DataStore>
  /** Ids that are left in a table, in order. */
  left(table: 'customers' | 'messages' | 'invoices'): Promise<readonly string[]>
}

interface Rows {
  readonly messages?: number
  /** The address that the register knows the subject by. */
  readonly email?: string
  readonly schema?: string
  readonly platform?: (typeof platforms)[number]
}

/** Fills the tables with the subject's rows and those of somebody else. */
export async function erasureWorld(
  at = '2026-03-05T09:00:00Z',
  { messages = 3, email = subject.email, schema = 'public', platform = 'slack' }: Rows = {},
): Promise<ErasureWorld> {
  const map = mapIn(schema)
  const stores = new Map<string, DataStore>()
  const open = ({ sql }: FreshDatabase): Stores => {
    for (const { key: system } of map.systems) stores.set(system, smallStore(system, sql))
    const live = (system: string): DataStore =>
      new Proxy({} as DataStore, { get: (_, name) => Reflect.get(stores.get(system)!, name) as unknown })
    return makeStores(map, ({ key: system }) => live(system))
  }
  const world = await deskOn(platform, at, open)
  const { sql } = world.database
  const of = (table: string) => sql(`${schema}.${table}`)
  await sql`create schema if not exists ${sql(schema)}`
  await sql`create table ${of('customers')} (id text primary key, email text)`
  await sql`create table ${of('messages')} (id text primary key, customer text)`
  await sql`create table ${of('invoices')} (id text primary key, customer text)`
  await sql`insert into ${of('customers')} values ('c1', ${email}), ('c2', 'somebody.else@example.org')`
  await sql`insert into ${of('messages')} select 'm' || n, 'c1' from generate_series(1, ${messages}) n`
  await sql`insert into ${of('messages')} values ('other', 'c2')`
  await sql`insert into ${of('invoices')} values ('i1', 'c1'), ('i2', 'c2')`
  const left = async (table: string) =>
    (await sql`select id from ${of(table)} order by id`).map(({ id }) => id as string)
  return { ...world, stores, left }
}

/** Opens an erasure request of the subject, or of whom is filled in, and takes it to where its plan is asked for; gives its reference. */
export async function askForErasure(world: DeskWorld, filled: Filled = {}): Promise<string> {
  const opened = await openCase(world, 'U0KARI', { rights: ['erasure'], ...filled })
  const reference = /RR-\d{4}-\d{4}/u.exec(said(opened.modal))![0]
  await start(world, 'U0KARI', reference)
  await give(world, 'U0KARI', `steps ${reference}`, everything)
  await planErasure(world, reference)
  return reference
}

/** Asks for a plan that erases what no law keeps: the stores are searched for it. */
export const planErasure = (world: DeskWorld, reference: string) =>
  give(world, 'U0KARI', `plan ${reference}`, {
    outcome_erasure: 'partially_fulfilled',
    ground_erasure: 'erasure_exc_b',
    law_erasure: 'bokføringsloven § 13',
    reason: 'Invoices are kept by law.',
  })

/** An engineer on call approves the plan, as the form asks. */
export const approve = (world: DeskWorld, reference: string, userId = 'U0NILS') =>
  give(world, userId, `approve ${reference}`, { typedReference: reference })
