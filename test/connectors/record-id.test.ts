import { expect, test } from 'vitest'
import { keyOf, keysOf, recordId } from '../../src/connectors/record-id.js'
import type { RecordId } from '../../src/connectors/store.js'

const keys = [
  ['K-1', 'm1'],
  ['blåbær, 🍝 "quoted"', ']],[['],
  ['', '\n'],
]
const ids = keys.map(recordId)

test('ids give the keys they were made of, one by one and all at once', () => {
  expect(ids.map((id) => keyOf(id, 2))).toEqual(keys)
  expect(keysOf(ids, 2)).toEqual(keys)
  expect(keysOf([], 2)).toEqual([])
})

const text = (json: string) => Buffer.from(json).toString('base64url') as RecordId

test.each([
  ['two keys in one id', [text('["a","b"],["c","d"]')]],
  ['another number of columns', [recordId(['a'])]],
  ['no key', [text('"ab"')]],
  ['no JSON', ['????' as RecordId]],
])('%s: not taken', (_, wrong) => {
  expect(() => keysOf(wrong, 2)).toThrow(/./u)
  expect(() => keyOf(wrong[0]!, 2)).toThrow(/./u)
})
