import type { DateTime } from 'luxon'
import { hoursOf, keptUntil, runsFromYearEnd } from '../data-map/kept-until.js'
import type { Collection } from '../data-map/types.js'
import {
  addDays,
  asLocalDate,
  endExclusive,
  localDate,
  startOfDay,
  type LocalDate,
} from '../time/calendar.js'
import { latestEligibleAnchor } from './eligibility.js'
import { keeperOf, type BelongsTo, type Keeper, type KeepReason } from './keepers.js'

/** A collection that has a rule of retention. */
export type SweptCollection = Collection & { readonly retention: NonNullable<Collection['retention']> }

/** Whether the sweep looks at the collection at all. */
export const isSwept = (collection: Collection): collection is SweptCollection =>
  collection.retention !== null

/** What the sweep of a day does with one record. Dates are days in Oslo. */
export type Verdict =
  /** No period runs: the agreement goes on, the consent stands, or the store tells no date. */
  | { readonly kind: 'no_anchor' }
  | { readonly kind: 'within' }
  | ({ readonly kind: 'keep'; readonly reason: KeepReason } & Expired)
  | ({ readonly kind: 'delete' } & Expired)

/** From when the period of a record ran, and the last day of it. */
export interface Expired {
  readonly anchorOn: LocalDate
  readonly lastKeptOn: LocalDate
}

/** What a sweep goes by for one collection. */
export interface Measure {
  readonly collection: SweptCollection
  /** The day in Oslo whose sweep it is: records are deleted whose last kept day lies before it. */
  readonly day: LocalDate
  readonly keepers: readonly Keeper[]
}

/** Judges one record, reckoned forward from its own anchor in calendar months or hours (§4.2), then by what keeps it (§4.3). */
export function judge(
  { collection, day, keepers }: Measure,
  anchorAt: DateTime | null,
  belongsTo: BelongsTo,
): Verdict {
  if (anchorAt === null) return { kind: 'no_anchor' }
  const lastKeptOn = keptUntil(collection, anchorAt)!
  if (lastKeptOn >= day) return { kind: 'within' }
  const anchorOn = localDate(anchorAt)
  const keeper = keeperOf(keepers, anchorOn, belongsTo)
  return keeper
    ? { kind: 'keep', reason: keeper.reason, anchorOn, lastKeptOn }
    : { kind: 'delete', anchorOn, lastKeptOn }
}

/** The latest day of an anchor whose record is due on `day`; a whole year at once where periods run from its end. */
export function latestDueAnchor(collection: SweptCollection, day: LocalDate): LocalDate {
  return localDate(anchoredBefore(collection, day).minus({ milliseconds: 1 }))
}

/** The last day whose anchors are all due on `day`, where a period is one of the calendar. */
function lastDueDay({ retention }: SweptCollection, day: LocalDate): LocalDate {
  const latest = latestEligibleAnchor(day, retention.months)
  if (!runsFromYearEnd(retention.rule)) return latest
  const year = Number(addDays(latest, 1).slice(0, 4)) - 1
  return asLocalDate(`${year}-12-31`)
}

/** The instant before which every anchor lies whose record is due on `day`: for stores to leave the others out. */
export function anchoredBefore(collection: SweptCollection, day: LocalDate): DateTime {
  const hours = hoursOf(collection.retention.rule)
  return hours === null ? endExclusive(lastDueDay(collection, day)) : startOfDay(day).minus({ hours })
}

/** The law that keeps every record of a collection which is swept by another rule than the law's own (Art. 17(3)(b)). */
export function statutoryKeeper({ erasure, retention }: SweptCollection): Keeper | null {
  if (erasure.action !== 'keep' || retention.rule.startsWith('RET-LAW')) return null
  return { reason: 'keep_statutory', source: erasure.law, covers: 'collection', from: null, until: null }
}
