import type { LocalDate } from '../time/calendar.js'

/**
 * Why a record stays although its period is over, in the order in which they are asked: the first that applies decides
 * and is counted (§4.3). An open erasure, a withdrawn consent and an objection are not among them: they keep nothing.
 */
export const keepReasons = [
  'keep_restricted',
  'keep_hold',
  'keep_statutory',
  'keep_open_request',
  'keep_exception',
] as const
export type KeepReason = (typeof keepReasons)[number]

/** Something that keeps records of one collection from being deleted. */
export interface Keeper {
  readonly reason: KeepReason
  /** What it is, by an opaque reference: of a hold, a restriction, a case, an exception, a law. */
  readonly source: string
  /** Every record of the collection, or only those that were found to be of a person or an inquiry. */
  readonly covers: 'collection' | 'found_records'
  /** Only records whose anchor lies on one of these days, both included; null: without bound. */
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

/** Whether a found record belongs to a source. */
export type BelongsTo = (source: string) => boolean

const isInDates = ({ from, until }: Keeper, anchorOn: LocalDate) =>
  (from === null || anchorOn >= from) && (until === null || anchorOn <= until)

/** The first keeper, in the order of §4.3, that covers a record with this anchor; null: nothing keeps it. */
export function keeperOf(
  keepers: readonly Keeper[],
  anchorOn: LocalDate,
  belongsTo: BelongsTo,
): Keeper | null {
  const covering = keepers.filter(
    (keeper) => isInDates(keeper, anchorOn) && (keeper.covers === 'collection' || belongsTo(keeper.source)),
  )
  for (const reason of keepReasons) {
    const found = covering.find((keeper) => keeper.reason === reason)
    if (found) return found
  }
  return null
}
