import { afterEach, beforeEach, expect, test } from 'vitest'
import { transaction } from '../../../db/client.js'
import { beginDryRun } from '../../../handlers/sweeps/begin.js'
import { localDate } from '../../../src/domain/time/calendar.js'
import { passTo, said, told, type } from '../../support/acts.js'
import { sweepWorld, type SweepWorld } from '../../support/sweep-world.js'

let world: SweepWorld
beforeEach(async () => {
  world = await sweepWorld()
  await world.addMessages('c1', ['2026-08-22T10:00:00Z'])
})
afterEach(async () => world.stop())

const ask = (userId: string | null) =>
  transaction(world.parts.db, (tx) => {
    const now = world.parts.clock()
    return beginDryRun(tx, localDate(now), now, userId === null ? null : world.personId(userId))
  })

/** Which dry runs this person is told of, in order. */
const answersTo = (userId: string) =>
  world.cloud
    .messages(world.cloud.state.direct(userId).id)
    .flatMap((one) => /SW-\d{4}-\d\d-\d\d-\d\d/u.exec(said(one))?.[0] ?? [])

test('two who ask on the same day get the answer to their own question', async () => {
  const mona = await ask('U0MONA')
  const nils = await ask('U0NILS')
  await world.drain()
  expect(answersTo('U0MONA')).toEqual([mona])
  expect(answersTo('U0NILS')).toEqual([nils])
})

test('what the command line asked for is answered to nobody, and in nobody’s place', async () => {
  const asked = await ask('U0MONA')
  await ask(null)
  await world.drain()
  expect(answersTo('U0MONA')).toEqual([asked])
})

test('who asks twice is told the newer figures, of what they asked for themselves', async () => {
  await ask('U0MONA')
  const again = await ask('U0MONA')
  await ask('U0NILS')
  await world.drain()
  expect(answersTo('U0MONA').at(-1)).toBe(again)
})

test('a sweep that waits is still shown first, after a dry run by a colleague', async () => {
  await passTo(world, '2026-11-23T00:15:00Z')
  const waiting = await world.last()
  expect(waiting).toMatchObject({ kind: 'nightly', state: 'waiting' })
  await type(world, 'U0NILS', 'sweep dry-run')
  await world.drain()
  expect(await world.last()).toMatchObject({ kind: 'dry_run', state: 'counted' })
  expect(told(await type(world, 'U0MONA', 'sweep'))).toContain(waiting.id)
  await type(world, 'U0MONA', 'sweep veto')
  expect(told(await type(world, 'U0MONA', 'sweep'))).toContain((await world.last()).id)
})
