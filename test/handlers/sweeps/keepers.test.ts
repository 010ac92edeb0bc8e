import { afterEach, describe, expect, test } from 'vitest'
import { readEvents } from '../../../db/events.js'
import type { Stores } from '../../../src/connectors/store.js'
import { button, openCase, passTo, said, subject, type } from '../../support/acts.js'
import { onCallChannel, privacyChannel } from '../../support/desk-world.js'
import { grantException } from '../../support/exception-acts.js'
import {
  approveSweep,
  disturbed,
  holdSubject,
  sweepWorld,
  type SweepWorld,
} from '../../support/sweep-world.js'

const night = '2026-11-23T00:15:00Z'
/** Past its period in that night, and not. */
const due = '2026-08-22T10:00:00Z'
const young = '2026-11-01T10:00:00Z'

let world: SweepWorld
afterEach(async () => world.stop())

const cards = () => world.cloud.messages(privacyChannel).filter((one) => said(one).includes('SW-'))

async function keptOf() {
  const { lines } = await world.last()
  return lines.find(({ collection }) => collection === 'messages')!.tally.kept
}

/** Each act by which people keep records of the subject, and the reason under which they are counted. */
const keeping: readonly (readonly [what: string, reason: string, act: () => Promise<unknown>])[] = [
  ['an open access request', 'keep_open_request', () => openCase(world, 'U0OLA')],
  [
    'an archive exception of support',
    'keep_exception',
    () => grantException(world, { endsOn: '2027-01-15', systems: ['register'] }),
  ],
  [
    'a restriction',
    'keep_restricted',
    async () => {
      await openCase(world, 'U0OLA', { rights: ['rectification'] })
      const list = await type(world, 'U0OLA', 'restrict RR-2026-0001')
      const ola = world.cloud.person('U0OLA')
      const shown = list.ephemerals.at(-1)!
      const { modal } = await ola.click(shown, button(shown, 'restriction.apply'))
      await ola.submit(modal!, { ground: 'c' })
    },
  ],
  ['a legal hold', 'keep_hold', () => holdSubject(world)],
]

describe('what keeps records', () => {
  test.each(keeping)('%s keeps those of the person and no others', async (_what, reason, act) => {
    world = await sweepWorld()
    await world.addMessages('c1', [due, young])
    await world.addMessages('c2', [due, young])
    await act()
    await passTo(world, night)
    expect(await keptOf()).toMatchObject({ [reason]: 1 })
    await approveSweep(world)
    await world.drain()
    expect(await world.left('messages')).toEqual(['m0001', 'm0002', 'm0004'])
  })

  test.each(keeping)('%s that comes after the plan is heeded as well', async (_what, _reason, act) => {
    world = await sweepWorld()
    await world.addMessages('c1', [due, young])
    await world.addMessages('c2', [due, young])
    await passTo(world, night)
    expect(Object.values(await keptOf()).every((count) => count === 0)).toBe(true)
    await act()
    await approveSweep(world)
    await world.drain()
    expect(await world.left('messages')).toEqual(['m0001', 'm0002', 'm0004'])
    expect((await world.last()).outcomes['register.messages']).toMatchObject({ deleted: 1, failed: 0 })
  })

  test('an open erasure keeps nothing', async () => {
    world = await sweepWorld()
    await world.addMessages('c1', [due])
    await openCase(world, 'U0OLA', { rights: ['erasure'] })
    await passTo(world, night)
    await approveSweep(world)
    await world.drain()
    expect(await world.left('messages')).toEqual([])
  })

  test('a duty of law keeps an invoice for five years after its year, then it goes too', async () => {
    world = await sweepWorld({ at: '2026-12-31T12:00:00Z' })
    const { sql } = world.database
    await sql`insert into invoices values ('i1', 'c1', '2021-02-03'), ('i2', 'c1', '2022-01-01')`
    await passTo(world, '2026-12-31T00:15:00Z')
    expect(
      (await world.last()).lines.find(({ collection }) => collection === 'invoices')!.tally.eligible,
    ).toBe(0)
    await passTo(world, '2027-01-01T00:15:00Z')
    await approveSweep(world)
    await world.drain()
    expect(await world.left('invoices')).toEqual(['i2'])
  })
})

describe('a store that is away', () => {
  test('for three nights is told as unread each night, and caught up in the fourth', async () => {
    let isAway = false
    const unread = { kind: 'unread', why: 'away' } as const
    const around = (stores: Stores): Stores => ({
      ...stores,
      of: (system) => {
        const store = stores.of(system)!
        return disturbed(store, {
          divide: (...given) => (isAway ? Promise.resolve(unread) : store.divide(...given)),
        })
      },
    })
    world = await sweepWorld({ around })
    await world.addMessages('c1', [due, ...Array.from({ length: 30 }, () => young)])
    await passTo(world, night)
    await approveSweep(world)
    await world.drain()
    expect(await world.left('messages')).toHaveLength(30)
    await world.addMessages('c1', ['2026-08-23T10:00:00Z', '2026-08-24T10:00:00Z', '2026-08-25T10:00:00Z'])
    isAway = true
    for (const day of ['24', '25', '26']) {
      await passTo(world, `2026-11-${day}T00:15:00Z`)
      await passTo(world, `2026-11-${day}T00:20:00Z`)
    }
    expect(await world.left('messages')).toHaveLength(33)
    isAway = false
    await passTo(world, '2026-11-27T00:15:00Z')
    const sweep = await world.last()
    expect(sweep).toMatchObject({ state: 'waiting', missedNights: 0 })
    await approveSweep(world)
    await world.drain()
    expect(await world.left('messages')).toHaveLength(30)
    const backlog = (await readEvents(world.parts.db, 1, 1000)).filter(
      ({ type: is }) => is === 'sweep.backlog',
    )
    expect(backlog.at(-1)!.fields).toMatchObject({ sweep: sweep.id, days: 4 })
    expect(world.cloud.messages(onCallChannel).length).toBeGreaterThan(0)
  })
})

test('personal data of the subject is nowhere on the cards', async () => {
  world = await sweepWorld()
  await world.addMessages('c1', [due])
  await openCase(world, 'U0OLA')
  await passTo(world, night)
  expect(cards().map(said).join(' ').toLowerCase()).not.toMatch(/canary|fuglesang|example\.org/u)
  expect(subject.email).toContain('canary')
})
