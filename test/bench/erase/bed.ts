import { recordId } from '../../../src/connectors/record-id.js'
import type { DataStore } from '../../../src/connectors/store.js'
import type { Collection } from '../../../src/domain/data-map/types.js'

/** Customer and number of a record. */
export type Key = readonly [customer: string, id: string]

/** One kind of store with records to erase: by our connector, and by its driver alone. */
export interface Bed {
  readonly store: DataStore
  readonly collection: Collection
  /** Calls at once, of both. */
  readonly concurrency: number
  idOf(key: Key): string[]
  write(keys: readonly Key[]): Promise<void>
  /** The least that deletes these records by their keys, as a program written for this one table would. */
  eraseBare(keys: readonly Key[]): Promise<void>
  countLeft(): Promise<number>
  stop(): Promise<void>
}

/** Records erased per second by the connector and by the driver alone. Throws when one of them left something. */
export async function measure(
  bed: Bed,
  records: number,
  rounds: number,
): Promise<{ readonly ours: number; readonly baseline: number }> {
  const ways = {
    // Ids are made when records are found: that is no work of the deletion.
    ours: (keys: readonly Key[]) => {
      const ids = keys.map((key) => recordId(bed.idOf(key)))
      return async () => {
        const { failed } = await bed.store.erase(bed.collection, ids)
        if (failed.length > 0) throw new Error(`The store did not erase ${failed.length} records.`)
      }
    },
    baseline: (keys: readonly Key[]) => () => bed.eraseBare(keys),
  }
  const seen = { ours: [] as number[], baseline: [] as number[] }
  // One more round first, which warms both up and does not count. Who begins changes, so that neither has the better half.
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 === 0 ? (['ours', 'baseline'] as const) : (['baseline', 'ours'] as const)
    for (const way of order) {
      const keys = keysOf(`r${round}-${way}`, records)
      await bed.write(keys)
      const erase = ways[way](keys)
      const started = performance.now()
      await erase()
      const seconds = (performance.now() - started) / 1000
      if ((await bed.countLeft()) > 0) throw new Error(`The measure of ${way} left records.`)
      if (round > 0) seen[way].push(records / seconds)
    }
  }
  return { ours: median(seen.ours), baseline: median(seen.baseline) }
}

const perCustomer = 100

const keysOf = (prefix: string, count: number): Key[] =>
  Array.from({ length: count }, (_, at) => [`${prefix}-${Math.floor(at / perCustomer)}`, `m${at}`])

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** Parts of at most `size`. */
export const parts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** Works all items off, so many at once. */
export async function atOnce<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < items.length) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: limit }, lane))
}
