import type { Reading, ScanPage, Stores } from '../../connectors/store.js'
import type { Collection } from '../../domain/data-map/types.js'
import type { RunningDesk } from '../../wire.js'
import type { ShownStores } from './shown.js'

/** Of larger stores only so many records are looked at. */
const most = 1000

/** By what a record belongs to somebody, in the sample stores. */
const ownerFields = ['contact_no', 'PartitionKey']

/** What was last found of each store, and how many records each of them holds now of whom. */
export async function readStores(
  { stores, verdicts }: RunningDesk['stores'],
  cassandra: ShownStores['cassandra'],
): Promise<ShownStores> {
  const found = await verdicts()
  const systems = [...found].map(([system, verdict]) => ({ system, ...verdict }))
  if (stores === null) return { systems, owners: [], cassandra }
  const collections = stores.map.systems
    .filter(({ key }) => found.get(key)?.state === 'ready')
    .flatMap((system) => system.collections)
  const counts = await Promise.all(collections.map((one) => countByOwner(stores, one)))
  const names = [...new Set(counts.flatMap((count) => [...count.keys()]))].sort()
  return {
    systems,
    cassandra,
    owners: names.map((owner) => ({
      owner,
      ...Object.fromEntries(
        collections.map(({ system, name }, at) => [`${system}.${name}`, counts[at]!.get(owner) ?? 0]),
      ),
    })),
  }
}

async function countByOwner(stores: Stores, collection: Collection): Promise<ReadonlyMap<string, number>> {
  const field = ownerFields.find((name) => collection.fields.some((one) => one.name === name))
  const counts = new Map<string, number>()
  const page = field === undefined ? null : await firstPage(stores, collection, field)
  if (page?.kind !== 'read') return counts
  for (const { values } of page.records) {
    const owner = String(values[field!])
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  return counts
}

async function firstPage(stores: Stores, collection: Collection, field: string): Promise<Reading<ScanPage>> {
  const store = stores.of(collection.system)!
  const divided = await store.divide(collection, 1)
  if (divided.kind === 'unread') return divided
  return await store.scan(collection, divided.ranges[0]!, [field], { limit: most })
}
