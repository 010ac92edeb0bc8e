import { allCollections } from './order.js'
import type { DataMap, IdentityKind } from './types.js'

/** Every kind of identity by which a person can be found in the systems of the map, in the order of the alphabet. */
export function identityKinds(map: Pick<DataMap, 'systems'>): readonly IdentityKind[] {
  const kinds = allCollections(map).flatMap(({ fields }) => fields.flatMap(({ identity }) => identity ?? []))
  return [...new Set(kinds)].sort()
}
