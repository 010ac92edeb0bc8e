import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findOnCall } from '../../db/on-call.js'
import { readEvents } from '../../db/events.js'
import { everything, give, openCase, said, sound, soundness, start, told, type } from '../support/acts.js'
import { deskWorld, onCallGroup, type DeskWorld } from '../support/desk-world.js'

/** The roster through the front door; Nils is planned for every week, in the week of Thursday 5 March 2026. */
describe('the on-call roster', () => {
  let world: DeskWorld
  const onCall = async () => {
    const ids = await findOnCall(world.parts.db, world.parts.clock())
    return ['U0NILS', 'U0EVA'].filter((user) => ids.includes(world.personId(user)))
  }
  const group = () => world.cloud.state.groups.get(onCallGroup)
  const lastEvent = async () => (await readEvents(world.parts.db, 1, 10_000)).at(-1)!

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
  })
  beforeEach(async () => {
    await world.database.sql`delete from oncall_covers`
    world.moveTo('2026-03-05T09:00:00Z')
  })
  afterAll(async () => world.stop())

  test('everybody with a role sees who is on call; only engineers and managers can change it', async () => {
    const seen = await type(world, 'U0ANNE', 'oncall')
    expect(told(seen)).toContain('On call now')
    expect(told(seen)).toContain('Week 10')
    expect(told(await type(world, 'U0GURI', 'oncall'))).toContain('E_NO_ROLE')
    expect(told(await type(world, 'U0KARI', 'oncall plan'))).toContain('E_NOT_ALLOWED')
    expect(told(await type(world, 'U0MONA', 'oncall handover'))).toContain('E_NOT_ALLOWED')
  })

  test('a hand-over lasts to the end of the week, and the user group follows', async () => {
    await give(world, 'U0NILS', 'oncall handover', { person: 'U0EVA' })
    expect(await onCall()).toEqual(['U0EVA'])
    expect(group()).toEqual(['U0EVA'])
    expect(await lastEvent()).toMatchObject({ type: 'oncall.handed_over', role: 'engineer' })

    const again = await type(world, 'U0NILS', 'oncall handover @U0EVA')
    expect(told(again)).toContain('E_NOT_ON_CALL')

    world.moveTo('2026-03-08T22:59:59Z')
    expect(await onCall()).toEqual(['U0EVA'])
    world.moveTo('2026-03-08T23:00:00Z')
    expect(await onCall()).toEqual(['U0NILS'])
  })

  test('an override holds for whole days in Oslo, the last one included', async () => {
    const days = { from: '2026-03-06', until: '2026-03-07' }
    await give(world, 'U0MONA', 'oncall override', { person: 'U0EVA', kind: 'also', ...days })
    expect(await onCall()).toEqual(['U0NILS'])
    world.moveTo('2026-03-05T23:00:00Z')
    expect(await onCall()).toEqual(['U0NILS', 'U0EVA'])
    world.moveTo('2026-03-07T22:59:59Z')
    expect(await onCall()).toEqual(['U0NILS', 'U0EVA'])
    world.moveTo('2026-03-07T23:00:00Z')
    expect(await onCall()).toEqual(['U0NILS'])
    expect(await lastEvent()).toMatchObject({ type: 'oncall.overridden', role: 'manager' })
  })

  test('weeks are planned ahead, repeated, and in the past not at all', async () => {
    const plan = { week: '2026-W11', first: 'U0EVA', second: 'U0NILS', repeat: '2' }
    await give(world, 'U0EVA', 'oncall plan', plan)
    world.moveTo('2026-03-10T09:00:00Z')
    expect(await onCall()).toEqual(['U0NILS', 'U0EVA'])
    world.moveTo('2026-03-17T09:00:00Z')
    expect(await onCall()).toEqual(['U0NILS'])
    world.moveTo('2026-03-24T09:00:00Z')
    expect(await onCall()).toEqual(['U0NILS', 'U0EVA'])
  })

  test.each([
    ['somebody who is no engineer', { person: 'U0KARI' }, 'E_NOT_ENGINEER'],
    ['somebody without any role', { person: 'U0GURI' }, 'E_UNKNOWN_PERSON'],
    ['a time that ends before it begins', { until: '2026-03-04' }, 'E_INPUT'],
    ['more than a month', { until: '2026-05-04' }, 'E_INPUT'],
  ])('an override is refused for %s', async (_name, wrong, code) => {
    const right = { person: 'U0EVA', kind: 'instead', from: '2026-03-06', until: '2026-03-07' }
    const seen = await give(world, 'U0MONA', 'oncall override', { ...right, ...wrong })
    expect(told(seen)).toContain(code)
    expect(await world.database.sql`select 1 from oncall_covers`).toHaveLength(0)
  })

  test('with nobody planned it is said so, nobody may approve, and the group is left alone', async () => {
    await give(world, 'U0NILS', 'oncall handover @U0NILS')
    await world.database.sql`delete from oncall_turns where week = '2026-W10'`
    const before = group()
    expect(told(await type(world, 'U0NILS', 'oncall'))).toContain('Nobody is on call now')
    expect(told(await type(world, 'U0NILS', 'oncall handover @U0EVA'))).toContain('E_NOBODY_ON_CALL')

    const opened = await openCase(world, 'U0KARI', { rights: ['erasure'] })
    const reference = /RR-2026-\d{4}/u.exec(said(opened.modal))![0]
    await start(world, 'U0KARI', reference)
    await give(world, 'U0KARI', `steps ${reference}`, everything)
    const proposed = await give(world, 'U0KARI', `plan ${reference}`, { outcome_erasure: 'fulfilled' })
    expect(told(proposed)).toMatch(/vakt nå|on call now/u)
    expect(told(await type(world, 'U0NILS', `approve ${reference}`))).toContain('E_NOBODY_ON_CALL')
    expect(group()).toEqual(before)

    const now = { week: '2026-W10', first: 'U0EVA', repeat: '0' }
    await give(world, 'U0MONA', 'oncall plan', now)
    expect(told(await type(world, 'U0NILS', `approve ${reference}`))).toContain('E_NOT_ON_CALL')
    await give(world, 'U0EVA', `approve ${reference}`, { typedReference: reference })
    const [row] = await world.database.sql`select status from cases where reference = ${reference}`
    expect(row).toEqual({ status: 'approved' })
    expect(await soundness(world)).toEqual(sound)
  })
})
