import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { movingClock } from '../../../src/local/moving-clock.js'
import { engineerAt } from '../../../src/local/sample-turns.js'
import { clockDrawer } from '../../../src/local/web/look-clock.js'

const utc = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

/** A clock whose machine stands where it is set. */
function setClock(start: string) {
  let machine = utc(start)
  const clock = movingClock(0, () => machine)
  return { clock, draw: clockDrawer(clock), set: (iso: string) => void (machine = utc(iso)) }
}

test('within a minute the same is told, and in the next one the instant it is then', () => {
  const { draw, set } = setClock('2026-11-24T12:00:10Z')
  const first = draw(false)
  set('2026-11-24T12:00:59Z')
  expect(draw(false)).toBe(first)
  set('2026-11-24T12:13:00Z')
  expect(draw(false).now).toBe('2026-11-24T12:13:00.000Z')
})

test('a page that opens is told the instant itself', () => {
  const { draw, set } = setClock('2026-11-24T12:00:10Z')
  draw(false)
  set('2026-11-24T12:00:40Z')
  expect(draw(true).now).toBe('2026-11-24T12:00:40.000Z')
})

test('a clock that was moved is told at once', () => {
  const { clock, draw } = setClock('2026-11-24T12:00:10Z')
  draw(false)
  clock.moveTo(utc('2026-11-24T12:00:20Z'))
  expect(draw(false)).toMatchObject({ now: '2026-11-24T12:00:20.000Z', aheadMs: 10_000 })
})

test('who is on call changes with the week, though nobody moved the clock', () => {
  const { draw, set } = setClock('2026-11-24T12:00:00Z')
  const before = draw(false).engineerOnCall
  set('2026-12-01T12:00:00Z')
  expect(draw(false).engineerOnCall).toBe(engineerAt(utc('2026-12-01T12:00:00Z')))
  expect(draw(false).engineerOnCall).not.toBe(before)
})
