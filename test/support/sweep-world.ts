import { listSweeps, type Sweep } from '../../db/sweeps.js'
import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import type { DataStore, Stores } from '../../src/connectors/store.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { newKeys } from './desk-parts.js'
import { deskWorld, type DeskWorld } from './desk-world.js'
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
