import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/connectors/index.js'
import { recordId } from '../../src/connectors/record-id.js'
import type { DataStore } from '../../src/connectors/store.js'
import { startAzurite, type Azurite } from '../../src/local/azurite.js'
import { aCollection, aField } from '../support/data-map.js'
import { connectionOf } from './rigs/rig.js'

const filesWith = (options: Readonly<Record<string, unknown>>) =>
  aCollection('archive', 'files', { fields: [aField('name', { isPrimaryKey: true })], options })

function openAt(connectionString: string, options = {}, days = 0): DataStore {
  const connection = connectionOf({ kind: 'azure_blob', connection_string: { env: 'AT' } })
  const backups = days > 0 ? [{ name: 'soft delete', days }] : []
  const system = { key: 'archive', name: 'Archive', connection, collections: [filesWith(options)], backups }
  return openStore(system, { AT: connectionString })!
}

describe('copies that Azure keeps of a blob', () => {
  let azurite: Azurite
  let service: BlobServiceClient
  beforeAll(async () => {
    azurite = await startAzurite(null)
    service = BlobServiceClient.fromConnectionString(azurite.connectionString)
    await service.getContainerClient('files').create()
  })
  afterAll(() => azurite.stop())

  test('snapshots go with their blob', async () => {
    const blob = service.getContainerClient('files').getBlockBlobClient('a/1')
    await blob.upload('x', 1)
    await blob.createSnapshot()
    const store = openAt(azurite.connectionString)
    const ids = [recordId(['a/1'])]
    expect(await store.erase(filesWith({}), ids)).toMatchObject({ erased: ids, failed: [] })
    const left: string[] = []
    for await (const { name } of service
      .getContainerClient('files')
      .listBlobsFlat({ includeSnapshots: true }))
      left.push(name)
    expect(left).toEqual([])
  })

  test('a blob under a lease is told of as protected, and keeps no other from going', async () => {
    const container = service.getContainerClient('files')
    const names = ['b/1', 'b/2', 'b/3']
    for (const name of names) await container.getBlockBlobClient(name).upload('x', 1)
    const leased = container.getBlobClient('b/2').getBlobLeaseClient()
    await leased.acquireLease(-1)
    const ids = names.map((name) => recordId([name]))
    const ended = await openAt(azurite.connectionString).erase(filesWith({}), ids)
    await leased.breakLease(0)
    expect(ended).toEqual({
      erased: [ids[0], ids[2]],
      absent: [],
      failed: [{ id: ids[1], why: 'protected' }],
    })
    await container.deleteBlob('b/2')
  })

  test.each([
    [0, 'Soft delete keeps blobs for 7 days: name it in backups of the system.'],
    [7, null],
  ])('soft delete is told of, unless the map names its days: %i', async (days, sentence) => {
    await service.setProperties({ deleteRetentionPolicy: { enabled: true, days: 7 } })
    const reading = await openAt(azurite.connectionString, {}, days).check()
    const findings = reading.kind === 'read' ? reading.findings : null
    expect(findings?.map((finding) => finding.sentence)).toEqual(sentence === null ? [] : [sentence])
  })
})

describe('versions that an account keeps', () => {
  let server: Server
  let at: string
  /** Versions by blob; the first one is the current one. The emulator knows none. */
  let kept: Map<string, string[]>
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://service')
      const name = decodeURIComponent(pathname.split('/').slice(3).join('/'))
      const versions = kept.get(name) ?? []
      if (searchParams.get('comp') === 'list') {
        response.setHeader('content-type', 'application/xml')
        return response.end(listing(searchParams.get('prefix') ?? ''))
      }
      if (request.method === 'HEAD') response.statusCode = versions.includes('current') ? 200 : 404
      if (request.method === 'DELETE') {
        const gone = searchParams.get('versionid') ?? 'current'
        response.statusCode = versions.includes(gone) ? 202 : 404
        kept.set(
          name,
          versions.filter((version) => version !== gone),
        )
      }
      if (response.statusCode === 404) response.setHeader('x-ms-error-code', 'BlobNotFound')
      response.end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    at = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:${port}/a;`
  })
  afterAll(() => void server.close())
  beforeEach(() => {
    kept = new Map([
      ['a/1', ['current', 'v2', 'v1']],
      ['a/10', ['current', 'v1']],
    ])
  })

  const listing = (prefix: string) => {
    const blobs = [...kept].flatMap(([name, versions]) =>
      name.startsWith(prefix)
        ? versions.map(
            (version) =>
              `<Blob><Name>${name}</Name><VersionId>${version}</VersionId><Properties><Etag>e</Etag></Properties></Blob>`,
          )
        : [],
    )
    return `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="files"><Blobs>${blobs.join('')}</Blobs><NextMarker/></EnumerationResults>`
  }

  test('are deleted with their blob, and those of a longer name are not', async () => {
    const store = openAt(at, { versions: true })
    const ids = [recordId(['a/1'])]
    expect(await store.verify(filesWith({ versions: true }), ids)).toEqual({ kind: 'read', remaining: ids })
    expect(await store.erase(filesWith({ versions: true }), ids)).toMatchObject({ failed: [] })
    expect(kept.get('a/1')).toEqual([])
    expect(kept.get('a/10')).toEqual(['current', 'v1'])
    expect(await store.verify(filesWith({ versions: true }), ids)).toEqual({ kind: 'read', remaining: [] })
  })

  test('that are left count as a blob that is left', async () => {
    kept.set('a/1', ['v1'])
    const ids = [recordId(['a/1'])]
    const read = await openAt(at, { versions: true }).verify(filesWith({ versions: true }), ids)
    expect(read).toEqual({ kind: 'read', remaining: ids })
  })
})
