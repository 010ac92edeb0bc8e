import { expect, test } from 'vitest'
import {
  allCollections,
  collectionId,
  erasureOrder,
  searchOrder,
} from '../../../src/domain/data-map/order.js'
import { aCollection, aField, aMap } from '../../support/data-map.js'

const customers = aCollection('register', 'customers')
const refersTo = (system: string, name: string) =>
  aField('customer_id', { references: [{ system, name, field: 'id' }] })
const messages = aCollection('messages', 'messages', { fields: [refersTo('register', 'customers')] })
const archive = aCollection('archive', 'files', { fields: [refersTo('messages', 'messages')] })

test('who is referred to is searched first and erased last, across systems', () => {
  const all = allCollections(aMap([archive, messages, customers]))
  expect(searchOrder(all)?.map(collectionId)).toEqual([
    'register.customers',
    'messages.messages',
    'archive.files',
  ])
  expect(erasureOrder(all).map(collectionId)).toEqual([
    'archive.files',
    'messages.messages',
    'register.customers',
  ])
})

test('references in a circle have no order', () => {
  const one = aCollection('s', 'one', { fields: [refersTo('s', 'two')] })
  const two = aCollection('s', 'two', { fields: [refersTo('s', 'one')] })
  expect(searchOrder([one, two, customers])).toBeNull()
  expect(() => erasureOrder([one, two])).toThrow('circle')
})
