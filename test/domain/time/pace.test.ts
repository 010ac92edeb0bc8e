import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { platformLimits } from '../../../handlers/messages/limits.js'
import { nextSlot, withSend, type Limit } from '../../../src/domain/time/pace.js'

/** Slots of `count` messages that all want to go at once, at ms 0. */
function slots(limits: readonly Limit[], count: number): readonly number[] {
  let kept: readonly number[] = []
  return Array.from({ length: count }, () => {
    const slot = nextSlot(kept, limits, 0)
    kept = withSend(kept, limits, slot)
    return slot
  })
}

describe('how fast is sent', () => {
  test('Slack: one post a second in a channel', () => {
    expect(slots(platformLimits.slack.post, 4)).toEqual([0, 1_000, 2_000, 3_000])
  })

  test('Teams: seven a second, and no more than sixty in thirty seconds', () => {
    const found = slots(platformLimits.teams.post, 62)
    expect(found.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000])
    expect(found[60]).toBe(30_000)
  })

  test('at once where there is no limit', () => {
    expect(slots([], 3)).toEqual([0, 0, 0])
  })

  test('no stretch holds more than its limit, whenever messages come', () => {
    const limits = platformLimits.teams.post
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 150 }), (gaps) => {
        let now = 0
        let kept: readonly number[] = []
        const sent = gaps.map((gap) => {
          now += gap
          const slot = nextSlot(kept, limits, now)
          kept = withSend(kept, limits, slot)
          return slot
        })
        for (const { count, perMs } of limits)
          for (const [n, slot] of sent.entries())
            expect(slot - (sent[n - count] ?? -Infinity)).toBeGreaterThanOrEqual(perMs)
      }),
    )
  })
})
