import type { Reference } from './types.js'

const written = /^RR-(\d{4})-(\d{1,6})$/

/**
 * The reference of the `n`th request received in `year` (Oslo civil year of receipt, M2): `RR-2026-0042`.
 * Throws a RangeError for a number below 1: a counter that gives one is a bug.
 */
export function reference(year: number, n: number): Reference {
  if (!Number.isInteger(n) || n < 1) throw new RangeError('a reference number starts at 1')
  return `RR-${String(year).padStart(4, '0')}-${String(n).padStart(4, '0')}` as Reference
}

/** Reads a reference as people type it (`rr-2026-42`, spaces around); null when it is none. */
export function parseReference(text: string): Reference | null {
  const [, year, n] = written.exec(text.trim().toUpperCase()) ?? []
  if (year === undefined || n === undefined || Number(n) < 1) return null
  return reference(Number(year), Number(n))
}
