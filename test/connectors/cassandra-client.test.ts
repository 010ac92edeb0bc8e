import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auth, types } from 'cassandra-driver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOptions } from '../../src/connectors/cassandra-client.js'
import { ConnectionInFile, SettingMissing, type CassandraSettings } from '../../src/connectors/settings.js'

let folder: string
let caFile: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rights-desk-ca-'))
  caFile = join(folder, 'ca.pem')
  await writeFile(caFile, 'a certificate')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const settingsOf = (more: object) =>
  ConnectionInFile.parse({
    kind: 'cassandra',
    contact_points: { env: 'HOSTS' },
    data_center: 'norwayeast',
    keyspace: 'connxio',
    ...more,
  }) as CassandraSettings
const secrets = { username: { env: 'USER_NAME' }, password: { env: 'PASS_WORD' } }
const env = () => ({
  HOSTS: 'c1.example.org:9142, c2.example.org:9142',
  USER_NAME: 'desk',
  PASS_WORD: 'secret',
  CA: caFile,
})

test('in production it says who it is, encrypts, and trusts the named authority alone', async () => {
  const settings = settingsOf({ ...secrets, tls: { ca_file: { env: 'CA' } } })
  const options = await clientOptions(5000, settings, env())
  expect(options).toMatchObject({
    contactPoints: ['c1.example.org:9142', 'c2.example.org:9142'],
    localDataCenter: 'norwayeast',
    sslOptions: { rejectUnauthorized: true, ca: [Buffer.from('a certificate')] },
    socketOptions: { connectTimeout: 5000, readTimeout: 5000 },
    queryOptions: { consistency: types.consistencies.localQuorum, prepare: true },
  })
  expect(options.authProvider).toBeInstanceOf(auth.PlainTextAuthProvider)
})

test('tls without a file trusts what the machine trusts, and still looks', async () => {
  const { sslOptions } = await clientOptions(5000, settingsOf({ tls: {} }), env())
  expect(sslOptions).toEqual({ rejectUnauthorized: true })
})

test('a secret that is not set is named, and no secret is', async () => {
  const missing = { ...env(), PASS_WORD: '' }
  await expect(clientOptions(5000, settingsOf(secrets), missing)).rejects.toThrow(SettingMissing)
  await expect(clientOptions(5000, settingsOf(secrets), missing)).rejects.toThrow(/PASS_WORD/u)
})
