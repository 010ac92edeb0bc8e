import { TableClient, TableTransaction } from '@azure/data-tables'
import { ContainerClient } from '@azure/storage-blob'
import { openStore } from '../../../src/connectors/index.js'
import { startAzurite } from '../../../src/local/azurite.js'
import { connectionOf, messagesWith } from '../../connectors/rigs/rig.js'
import { aField } from '../../support/data-map.js'
import { atOnce, parts, type Bed, type Key } from './bed.js'

const concurrency = 16
const transactionSize = 100

export async function blobBed(): Promise<Bed> {
  const azurite = await startAzurite(null)
  const container = new ContainerClient(azurite.connectionString, 'messages')
  await container.create()
  const collection = messagesWith(
    { key: ['customer', 'id'], processedAt: 'processed_at' },
    { key: ['name'], fields: [aField('name', { isPrimaryKey: true })], retention: null },
  )
  const nameOf = ([customer, id]: Key) => `${customer}/${id}`
  return {
    store: open('azure_blob', azurite.connectionString, collection),
    collection,
    concurrency,
    idOf: (key) => [nameOf(key)],
    write: (keys) =>
      atOnce(concurrency, keys, (key) => container.getBlockBlobClient(nameOf(key)).upload('x', 1)),
    eraseBare: (keys) =>
      atOnce(concurrency, keys, (key) => container.deleteBlob(nameOf(key), { deleteSnapshots: 'include' })),
    countLeft: async () => ((await container.listBlobsFlat().next()).done ? 0 : 1),
    stop: () => azurite.stop(),
  }
}

export async function tableBed(): Promise<Bed> {
  const azurite = await startAzurite(null)
  const table = TableClient.fromConnectionString(azurite.connectionString, 'messages', {
    allowInsecureConnection: true,
  })
  await table.createTable()
  const collection = messagesWith({ key: ['PartitionKey', 'RowKey'], processedAt: 'processedAt' })
  // Keys come in the order of their customers, so many to each as a transaction takes.
  const submit = (keys: readonly Key[], add: (transaction: TableTransaction, key: Key) => void) =>
    atOnce(concurrency, parts(keys, transactionSize), async (part) => {
      const transaction = new TableTransaction()
      for (const key of part) add(transaction, key)
      await table.submitTransaction(transaction.actions)
    })
  return {
    store: open('azure_table', azurite.connectionString, collection),
    collection,
    concurrency,
    idOf: (key) => [...key],
    write: (keys) =>
      submit(keys, (transaction, [partitionKey, rowKey]) =>
        transaction.createEntity({ partitionKey, rowKey, body: 'x'.repeat(200) }),
      ),
    eraseBare: (keys) =>
      submit(keys, (transaction, [partition, row]) => transaction.deleteEntity(partition, row)),
    countLeft: async () => ((await table.listEntities().next()).done ? 0 : 1),
    stop: () => azurite.stop(),
  }
}

function open(kind: string, connectionString: string, collection: Bed['collection']) {
  const connection = connectionOf({ kind, connection_string: { env: 'AT' }, concurrency })
  const system = { key: 'messages', name: 'Messages', connection, collections: [collection], backups: [] }
  return openStore(system, { AT: connectionString })!
}
