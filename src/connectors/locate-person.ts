import { allCollections, collectionId, parentsOf, searchOrder } from '../domain/data-map/order.js'
import { searchValues } from '../domain/data-map/search-values.js'
import type { Collection, DataMap, Field, Identities } from '../domain/data-map/types.js'
import type {
  CallOptions,
  Cursor,
  DataStore,
  Located,
  LocatedRecord,
  Match,
  RecordId,
  UnreadReason,
} from './store.js'

/** What a search has found so far that related collections are searched by. */
interface Found {
  /** Values of fields that others refer to, by `system.collection.field`. */
  readonly values: Map<string, Set<string>>
  /** Collections that were not read, or not to the end. */
  readonly unread: Set<string>
}

const fieldId = (collection: string, field: string) => `${collection}.${field}`

/** See `Stores.locate`. `storeOf` gives null for a system that the desk has no connection to. */
export async function* locatePerson(
  map: DataMap,
  storeOf: (system: string) => DataStore | null,
  identities: Identities,
  options: CallOptions = {},
): AsyncGenerator<Located> {
  const collections = searchOrder(allCollections(map))
  if (collections === null) throw new Error('the references of the data map go in a circle')
  const found: Found = { values: new Map(), unread: new Set() }
  for (const collection of collections) {
    const select = referredFields(collection, collections)
    for await (const part of search(
      collection,
      storeOf(collection.system),
      identities,
      found,
      select,
      options,
    )) {
      if (part.kind === 'unread') found.unread.add(collectionId(collection))
      else remember(found, collection, select, part.records)
      yield { system: collection.system, name: collection.name, ...part }
    }
  }
}

type Part = { readonly kind: 'read'; readonly records: readonly LocatedRecord[] } | ReturnType<typeof unread>

const unread = (why: UnreadReason) => ({ kind: 'unread', why }) as const

async function* search(
  collection: Collection,
  store: DataStore | null,
  identities: Identities,
  found: Found,
  select: readonly string[],
  options: CallOptions,
): AsyncGenerator<Part> {
  if (store === null) return yield unread('manual')
  if (collection.searching.by === 'nothing') return yield unread('not_searchable')
  const matches = matchesOf(collection, identities, found)
  const isShort = parentsOf(collection).some((parent) => found.unread.has(parent))
  if (matches.length > 0) yield* pages(collection, store, matches, select, options)
  else if (!isShort) yield nothingToSearchBy(collection)
  if (isShort) yield unread('needs_parent')
}

/** Nothing was found that the collection refers to; or, where it refers to none, the person is not known well enough. */
const nothingToSearchBy = (collection: Collection): Part =>
  parentsOf(collection).length > 0 ? { kind: 'read', records: [] } : unread('no_identity')

async function* pages(
  collection: Collection,
  store: DataStore,
  matches: readonly Match[],
  select: readonly string[],
  { signal }: CallOptions,
): AsyncGenerator<Part> {
  const seen = new Set<RecordId>()
  let after: Cursor | null = null
  do {
    if (signal?.aborted) return yield unread('stopped')
    const page = await store.locate(collection, matches, select, { after, ...(signal ? { signal } : {}) })
    if (page.kind === 'unread') return yield page
    const records = page.records.filter(({ id }) => !seen.has(id) && seen.add(id))
    yield { kind: 'read', records }
    after = page.next
  } while (after !== null)
}

function matchesOf(collection: Collection, identities: Identities, found: Found): Match[] {
  return collection.fields
    .map((field) => ({ field: field.name, values: [...valuesOf(field, identities, found)] }))
    .filter(({ values }) => values.length > 0)
}

function valuesOf({ identity, references }: Field, identities: Identities, found: Found): Set<string> {
  const known = identity === null ? [] : (identities[identity] ?? [])
  return new Set([
    ...known.flatMap((value) => searchValues(identity!, value)),
    ...references.flatMap((parent) => [
      ...(found.values.get(fieldId(collectionId(parent), parent.field)) ?? []),
    ]),
  ])
}

/** Fields of `collection` that some collection takes values from. */
function referredFields(collection: Collection, all: readonly Collection[]): string[] {
  const own = collectionId(collection)
  const referred = all.flatMap((other) =>
    other.fields.flatMap(({ references }) =>
      references.filter((parent) => collectionId(parent) === own).map((parent) => parent.field),
    ),
  )
  return [...new Set(referred)]
}

function remember(
  found: Found,
  collection: Collection,
  select: readonly string[],
  records: readonly LocatedRecord[],
): void {
  for (const field of select) {
    const key = fieldId(collectionId(collection), field)
    const values = found.values.get(key) ?? new Set()
    for (const record of records) {
      const value = record.values[field]
      if (value !== null && value !== undefined) values.add(String(value))
    }
    found.values.set(key, values)
  }
}
