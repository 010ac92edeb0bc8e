import type { Clock } from '../clock.js'

/** Slack asks that requests older than five minutes are refused; the same holds for ones from the future. */
const windowSeconds = 300
/** A signature made at the far end of the window stays good for twice as long. */
const keepMs = 2 * windowSeconds * 1000 + 1000
const most = 100_000

/** Whether a timestamp header is a whole second within the window around `clock`. */
export function isTimely(header: string | string[] | undefined, clock: Clock): boolean {
  if (typeof header !== 'string' || !/^\d{1,12}$/u.test(header)) return false
  return Math.abs(clock().toMillis() - Number(header) * 1000) <= windowSeconds * 1000
}

/**
 * Remembers the signatures of verified requests for as long as they would pass again, at most 100,000 of them.
 * Of this process: a replay at another replica is stopped by the dedupe key of the act.
 */
export function replayMemory(clock: Clock): { isNew(signature: string): boolean } {
  const seen = new Map<string, number>()
  return {
    isNew(signature) {
      const now = clock().toMillis()
      for (const [old, until] of seen) {
        if (until > now && seen.size < most) break
        seen.delete(old)
      }
      if (seen.has(signature)) return false
      seen.set(signature, now + keepMs)
      return true
    },
  }
}
