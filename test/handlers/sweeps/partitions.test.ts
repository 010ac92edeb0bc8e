import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCase, passTo } from '../../support/acts.js'
import { registerMap } from '../../support/register.js'
import { approveSweep, sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

const field = '          - { name: processed_at, data_categories: [system] }\n'
/** Messages lie in a partition a month; the map says so. */
const map = registerMap(3)
  .replace(
    'anchor: { field: processed_at } }\n',
    'anchor: { field: processed_at } }\n            options: { partitioned_by_time: true }\n',
  )
  .replace(field, field.replace('[system]', '[system], fides_meta: { primary_key: true }'))

let world: SweepWorld
beforeEach(async () => {
  world = await sweepWorld({ map })
  const { sql } = world.database
  await sql`drop table messages`
  await sql`
    create table messages (id text, customer text, processed_at timestamptz, primary key (id, processed_at))
    partition by range (processed_at)`
  await sql`create index on messages (customer)`
  for (const month of ['07', '08', '09'])
    await sql.unsafe(`create table messages_${month} partition of messages
      for values from ('2026-${month}-01') to ('2026-${String(Number(month) + 1).padStart(2, '0')}-01')`)
  await world.addMessages('c1', ['2026-07-10T10:00:00Z', '2026-07-20T10:00:00Z', '2026-08-20T10:00:00Z'])
  await world.addMessages('c2', ['2026-07-15T10:00:00Z', '2026-08-28T10:00:00Z', '2026-09-20T10:00:00Z'])
})
afterEach(async () => world.stop())

async function approve(): Promise<void> {
  await approveSweep(world)
  await world.drain()
}

const partitions = async () =>
  (
    await world.database
      .sql`select relid::text as name from pg_partition_tree('messages') where isleaf order by 1`
  ).map(({ name }) => String(name))
const outcome = async () => (await world.last()).outcomes['register.messages']

describe('a table that is partitioned by time', () => {
  test('loses whole partitions that are past their period, and rows of the one that is partly', async () => {
    await passTo(world, '2026-11-23T00:15:00Z')
    await approve()
    expect(await partitions()).toEqual(['messages_08', 'messages_09'])
    expect(await world.left('messages')).toEqual(['m0005', 'm0006'])
    expect(await outcome()).toMatchObject({ deleted: 4, failed: 0, overPlan: 0 })
  })

  test('keeps a partition in which something is kept, and loses the other rows of it', async () => {
    await openCase(world, 'U0OLA')
    await passTo(world, '2026-11-23T00:15:00Z')
    await approve()
    expect(await partitions()).toEqual(['messages_07', 'messages_08', 'messages_09'])
    expect(await world.left('messages')).toEqual(['m0001', 'm0002', 'm0003', 'm0005', 'm0006'])
    expect(await outcome()).toMatchObject({ deleted: 1, failed: 0 })
  })

  test('keeps a partition that got another row since it was counted, which goes the next night', async () => {
    await passTo(world, '2026-11-23T00:15:00Z')
    await world.addMessages('c2', ['2026-07-30T10:00:00Z'])
    await approve()
    expect(await partitions()).toContain('messages_07')
    expect(await outcome()).toMatchObject({ deleted: 4, overPlan: 1 })
  })
})
