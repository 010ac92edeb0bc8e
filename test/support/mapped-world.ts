import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'
import type { Keys } from '../../src/config.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { newKeys } from './desk-parts.js'
import { deskWorld, type DeskWorld } from './desk-world.js'
import { createRegister, idsIn, registerMap } from './register.js'

/** A desk whose stores are opened from a data map, as in production. */
export interface MappedWorld extends DeskWorld {
  readonly keys: Keys
  /** Ids that are left in a table, in order. */
  left(table: 'customers' | 'messages' | 'invoices'): Promise<readonly string[]>
}

/** Fills the register with the subject's rows and those of somebody else. */
export async function mappedWorld(at = '2026-03-05T09:00:00Z', messages = 3): Promise<MappedWorld> {
  const keys = newKeys()
  const { map } = readDataMap(registerMap())
  const world = await deskWorld(at, samplePeople, {
    keys,
    stores: ({ url }) => openStores(map!, { REGISTER_URL: url }),
  })
  await fillRegister(world, messages)
  const { sql } = world.database
  return {
    ...world,
    keys,
    left: (table) => idsIn(sql, table),
    async stop() {
      await world.parts.desk.stores!.close()
      await world.stop()
    },
  }
}

/** The tables of the register in the desk's own database, with the subject's rows and those of somebody else. */
export async function fillRegister({ database: { sql } }: DeskWorld, messages = 3): Promise<void> {
  await createRegister(sql)
  await sql`insert into messages select 'm' || n, 'c1' from generate_series(1, ${messages}) n`
  await sql`insert into messages values ('other', 'c2')`
  await sql`insert into invoices values ('i1', 'c1', '2025-06-01'), ('i2', 'c2', '2025-06-01')`
}
