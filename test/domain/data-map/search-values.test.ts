import { expect, test } from 'vitest'
import { searchValues } from '../../../src/domain/data-map/search-values.js'

test.each([
  ['email', ' Kari@Example.org ', ['Kari@Example.org', 'kari@example.org']],
  ['phone_number', '900 12 345', ['900 12 345', '+4790012345', '4790012345', '004790012345', '90012345']],
  ['phone_number', 'ring me', ['ring me']],
  ['customer_number', ' K-1 ', ['K-1']],
  ['email', '  ', []],
])('%s %j is searched as %j', (kind, value, values) => {
  expect(searchValues(kind, value)).toEqual(values)
})
