import type { DateTime } from 'luxon'
import type { RightsRequest } from './types.js'

/** The receipt that counts for both cases of a merge: the earlier one, so that no date moves later (T18, C14). */
export function receiptOfBoth(a: RightsRequest, b: RightsRequest): DateTime {
  return a.receivedAt < b.receivedAt ? a.receivedAt : b.receivedAt
}

/**
 * The other half of T18: the case into which another was merged, one version on, with the receipt that counts for both.
 * Its event is among those of the decision on the merged case.
 */
export function mergeInto(target: RightsRequest, merged: RightsRequest): RightsRequest {
  return { ...target, receivedAt: receiptOfBoth(target, merged), version: target.version + 1 }
}
