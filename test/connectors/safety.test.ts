import { expect, test } from 'vitest'
import { unsafeSystems } from '../../src/connectors/safety.js'
import { aCollection, aMap } from '../support/data-map.js'
import { connectionOf } from './rigs/rig.js'

const postgres = { kind: 'postgres', url: { env: 'AT' } }
const cassandra = { kind: 'cassandra', contact_points: { env: 'AT' }, data_center: 'dc', keyspace: 'k' }
const blob = { kind: 'azure_blob', connection_string: { env: 'AT' } }
const table = { kind: 'azure_table', account_url: { env: 'AT' } }
const account = (more: string) => `AccountName=a;AccountKey=bm9uZQ==;${more}`

test.each<[isSafe: boolean, name: string, settings: Record<string, unknown>, at: string | undefined]>([
  [true, 'a Postgres over TLS', postgres, 'postgres://u:p@db.example.org/r?sslmode=verify-full'],
  [true, 'a Postgres on this machine', postgres, 'postgres://u:p@127.0.0.1/r'],
  [false, 'a Postgres in the clear', postgres, 'postgres://u:p@db.example.org/r'],
  [false, 'what is no address', postgres, 'db.example.org'],
  [true, 'a Cassandra on this machine', cassandra, '127.0.0.1:9042, localhost:9043'],
  [true, 'a Cassandra over TLS', { ...cassandra, tls: {} }, 'c1.example.org'],
  [false, 'a Cassandra of which one node is elsewhere', cassandra, '127.0.0.1,c2.example.org'],
  [true, 'an account over https', table, 'https://a.table.core.windows.net'],
  [false, 'an account over http', table, 'http://a.table.core.windows.net'],
  [true, 'an emulator on this machine', blob, account('BlobEndpoint=http://127.0.0.1:10000/a')],
  [true, 'a connection string over https', blob, account('DefaultEndpointsProtocol=https')],
  [true, 'a connection string that says no protocol', blob, account('EndpointSuffix=core.windows.net')],
  [false, 'a connection string over http', blob, account('DefaultEndpointsProtocol=http')],
  [false, 'an endpoint over http', blob, account('BlobEndpoint=http://blobs.example.org')],
  [true, 'what is not set, which is told elsewhere', postgres, undefined],
])('%s: %s', (isSafe, _name, settings, at) => {
  const map = aMap([aCollection('register', 'customers')], { register: connectionOf(settings) })
  const found = unsafeSystems(map, { AT: at })
  expect(found).toEqual(isSafe ? [] : [expect.stringMatching(/^register is not reached safely: .*\.$/u)])
})

test('a system without a connection is not reached at all', () => {
  expect(unsafeSystems(aMap([aCollection('mailbox', 'mails')]), {})).toEqual([])
})
