import { TableClient, TableTransaction } from '@azure/data-tables'
import { ContainerClient } from '@azure/storage-blob'
import { openStore } from '../../../src/connectors/index.js'
import { startAzurite } from '../../../src/local/azurite.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { aField } from '../../support/data-map.js'
import { atOnce, dueBefore, parts, processedAt, type Bed, type Key } from './bed.js'

const transactionSize = 100
const page = 1000
const atATime = 32

export async function blobBed(concurrency = 16): Promise<Bed> {
  const azurite = await startAzurite(null)
  const container = new ContainerClient(azurite.connectionString, 'messages')
  await container.create()
  const collection = messagesWith(
    { key: ['customer', 'id'], processedAt: 'processed_at' },
    {
      key: ['name'],
      fields: [aField('name', { isPrimaryKey: true }), aField('metadata.processed_at')],
      retention: { rule: 'RET-STD', months: 3, anchor: { source: 'field', field: 'metadata.processed_at' } },
    },
  )
  const nameOf = ([customer, id]: Key) => `${customer}/${id}`
  return {
    ...open('azure_blob', azurite.connectionString, collection, concurrency),
    collection,
    concurrency,
    callsAPage: concurrency,
    idOf: (key) => [nameOf(key)],
    write: (keys) =>
      atOnce(atATime, keys, (key) =>
        container
          .getBlockBlobClient(nameOf(key))
          .upload('x', 1, { metadata: { processed_at: processedAt.toISOString() } }),
      ),
    eraseBare: (keys, callsAtOnce) =>
      atOnce(callsAtOnce, keys, (key) => container.deleteBlob(nameOf(key), { deleteSnapshots: 'include' })),
    // The service lists names in their order only: there is one lane.
    async readBare(_, _lanes, onPage) {
      const pages = container.listBlobsFlat({ includeMetadata: true }).byPage({ maxPageSize: page })
      for await (const { segment } of pages) {
        const due = segment.blobItems.filter((blob) => new Date(blob.metadata!['processed_at']!) < dueBefore)
        await onPage(
          due.map(({ name }) => name.split('/') as unknown as Key),
          1,
        )
      }
    },
    countLeft: async () => ((await container.listBlobsFlat().next()).done ? 0 : 1),
    async clear() {
      for await (const { name } of container.listBlobsFlat()) await container.deleteBlob(name)
    },
    stop: () => azurite.stop(),
  }
}

export async function tableBed(concurrency = 16): Promise<Bed> {
  const azurite = await startAzurite(null)
  const table = TableClient.fromConnectionString(azurite.connectionString, 'messages', {
    allowInsecureConnection: true,
  })
  await table.createTable()
  const collection = messagesWith({ key: ['PartitionKey', 'RowKey'], processedAt: 'processedAt' })
  // Keys come in the order of their customers, so many to each as a transaction takes.
  const submit = (
    keys: readonly Key[],
    callsAtOnce: number,
    add: (transaction: TableTransaction, key: Key) => void,
  ) =>
    atOnce(callsAtOnce, parts(keys, transactionSize), async (part) => {
      const transaction = new TableTransaction()
      for (const key of part) add(transaction, key)
      await table.submitTransaction(transaction.actions)
    })
  return {
    ...open('azure_table', azurite.connectionString, collection, concurrency),
    collection,
    concurrency,
    callsAPage: concurrency,
    idOf: (key) => [...key],
    write: (keys) =>
      submit(keys, atATime, (transaction, [partitionKey, rowKey]) =>
        transaction.createEntity({ partitionKey, rowKey, body: 'x'.repeat(200), processedAt }),
      ),
    eraseBare: (keys, callsAtOnce) =>
      submit(keys, callsAtOnce, (transaction, [partition, row]) => transaction.deleteEntity(partition, row)),
    async readBare(_, _lanes, onPage) {
      const select = ['PartitionKey', 'RowKey', 'processedAt']
      const pages = table
        .listEntities<{ processedAt: Date }>({ queryOptions: { select } })
        .byPage({ maxPageSize: page })
      for await (const entities of pages) {
        const due = entities.filter((entity) => entity.processedAt < dueBefore)
        await onPage(
          due.map((entity): Key => [entity.partitionKey!, entity.rowKey!]),
          1,
        )
      }
    },
    countLeft: async () => ((await table.listEntities().next()).done ? 0 : 1),
    async clear() {
      for await (const { partitionKey, rowKey } of table.listEntities())
        await table.deleteEntity(partitionKey!, rowKey!)
    },
    stop: () => azurite.stop(),
  }
}

function open(kind: string, connectionString: string, collection: Bed['collection'], concurrency: number) {
  const connection = connectionOf({ kind, connection_string: { env: 'AT' }, concurrency })
  const system = { key: 'messages', name: 'Messages', connection, collections: [collection], backups: [] }
  const env = { AT: connectionString }
  return { system, env, store: openStore(system, env)! }
}
