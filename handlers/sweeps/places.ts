import type { DataStore } from '../../src/connectors/store.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import type { System } from '../../src/domain/data-map/types.js'
import { isSwept, type SweptCollection } from '../../src/domain/retention/judge.js'
import type { WithStores } from '../erasure/steps.js'
import type { OwnContext } from '../own-data/collection.js'
import { openOwnData } from '../own-data/store.js'

/** A collection with a rule of retention, and what reaches it. */
export interface SweptPlace {
  readonly system: System
  readonly collection: SweptCollection
  /** Null: the desk has no connection to the system. */
  readonly store: DataStore | null
}

/** Everything that is swept: what the data map names, in its order, and the desk's own data after it (§5.4). */
export function sweptPlaces(context: WithStores & OwnContext): readonly SweptPlace[] {
  const { stores } = context.desk
  const mapped = stores?.map.systems.map((system) => placesOf(system, stores.of(system.key))) ?? []
  return [...mapped.flat(), ...placesOf(rightsDesk, openOwnData(context))]
}

const placesOf = (system: System, store: DataStore | null): readonly SweptPlace[] =>
  system.collections.filter(isSwept).map((collection) => ({ system, collection, store }))

/** Hash of the data map that is swept by; another hash is another sweep. */
export const mapHashOf = ({ desk: { stores } }: WithStores): string => stores?.map.hash ?? 'none'

/**
 * The collection as the sweep hands it to its store: what a duty of law kept from an erasure goes when the duty is over.
 */
export const asDeleted = ({ collection }: SweptPlace): SweptCollection =>
  collection.erasure.action === 'keep' ? { ...collection, erasure: { action: 'delete' } } : collection
