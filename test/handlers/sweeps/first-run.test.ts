import { expect, onTestFinished, test } from 'vitest'
import { openCase, passTo } from '../../support/acts.js'
import { approveSweep, sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

const young = (count: number) => Array<string>(count).fill('2026-11-20T10:00:00Z')

async function approve(world: SweepWorld): Promise<void> {
  await approveSweep(world)
  await world.drain()
}

test('a rule that only ever kept what was due is new on the night in which it first deletes', async () => {
  const world = await sweepWorld()
  onTestFinished(() => world.stop())
  await world.addMessages('c1', ['2026-08-22T10:00:00Z'])
  await world.addMessages('c2', young(30))
  await openCase(world, 'U0OLA')
  await passTo(world, '2026-11-23T00:15:00Z')
  expect(await world.last()).toMatchObject({ state: 'planned', safety: [] })
  await passTo(world, '2026-11-23T00:46:00Z')
  expect((await world.last()).state).toBe('done')

  await world.addMessages('c2', ['2026-08-23T10:00:00Z'])
  await passTo(world, '2026-11-24T00:15:00Z')
  const sweep = await world.last()
  expect(sweep.state).toBe('waiting')
  expect(sweep.safety).toEqual([{ reason: 'first_run', where: 'register.messages' }])

  await approve(world)
  expect(await world.left('messages')).toHaveLength(31)
  await world.addMessages('c2', ['2026-08-24T10:00:00Z'])
  await passTo(world, '2026-11-25T00:15:00Z')
  expect(await world.last()).toMatchObject({ state: 'planned', safety: [] })
})

test('a plan with data of the desk’s own alone, a year old, is approved like any other', async () => {
  const world = await sweepWorld()
  onTestFinished(() => world.stop())
  await passTo(world, '2026-11-23T00:15:00Z')
  await passTo(world, '2027-12-01T00:15:00Z')
  const { state, safety } = await world.last()
  expect({ state, safety }).toEqual({
    state: 'waiting',
    safety: [{ reason: 'first_run', where: 'rights_desk.messages' }],
  })
  await approve(world)
  const sweep = await world.last()
  expect(sweep.state).toBe('done')
  expect(sweep.outcomes['rights_desk.messages']!.deleted).toBeGreaterThan(0)
})
