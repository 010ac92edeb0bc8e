import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts, give, openCase, rowOf, sound, soundness, told, type } from '../support/acts.js'
import { measure } from '../../handlers/measure.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'
import { deskOn, platforms } from '../support/on-both.js'

const reference = 'RR-2026-0001'

/** Received on 5 March 2026: promised for 4 April, by law one month, 5 April. */
describe.each(platforms)(
  '%s: the clock stands still while an answer about identity is awaited',
  (platform) => {
    let world: DeskWorld

    beforeAll(async () => {
      world = await deskOn(platform, '2026-03-05T09:00:00Z')
      await openCase(world, 'U0KARI')
      await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
    })
    afterAll(async () => world.stop())

    test('without a question there is no ground to stop it', async () => {
      expect(told(await give(world, 'U0MONA', `suspend ${reference}`, { ground: 'identity' }))).toContain(
        'E_SUSPEND_GROUND',
      )
    })

    test('a manager stops it, from the day of the question on; support may not', async () => {
      world.moveTo('2026-03-06T13:00:00Z')
      await give(world, 'U0KARI', `identity ${reference}`, {
        act: 'ask',
        method: 'callback_known_number',
        note: 'The address is new to us.',
      })
      expect(told(await give(world, 'U0KARI', `suspend ${reference}`))).toContain('E_NOT_ALLOWED')

      const seen = await give(world, 'U0MONA', `suspend ${reference}`)

      expect(told(seen)).toContain('The clock is stopped')
      expect(await acts(world, reference)).toContain('clock.suspended')
    })

    test('it is stopped once', async () => {
      const seen = await give(world, 'U0MONA', `suspend ${reference}`)

      expect(told(seen)).toContain('E_SUSPEND_OPEN')
    })

    test('ten days later it goes on, and every date has moved by ten days', async () => {
      world.moveTo('2026-03-16T08:00:00Z')
      await give(world, 'U0MONA', `resume ${reference}`, { answeredOn: '2026-03-16' })

      expect(await rowOf(world, reference)).toMatchObject({
        promised: '2026-04-14',
        statutory: '2026-04-15',
        due: '2026-04-14',
        workBy: '2026-04-14',
      })
      expect(told(await give(world, 'U0KARI', `clock ${reference}`))).toMatch(/10 dager/u)
      expect(await soundness(world)).toEqual(sound)
    })

    test('a second question on the afternoon of the day it is answered moves nothing', async () => {
      world.moveTo('2026-03-17T13:00:00Z')
      await give(world, 'U0KARI', `identity ${reference}`, {
        act: 'ask',
        method: 'login',
        note: 'The number was not answered.',
      })
      expect(
        told(
          await give(world, 'U0MONA', `suspend ${reference}`, {
            overrideReason: 'Asked again at once after the first try.',
          }),
        ),
      ).not.toContain('E_')

      const seen = await give(world, 'U0MONA', `resume ${reference}`)

      expect(told(seen)).toContain('running again')
      expect(await rowOf(world, reference)).toMatchObject({ promised: '2026-04-14', statutory: '2026-04-15' })
    })
  },
)

describe('while the clock stands', () => {
  let standing: DeskWorld
  beforeAll(async () => {
    standing = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(standing, 'U0KARI')
    await give(standing, 'U0KARI', `assign ${reference} @U0KARI`)
    await give(standing, 'U0KARI', `identity ${reference}`, {
      act: 'ask',
      method: 'login',
      note: 'A new address.',
    })
    await give(standing, 'U0MONA', `suspend ${reference}`)
    standing.moveTo('2026-04-10T09:00:00Z')
  })
  afterAll(() => standing.stop())

  test('the case is neither overdue nor soon due, though its row still has the old date', async () => {
    expect(await rowOf(standing, reference)).toMatchObject({ due: '2026-04-04' })
    expect(told(await type(standing, 'U0KARI', 'list overdue'))).not.toContain(reference)
    expect(told(await type(standing, 'U0KARI', 'list due'))).not.toContain(reference)
    const { db, clock, metrics } = standing.parts
    await measure(db, clock, metrics)
    expect(await metrics.text()).toMatch(/^rights_desk_overdue_cases 0$/mu)
  })
})
