import { randomBytes } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { ContainerClient } from '@azure/storage-blob'
import type { Azurite } from '../../../src/local/azurite.js'
import { aField } from '../../support/data-map.js'
import { connectionOf, messagesWith, nobody, type Rig } from './rig.js'

const away = `DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://${nobody}/none;TableEndpoint=http://${nobody}/none;`

const env = ({ connectionString }: Azurite) => ({ ACCOUNT: connectionString, AWAY: away })
const connections = (kind: string) => ({
  connection: connectionOf({ kind, connection_string: { env: 'ACCOUNT' } }),
  awayConnection: connectionOf({ kind, connection_string: { env: 'AWAY' } }),
})

async function inParts<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += 50) await Promise.all(items.slice(at, at + 50).map(work))
}

export async function blobRig(azurite: Azurite): Promise<Rig> {
  const name = `t${randomBytes(6).toString('hex')}`
  const container = new ContainerClient(azurite.connectionString, name)
  await container.create()
  const names = async () => {
    const found: string[] = []
    for await (const blob of container.listBlobsFlat()) found.push(blob.name)
    return found
  }
  return {
    ...connections('azure_blob'),
    env: env(azurite),
    messages: messagesWith(
      { key: ['customer', 'id'], processedAt: 'metadata.processedat' },
      {
        nativeName: name,
        key: ['name'],
        fields: [
          aField('name', { isPrimaryKey: true }),
          aField('customer', { identity: 'customer_number' }),
          aField('id'),
          aField('metadata.processedat'),
        ],
        options: { path: '{customer}/{id}' },
      },
    ),
    writtenAt: { source: 'last_modified' },
    moreThanABatch: 40,
    write: (messages) =>
      inParts(messages, ({ customer, id, body, processedAt }) =>
        container
          .getBlockBlobClient(`${customer}/${id}`)
          .upload(body, Buffer.byteLength(body), { metadata: { processedat: processedAt } }),
      ),
    list: async () => (await names()).sort(),
    bodies: async () =>
      await Promise.all(
        (await names()).map(async (one) =>
          (await container.getBlobClient(one).downloadToBuffer()).toString(),
        ),
      ),
    clear: async () => inParts(await names(), (one) => container.deleteBlob(one)),
    stop: async () => {
      await container.delete()
    },
  }
}

export async function tableRig(azurite: Azurite): Promise<Rig> {
  const name = `t${randomBytes(6).toString('hex')}`
  const table = TableClient.fromConnectionString(azurite.connectionString, name, {
    allowInsecureConnection: true,
  })
  await table.createTable()
  const all = async () => {
    const found: { partitionKey?: string; rowKey?: string; body?: string }[] = []
    for await (const entity of table.listEntities<{ body: string }>()) found.push(entity)
    return found
  }
  return {
    ...connections('azure_table'),
    env: env(azurite),
    messages: messagesWith(
      { key: ['PartitionKey', 'RowKey'], processedAt: 'processedAt' },
      { nativeName: name },
    ),
    writtenAt: { source: 'last_modified' },
    moreThanABatch: 130,
    write: (messages) =>
      inParts(messages, ({ customer, id, body, processedAt }) =>
        table.createEntity({ partitionKey: customer, rowKey: id, body, processedAt: new Date(processedAt) }),
      ),
    list: async () => (await all()).map(({ partitionKey, rowKey }) => `${partitionKey}/${rowKey}`).sort(),
    bodies: async () => (await all()).flatMap(({ body }) => (body === undefined ? [] : [body])),
    clear: async () =>
      inParts(await all(), ({ partitionKey, rowKey }) => table.deleteEntity(partitionKey!, rowKey!)),
    stop: () => table.deleteTable(),
  }
}
