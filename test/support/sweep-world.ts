import { listSweeps, type Sweep } from '../../db/sweeps.js'
import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import type { DataStore, Stores } from '../../src/connectors/store.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { newKeys } from './desk-parts.js'
import { button, give, openCase, said } from './acts.js'
import { deskWorld, privacyChannel, type DeskWorld } from './desk-world.js'
import type { Keys } from '../../src/config.js'
import { createRegister, idsIn, registerMap } from './register.js'

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
  const { at = '2026-11-22T12:00:00Z', map: text = registerMap(3), around = (stores) => stores } = options
  const keys = newKeys()
  const { map } = readDataMap(text)
  const world = await deskWorld(at, samplePeople, {
    keys,
    sweepParts: 2,
    stores: ({ url }) => around(openStores(map!, { REGISTER_URL: url })),
  })
  const { sql } = world.database
  await createRegister(sql)
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
    left: (table) => idsIn(sql, table),
    async stop() {
      await world.parts.desk.stores!.close()
      await world.stop()
    },
  }
}

/** A manager lets the sweep that was told of last begin, from its card. */
export async function approveSweep(world: SweepWorld): Promise<void> {
  const card = world.cloud.messages(privacyChannel).findLast((one) => said(one).includes('SW-'))!
  await world.cloud.person('U0MONA').click(card, button(card, 'sweep.approve'))
}

/** An open case about the subject, RR-2026-0001 where it is the first, and a legal hold of all that concerns it. */
export async function holdSubject(world: DeskWorld): Promise<void> {
  await openCase(world, 'U0OLA', { rights: ['erasure'] })
  await give(world, 'U0MONA', 'hold RR-2026-0001', {
    matter: '2026-114',
    legalReference: 'tvisteloven § 22-1',
    reviewBy: '2027-01-15',
    purpose: 'A claim is open.',
  })
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
