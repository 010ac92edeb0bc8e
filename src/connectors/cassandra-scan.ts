import { types } from 'cassandra-driver'
import { quote, type Table } from './cassandra-tables.js'
import { boundsOf, scanRange } from './record-id.js'
import type { ScanRange } from './store.js'

/** Tokens of the Murmur3 partitioner: no row has the least one. */
const leastToken = -(2n ** 63n)
const tokenCount = 2n ** 64n - 1n

/**
 * Ranges of the whole ring, all of the same width: tokens are spread evenly, so their rows are about as many. They need
 * not end where a node's own ranges end; a coordinator asks both nodes then.
 */
export function tokenRanges(parts: number): ScanRange[] {
  const bound = (at: number) => String(leastToken + (tokenCount * BigInt(at)) / BigInt(parts))
  return Array.from({ length: parts }, (_, at) => scanRange([bound(at), bound(at + 1)]))
}

/** After the first token, up to and with the second. */
export const tokensOf = (range: ScanRange): types.Long[] =>
  (boundsOf(range) as [string, string]).map((text) => types.Long.fromString(text))

/** Every partition whose token lies in a range, one after the other: what the ring is made for. */
export function scanQuery({ name, partition }: Table, columns: readonly string[]): string {
  const token = `token(${partition.map(quote).join(', ')})`
  return `select ${columns.join(', ')} from ${name} where ${token} > ? and ${token} <= ?`
}
