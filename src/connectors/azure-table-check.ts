import type { Collection } from '../domain/data-map/types.js'
import { isSearchable } from './azure-table-entities.js'
import type { Finding } from './store.js'

/** What is wrong with a collection of the map whose table is there, or is not. */
export function findingsOf(collection: Collection, isThere: boolean): Finding[] {
  const say = (sentence: string): Finding => ({ level: 'error', collection: collection.name, sentence })
  if (!isThere) return [say('The table is not there.')]
  return collection.fields
    .filter(
      ({ name, identity, references }) =>
        (identity !== null || references.length > 0) && !isSearchable(collection, name),
    )
    .map(({ name }) =>
      say(`${name} is not the PartitionKey: use a lookup table, or set options.scan to true.`),
    )
}
