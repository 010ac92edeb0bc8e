import type { MovingClock } from '../moving-clock.js'
import { engineerAt } from '../sample-turns.js'
import type { ShownClock } from './shown.js'

const msPerMinute = 60_000

/**
 * Tells where the desk's clock stands, and who is on call then. What was told stays for as long as the minute does and
 * nobody moves the clock; a page that opens is told the instant itself, from which it counts on (`isForNewPage`).
 */
export function clockDrawer(clock: MovingClock): (isForNewPage: boolean) => ShownClock {
  let last: { readonly minute: number; readonly shown: ShownClock } | null = null
  return (isForNewPage) => {
    const { aheadMs } = clock
    const now = clock.now()
    const minute = Math.floor(now.toMillis() / msPerMinute)
    const holds = !isForNewPage && last?.minute === minute && last.shown.aheadMs === aheadMs
    if (holds) return last!.shown
    const engineerOnCall = engineerAt(now)
    last = { minute, shown: { kind: 'clock', key: 'clock', now: now.toISO()!, aheadMs, engineerOnCall } }
    return last.shown
  }
}
