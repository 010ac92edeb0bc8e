import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { Client, concurrent } from 'cassandra-driver'
import postgres from 'postgres'
import type { SampleCustomer } from './customers.js'

/** Schema of the register. */
export const sampleRegister = 'sample_register'

/** Fills the register, in a schema of its own; once: where the schema is there, it is left as it is. */
export async function fillRegister(url: string, customers: readonly SampleCustomer[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql.begin(async (tx) => {
      const [found] = await tx`select to_regnamespace('sample_register')::text as name`
      if (found!['name'] !== null) return
      await tx`create schema sample_register`
      await tx`
        create table sample_register.contacts (
          contact_no text primary key, email text, full_name text, phone text, agreement_ended_at timestamptz)`
      await tx`create index on sample_register.contacts (lower(email))`
      await tx`
        create table sample_register.invoices (
          invoice_no text primary key, contact_no text, amount numeric, issued_on date)`
      await tx`create index on sample_register.invoices (contact_no)`
      await tx`insert into sample_register.contacts ${tx(customers.map(contactRow))}`
      await tx`insert into sample_register.invoices ${tx(customers.flatMap(invoiceRows))}`
    })
  } finally {
    await sql.end()
  }
}

const contactRow = ({ no, email, name, phone, agreementEndedAt }: SampleCustomer) => ({
  contact_no: no,
  email,
  full_name: name,
  phone,
  agreement_ended_at: agreementEndedAt?.toJSDate() ?? null,
})

const invoiceRows = ({ no, invoices }: SampleCustomer) =>
  invoices.map((at, n) => ({
    invoice_no: `${no}-${n + 1}`,
    contact_no: no,
    amount: 1250 + n * 40,
    issued_on: at.toISODate(),
  }))

/** Fills archive and log of an account; again gives the same. */
export async function fillStorage(connection: string, customers: readonly SampleCustomer[]): Promise<void> {
  const files = BlobServiceClient.fromConnectionString(connection).getContainerClient('files')
  const table = TableClient.fromConnectionString(connection, 'deliveries', { allowInsecureConnection: true })
  await Promise.all([files.createIfNotExists(), table.createTable()])
  for (const { no, email, files: filesAt, deliveries } of customers) {
    const content = JSON.stringify({ to: email, text: 'Et oppdiktet eksempel.' })
    await Promise.all([
      ...filesAt.map((at, n) =>
        files.getBlockBlobClient(`${no}/file-${n + 1}.json`).upload(content, Buffer.byteLength(content), {
          metadata: { deliveredat: at.toUTC().toISO()! },
          blobHTTPHeaders: { blobContentType: 'application/json' },
        }),
      ),
      ...deliveries.map((at, n) =>
        table.upsertEntity({
          partitionKey: no,
          rowKey: `delivery-${n + 1}`,
          recipient: email,
          deliveredAt: at.toJSDate(),
        }),
      ),
    ])
  }
}

/** A Cassandra, by `host:port` with a comma between several. */
interface Cluster {
  readonly contactPoint: string
  readonly dataCenter: string
}

async function onCluster<T>(
  { contactPoint, dataCenter }: Cluster,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ contactPoints: contactPoint.split(','), localDataCenter: dataCenter })
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.shutdown()
  }
}

/** Whether the message store has its table. */
export const hasMessages = (cluster: Cluster): Promise<boolean> =>
  onCluster(cluster, async (client) => {
    const found = await client.execute(
      `select table_name from system_schema.tables where keyspace_name = 'sample' and table_name = 'messages'`,
    )
    return found.rowLength > 0
  })

/** Fills the message store, in a keyspace of its own; again gives the same. */
export const fillMessages = (cluster: Cluster, customers: readonly SampleCustomer[]): Promise<void> =>
  onCluster(cluster, async (client) => {
    await client.execute(
      `create keyspace if not exists sample with replication = {'class':'NetworkTopologyStrategy','${cluster.dataCenter}':1}`,
    )
    await client.execute(
      `create table if not exists sample.messages (
        contact_no text, message_id text, payload text, processed_at timestamp, primary key (contact_no, message_id))`,
    )
    const rows = customers.flatMap(({ no, messages }) =>
      messages.map((at, n) => [no, `message-${n + 1}`, 'Et oppdiktet eksempel.', at.toJSDate()]),
    )
    const insert =
      'insert into sample.messages (contact_no, message_id, payload, processed_at) values (?, ?, ?, ?)'
    await concurrent.executeConcurrent(client, insert, rows)
  })
