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

test('so must the secrets of a store that connects only later', () => {
  const later = readDataMap(`dataset:
  - fides_key: messages
    meta:
      rights_desk:
        connection:
          kind: cassandra
          contact_points: { env: HOSTS }
          data_center: oslo
          keyspace: messages
          username: { env: USER_NAME }
          password: { env: PASS_WORD }
    collections: []
`).map!
  const env = { HOSTS: '127.0.0.1:9', USER_NAME: 'desk' }
  expect(() => openStores(later, env)).toThrow('PASS_WORD is not set, but the data map refers to it')
})

test('a system without a connection is opened as none', async () => {
  const stores = openStores(map, { REGISTER_URL: 'postgres://nobody@127.0.0.1:9/none' })
  expect([stores.of('register')?.system, stores.of('mailbox')]).toEqual(['register', null])
  await stores.close()
})
