import type { DateTime } from 'luxon'
import { systemClock, type Clock } from '../clock.js'

/** The clock of a workspace: the machine's, put forward by as much as people have moved it. It never goes back. */
export interface MovingClock {
  readonly now: Clock
  /** Milliseconds ahead of the machine's clock. */
  readonly aheadMs: number
  /** Moves to an instant; gives false, and moves nothing, when that is not after now. */
  moveTo(instant: DateTime): boolean
}

/** Starts `aheadMs` milliseconds ahead of the machine. */
export function movingClock(aheadMs = 0, machine: Clock = systemClock): MovingClock {
  let ahead = aheadMs
  const now = () => machine().plus({ milliseconds: ahead })
  return {
    now,
    get aheadMs() {
      return ahead
    },
    moveTo(instant) {
      const by = instant.toMillis() - now().toMillis()
      if (by <= 0) return false
      ahead += by
      return true
    },
  }
}
