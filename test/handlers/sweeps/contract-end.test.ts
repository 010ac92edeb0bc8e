import { afterEach, expect, test } from 'vitest'
import { passTo } from '../../support/acts.js'
import { registerMap } from '../../support/register.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

/** The register, whose customers go when agreement and obligations have both ended (RET-CONTR, notice §4). */
const map = registerMap(3)
  .replace(
    '        collections:\n',
    '        collections:\n          customers:\n            retention: { rule: RET-CONTR, anchor: { field: ended, and: settled } }\n',
  )
  .replace(
    'fides_meta: { identity: email } }\n      - name: messages',
    'fides_meta: { identity: email } }\n          - { name: ended, data_categories: [system] }\n          - { name: settled, data_categories: [system] }\n      - name: messages',
  )

let world: SweepWorld
afterEach(async () => world.stop())

test('a customer is due from the later of both ends, and not while one of them is open', async () => {
  world = await sweepWorld({ map })
  const { sql } = world.database
  await sql`alter table customers add ended timestamptz, add settled timestamptz`
  await sql`
    insert into customers (id, ended, settled) values
      ('both', '2026-11-01T10:00:00Z', '2026-11-20T10:00:00Z'),
      ('today', '2026-11-23T10:00:00Z', '2026-11-20T10:00:00Z'),
      ('owes', '2026-11-01T10:00:00Z', null), ('goes_on', null, '2026-11-01T10:00:00Z')`
  await passTo(world, '2026-11-23T00:15:00Z')
  const { tally } = (await world.last()).lines.find(({ collection }) => collection === 'customers')!
  expect(tally).toMatchObject({ scanned: 6, eligible: 1, unanchored: 4, oldestAnchor: '2026-11-20' })
})
