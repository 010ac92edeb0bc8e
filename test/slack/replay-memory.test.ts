import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { isTimely, replayMemory } from '../../src/slack/replay-memory.js'

const start = DateTime.fromISO('2026-11-24T12:00:00Z', { zone: 'utc' })
const seconds = start.toSeconds()

test.each([
  [String(seconds), true],
  [String(seconds - 300), true],
  [String(seconds + 300), true],
  [String(seconds - 301), false],
  [String(seconds + 301), false],
  ['', false],
  ['-1', false],
  ['1e9', false],
  [` ${seconds}`, false],
  [undefined, false],
  [[String(seconds)], false],
])('the timestamp %j', (header, isGood) => {
  expect(isTimely(header, () => start)).toBe(isGood)
})

test('a signature is remembered for as long as it would pass again', () => {
  let now = start
  const memory = replayMemory(() => now)
  expect([memory.isNew('a'), memory.isNew('a'), memory.isNew('b')]).toEqual([true, false, true])
  now = start.plus({ seconds: 600 })
  expect(memory.isNew('a')).toBe(false)
  now = start.plus({ seconds: 602 })
  expect(memory.isNew('a')).toBe(true)
})

test('the memory does not grow without end', () => {
  const memory = replayMemory(() => start)
  for (let count = 0; count < 100_001; count++) memory.isNew(String(count))
  expect(memory.isNew('100000')).toBe(false)
  expect(memory.isNew('0')).toBe(true)
})
