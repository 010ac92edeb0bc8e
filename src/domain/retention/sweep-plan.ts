import { createHash } from 'node:crypto'
import { collectionId } from '../data-map/order.js'
import type { Anchor, SystemKey } from '../data-map/types.js'
import { daysBetween, type LocalDate } from '../time/calendar.js'
import type { SweptCollection } from './judge.js'
import type { RetentionRuleId } from './rules.js'
import type { Tally } from './tally.js'

/** `SW-YYYY-MM-DD-NN`: the day in Oslo, and the number of the sweep on that day. */
export type SweepId = string & { readonly __brand: 'SweepId' }

export const sweepId = (day: LocalDate, number: number): SweepId =>
  `SW-${day}-${String(number).padStart(2, '0')}` as SweepId

/** What the dry run found in one collection; a collection that was not read is never counted as empty. */
export interface SweepLine {
  readonly system: SystemKey
  readonly collection: string
  readonly rule: RetentionRuleId
  readonly months: number
  /** From what the period runs, and what the sweep does, as one text: another text is another rule. */
  readonly basis: string
  readonly tally: Tally
  /** Why the collection, or a part of it, was not read: a code; null when all of it was. */
  readonly unread: string | null
  /** Cases, holds and exceptions whose records could not be told apart here: their records may be among the others. */
  readonly notFound: readonly string[]
}

/** Name of a line among all: `system.collection`. */
export const lineName = ({ system, collection: name }: Pick<SweepLine, 'system' | 'collection'>): string =>
  collectionId({ system, name })

export interface SweepPlan {
  readonly day: LocalDate
  /** Hash of the data map. */
  readonly mapHash: string
  /** Digest of all that keeps records, as it was when they were counted. */
  readonly keepers: string
  readonly lines: readonly SweepLine[]
}

function anchorText(anchor: Anchor): string {
  if (anchor.source === 'last_modified') return anchor.source
  const more = anchor.source === 'field' && anchor.and ? `+${anchor.and}` : ''
  return `${anchor.source}:${anchor.field}${more}`
}

/**
 * Whether a collection should have been read and was not: systems without a connection are swept by hand, as they are
 * meant to be.
 */
export const isUnread = ({ unread }: Pick<SweepLine, 'unread'>): boolean =>
  unread !== null && unread !== 'manual'

/** What a collection is swept by. A change of it asks for a new approval (§4.5). */
export const basisOf = ({ retention, erasure, nativeName }: SweptCollection): string =>
  [retention.rule, retention.months, anchorText(retention.anchor), erasure.action, nativeName].join('/')

/** What a manager saw, as `sha256:<hex>`: only a sweep of these very figures is carried out. */
export function sweepHash({ day, mapHash, keepers, lines }: SweepPlan): string {
  const rows = lines.map(({ system, collection, basis, tally, unread, notFound }) => [
    system,
    collection,
    basis,
    unread,
    [...notFound].sort(),
    [tally.scanned, tally.eligible, tally.unanchored, Object.entries(tally.kept).sort()],
    [tally.oldestAnchor, tally.oldestLastKept],
  ])
  const content = JSON.stringify([day, mapHash, keepers, rows.map((row) => JSON.stringify(row)).sort()])
  return `sha256:${createHash('sha256').update(content.normalize('NFC'), 'utf8').digest('hex')}`
}

/**
 * Days since the last kept day of the oldest record that is to be deleted, where that is not yesterday: what is due is
 * deleted within 24 hours (§4.2), and anything older is an incident. 0: nothing is late.
 */
export function backlogDays({ oldestLastKept }: Pick<Tally, 'oldestLastKept'>, day: LocalDate): number {
  const days = oldestLastKept === null ? 0 : daysBetween(oldestLastKept, day)
  return days > 1 ? days : 0
}
