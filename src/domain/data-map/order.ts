import type { Collection, CollectionRef, DataMap } from './types.js'

/** One name for a collection among all systems, e.g. `connxio_register.customers`. */
export const collectionId = ({ system, name }: CollectionRef): string => `${system}.${name}`

/** All collections of the map, in its order. */
export const allCollections = (map: Pick<DataMap, 'systems'>): Collection[] =>
  map.systems.flatMap((system) => system.collections)

/** Collections that the fields of `collection` take values from. */
export const parentsOf = (collection: Collection): string[] =>
  collection.fields.flatMap((field) => field.references.map(collectionId))

/**
 * The order in which a person is searched for: a collection comes after all that it refers to. Null where references
 * go in a circle; `rights data-map check` says which.
 */
export function searchOrder(collections: readonly Collection[]): Collection[] | null {
  const ordered: Collection[] = []
  const known = new Set(collections.map(collectionId))
  const done = new Set<string>()
  let waiting = [...collections]
  while (waiting.length > 0) {
    const isReady = (collection: Collection) =>
      parentsOf(collection).every((parent) => done.has(parent) || !known.has(parent))
    const ready = waiting.filter(isReady)
    if (ready.length === 0) return null
    waiting = waiting.filter((collection) => !ready.includes(collection))
    for (const collection of ready) done.add(collectionId(collection))
    ordered.push(...ready)
  }
  return ordered
}

/**
 * The order in which records are erased: what refers to a record goes before it, so that a stop on the way leaves
 * nothing that cannot be found again. Throws for a map with a circle, which no checked map has.
 */
export function erasureOrder(collections: readonly Collection[]): Collection[] {
  const order = searchOrder(collections)
  if (order === null) throw new Error('the references of the data map go in a circle')
  return order.reverse()
}
