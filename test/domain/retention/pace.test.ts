import { describe, expect, test } from 'vitest'
import { restAfter, retryAfter, usualRetriesMs, usualWith } from '../../../src/domain/retention/pace.js'

describe('a store is left alone', () => {
  test.each([
    ['after its first page, however long', null, 9_000, 0],
    ['after a usual page', 100, 250, 0],
    ['three times the usual', 100, 300, 0],
    ['more than that', 100, 301, 301],
    ['a short page, many times the usual', 1, 199, 0],
    ['from a fifth of a second on', 1, 200, 200],
    ['no longer than ten seconds', 100, 60_000, 10_000],
  ])('%s', (_what, usualMs, tookMs, restMs) => {
    expect(restAfter(usualMs, tookMs)).toBe(restMs)
  })
})

describe('what is usual', () => {
  test('begins with the first page', () => {
    expect(usualWith(null, 120)).toBe(120)
  })

  test('follows a fifth of the way', () => {
    expect(usualWith(100, 200)).toBe(120)
    expect(usualWith(100, 0)).toBe(80)
  })

  test('gets used to a store that stays slow, after resting a few times', () => {
    let usualMs: number | null = 100
    let rests = 0
    for (let page = 0; page < 20; page++) {
      if (restAfter(usualMs, 1_000) > 0) rests++
      usualMs = usualWith(usualMs, 1_000)
    }
    expect(rests).toBe(2)
  })
})

test('a page that fails is tried three times more, then not again tonight', () => {
  expect([1, 2, 3, 4].map((failures) => retryAfter(failures, usualRetriesMs))).toEqual([
    1_000,
    5_000,
    25_000,
    null,
  ])
})
