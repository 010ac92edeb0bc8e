import type { Cursor, RecordId, ScanRange } from './store.js'

/** A primary key as text of its values, in the order of the collection's key. */
export type Key = readonly string[]

const encode = (key: readonly unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url')

const decode = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as string[]

export const recordId = (key: Key): RecordId => encode(key) as RecordId

/** The key of an id that a connector made. Throws for a text that is none. */
export function keyOf(id: RecordId, length: number): Key {
  const key = decode(id)
  if (!Array.isArray(key) || key.length !== length) throw new Error('not an id of this collection')
  return key
}

/** Where a query stands, in the words of one connector. */
export const cursor = (state: readonly (string | number | null)[]): Cursor => encode(state) as Cursor

export const stateOf = (text: Cursor): (string | number | null)[] => decode(text)

/** A range in the words of one connector. */
export const scanRange = (bounds: readonly unknown[]): ScanRange => encode(bounds) as ScanRange

export const boundsOf = (range: ScanRange): unknown[] => decode(range)
