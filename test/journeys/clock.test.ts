import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts, give, openCase, rowOf, sound, soundness, told } from '../support/acts.js'
import { deskWorld, type DeskWorld } from '../support/desk-world.js'

/** Received on 5 March 2026: promised for 4 April, by law one month, 5 April. */
describe('the clock stands still while an answer about identity is awaited', () => {
  let world: DeskWorld
  const reference = 'RR-2026-0001'

  beforeAll(async () => {
    world = await deskWorld('2026-03-05T09:00:00Z')
    await openCase(world, 'U0KARI')
    await give(world, 'U0KARI', `assign ${reference} @U0KARI`)
  })
  afterAll(async () => world.stop())

  test('without a question there is no ground to stop it', async () => {
    expect(told(await give(world, 'U0MONA', `suspend ${reference}`, { ground: 'identity' }))).toContain(
      'E_WRONG_STATE',
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
})
