import { recordId } from '../../../src/connectors/record-id.js'
import type { DataStore } from '../../../src/connectors/store.js'
import type { Collection, System } from '../../../src/domain/data-map/types.js'

/** Customer and number of a record. */
export type Key = readonly [customer: string, id: string]

/** Takes the keys of one page; `lanes` is how many are read at once. */
export type OnPage = (due: readonly Key[], lanes: number) => Promise<void>

/** One kind of store with records to erase: by our connector, and by its driver alone. */
export interface Bed {
  readonly store: DataStore
  /** The store as the data map has it, with the environment that it refers to. */
  readonly system: System
  readonly env: Readonly<Record<string, string>>
  readonly collection: Collection
  /** Calls at once that one deletion of the connector makes. */
  readonly concurrency: number
  /** Of them, those that a page of 1,000 records takes. */
  readonly callsAPage: number
  idOf(key: Key): string[]
  /** Writes records whose retention is long over. */
  write(keys: readonly Key[]): Promise<void>
  /** The least that deletes these records by their keys, as a program written for this one table would. */
  eraseBare(keys: readonly Key[], callsAtOnce: number): Promise<void>
  /**
   * The least that reads the whole table by pages of 1,000, in so many lanes or in one, and hands the keys on of what
   * is past its retention; `keys` are all that are there, in order, for finding where a lane begins.
   */
  readBare(keys: readonly Key[], lanes: number, onPage: OnPage): Promise<void>
  countLeft(): Promise<number>
  /** Takes away everything, with what deletions left in the store's files. */
  clear(): Promise<void>
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
    baseline: (keys: readonly Key[]) => () => bed.eraseBare(keys, bed.concurrency),
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

/** When every record was dealt with: long before what any rule keeps. */
export const processedAt = new Date('2020-01-15T10:00:00Z')

/** What is older than this is past its retention. */
export const dueBefore = new Date('2021-01-01T00:00:00Z')

/** Keys in order, many of a customer beside each other. */
export const keysOf = (prefix: string, count: number): Key[] =>
  Array.from({ length: count }, (_, at) => [
    `${prefix}-${padded(Math.floor(at / perCustomer))}`,
    `m${padded(at)}`,
  ])

const padded = (at: number) => String(at).padStart(8, '0')

export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** Parts of at most `size`. */
export const parts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** After the first key, up to and with the second. */
export type Slice = readonly [after: Key, to: Key]

/** Keys in order as so many slices, equally long, that follow one another. */
export function slices(keys: readonly Key[], count: number): Slice[] {
  const end = (at: number) => keys[Math.floor((at * keys.length) / count) - 1] ?? (['', ''] as const)
  return Array.from({ length: count }, (_, at) => [end(at), end(at + 1)])
}

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
