import { expect, test } from 'vitest'
import { leadingTexts, prefixesOf, prefixRanges } from '../../src/connectors/azure-blob-scan.js'
import { partitionRanges, rangeFilter } from '../../src/connectors/azure-table-scan.js'

const names = [
  ...Array.from({ length: 300 }, (_, at) => `kunde-${at}/`),
  'a',
  'ab',
  'lasagne 🍝.json',
  'øl/',
  'ål/',
]

test.each([1, 3, 16, 200])('every name begins with exactly one of about %i texts', (parts) => {
  const texts = leadingTexts(names, parts)
  expect(texts.length).toBeLessThanOrEqual(parts + 32)
  for (const name of names) expect(texts.filter((text) => name.startsWith(text))).toHaveLength(1)
})

test('names that are alike for long are divided all the same', () => {
  expect(leadingTexts(['archive/2026/01/', 'archive/2026/02/'], 2)).toEqual([
    'archive/2026/01',
    'archive/2026/02',
  ])
})

test('folders are opened as deep as parts need, page by page', async () => {
  const levels: Readonly<Record<string, readonly string[]>> = {
    '': ['one/'],
    'one/': ['one/a/', 'one/b/', 'one/c.json'],
  }
  const asked: string[] = []
  const ranges = await prefixRanges(3, (prefix, token) => {
    asked.push(prefix)
    const all = levels[prefix] ?? []
    const at = Number(token ?? 0)
    return Promise.resolve({
      names: all.slice(at, at + 2),
      token: at + 2 < all.length ? String(at + 2) : null,
    })
  })
  expect(ranges.map(prefixesOf)).toEqual([['one/a'], ['one/b'], ['one/c']])
  expect(asked).toEqual(['', 'one/', 'one/'])
})

/** What the service says: the least key that a filter lets through. */
const tableOf = (keys: readonly string[]) => {
  const sorted = keys.toSorted()
  const bound = (filter: string, word: string) =>
    new RegExp(`PartitionKey ${word} '((?:[^']|'')*)'`, 'u').exec(filter)?.[1]!.replaceAll("''", "'")
  return {
    within: (filter: string) => {
      const [from, to] = [bound(filter, 'ge')!, bound(filter, 'lt')]
      return sorted.filter((key) => key >= from && (to === undefined || key < to))
    },
  }
}

test.each([
  ['numbers', Array.from({ length: 500 }, (_, at) => `K-${at}`), 8],
  ['days', Array.from({ length: 90 }, (_, at) => `2026-0${(at % 9) + 1}-${10 + (at % 20)}`), 16],
  [
    'a key that leads others, quotes and letters beyond ASCII',
    ['a', 'ab', "a'b", 'æ', 'øl', '🍝1', '🍞', '~'],
    5,
  ],
  ['one', ['only'], 4],
  ['none', [], 4],
])('partitions are divided without gap or overlap: %s', async (_, keys, parts) => {
  const table = tableOf(keys)
  let questions = 0
  const ranges = await partitionRanges(parts, (filter) => {
    questions += 1
    return Promise.resolve(table.within(filter)[0] ?? null)
  })
  const found = ranges.flatMap((range) => table.within(rangeFilter(range)))
  expect(found).toEqual(keys.toSorted())
  expect(ranges.length).toBeLessThanOrEqual(parts)
  if (keys.length >= parts) expect(ranges.length).toBeGreaterThan(parts / 2)
  expect(questions).toBeLessThan(200)
  for (const range of ranges) expect(() => encodeURIComponent(rangeFilter(range))).not.toThrow()
})
