/** At most `count` sends in any stretch of `perMs`. */
export interface Limit {
  readonly count: number
  readonly perMs: number
}

/** When the next send may go out, given the earlier ones (ms, the oldest first); `now` when that is at once. */
export function nextSlot(sends: readonly number[], limits: readonly Limit[], now: number): number {
  const free = limits.map(({ count, perMs }) => {
    const before = sends[sends.length - count]
    return before === undefined ? now : before + perMs
  })
  return Math.max(now, ...free)
}

/** The sends that still count, with one more. */
export function withSend(
  sends: readonly number[],
  limits: readonly Limit[],
  slot: number,
): readonly number[] {
  const most = Math.max(0, ...limits.map(({ count }) => count))
  return [...sends, slot].sort((a, b) => a - b).slice(-most || sends.length + 1)
}
