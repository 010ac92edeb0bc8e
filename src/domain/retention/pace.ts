/** Times a usual page after which a store counts as slow. */
const slowTimes = 3
/** Shorter pages than this are never slow: the measure is too rough. */
const slowFromMs = 200
const longestRestMs = 10_000
/** How fast the usual time follows what is measured. */
const weight = 0.2

/** What a page usually takes, with one more that took `tookMs`; null before the first. */
export const usualWith = (usualMs: number | null, tookMs: number): number =>
  usualMs === null ? tookMs : usualMs + weight * (tookMs - usualMs)

/** How long a store is left alone after a page, in ms: as long as the page took when that was out of the usual. */
export function restAfter(usualMs: number | null, tookMs: number): number {
  const isSlow = usualMs !== null && tookMs >= slowFromMs && tookMs > slowTimes * usualMs
  return isSlow ? Math.min(tookMs, longestRestMs) : 0
}

/** How long until each further try of a page that failed, in ms: three times, then an engineer is told (§4.5). */
export const usualRetriesMs: readonly number[] = [1_000, 5_000, 25_000]

/** How long until a failed page is tried again, by the failures in a row; null: it is not tried again tonight. */
export function retryAfter(failures: number, retriesMs: readonly number[]): number | null {
  return retriesMs[failures - 1] ?? null
}
