import { expect, test } from 'vitest'
import { openStores } from '../../src/connectors/index.js'
import { readDataMap } from '../../src/connectors/data-map/read.js'

const map = readDataMap(`dataset:
  - fides_key: register
    meta: { rights_desk: { connection: { kind: postgres, url: { env: REGISTER_URL } } } }
    collections: []
  - fides_key: mailbox
    collections: []
`).map!

test('a variable that the map refers to must be set, and the error names it without a value', () => {
  expect(() => openStores(map, {})).toThrow('REGISTER_URL is not set, but the data map refers to it')
})

test('a system without a connection is opened as none', async () => {
  const stores = openStores(map, { REGISTER_URL: 'postgres://nobody@127.0.0.1:9/none' })
  expect([stores.of('register')?.system, stores.of('mailbox')]).toEqual(['register', null])
  await stores.close()
})
