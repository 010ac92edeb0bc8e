import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { movingClock } from '../../src/local/moving-clock.js'

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'utc' })

test('goes with the machine, ahead by as much as it was moved', () => {
  let machine = at('2026-11-24T12:00:00Z')
  const clock = movingClock(0, () => machine)
  expect(clock.moveTo(at('2026-12-01T08:00:00Z'))).toBe(true)
  machine = machine.plus({ minutes: 5 })
  expect(clock.now().toISO()).toBe('2026-12-01T08:05:00.000Z')
  expect(
    movingClock(clock.aheadMs, () => machine)
      .now()
      .toISO(),
  ).toBe('2026-12-01T08:05:00.000Z')
})

test('never goes back', () => {
  const clock = movingClock(0, () => at('2026-11-24T12:00:00Z'))
  expect(clock.moveTo(at('2026-11-24T11:59:59Z'))).toBe(false)
  expect(clock.moveTo(at('2026-11-24T12:00:00Z'))).toBe(false)
  expect(clock.aheadMs).toBe(0)
})
