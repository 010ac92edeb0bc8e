import { expect, test } from 'vitest'
import { tokenRanges, tokensOf } from '../../src/connectors/cassandra-scan.js'

test.each([1, 3, 256, 1000])('%i ranges follow one another over the whole ring', (parts) => {
  const ranges = tokenRanges(parts).map((range) => tokensOf(range).map(String))
  expect(ranges).toHaveLength(parts)
  expect(ranges[0]![0]).toBe('-9223372036854775808')
  expect(ranges.at(-1)![1]).toBe('9223372036854775807')
  for (let at = 1; at < parts; at++) expect(ranges[at]![0]).toBe(ranges[at - 1]![1])
})
