import { expect, test } from 'vitest'
import { blobPath } from '../../src/connectors/blob-path.js'

const path = blobPath('in/{customer}/{message_id}.json')

test('a name is read into fields, and only a name of this form', () => {
  expect(path.read('in/K-1/a.b.json')).toEqual({ customer: 'K-1', message_id: 'a.b' })
  expect(path.read('out/K-1/a.json')).toBeNull()
})

test('only what leads the name can be searched by, and not as the start of a longer value', () => {
  expect(path.prefixFor('customer', 'K-1')).toBe('in/K-1/')
  expect(path.prefixFor('message_id', 'a')).toBeNull()
  expect(path.prefixFor('other', 'a')).toBeNull()
})
