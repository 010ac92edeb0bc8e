import type { Hold } from '../case/holds.js'
import type { Restriction } from '../case/restrictions.js'
import { touches } from '../case/coverage.js'
import type { Reference } from '../case/types.js'
import { categoryOf, isByHand } from '../erasure/scope.js'
import type { LocalDate } from '../time/calendar.js'
import type { ExceptionRef } from './exception-ref.js'
import type { ArchiveException } from './exceptions.js'
import { statutoryKeeper, type SweptCollection } from './judge.js'
import type { Keeper, KeepReason } from './keepers.js'

/** Something that keeps records in some places, of everybody or of one person. */
export interface KeeperSource {
  readonly reason: KeepReason
  readonly source: string
  /** Whose records: of the person of a case or of an exception; null: of everybody. */
  readonly subject: Reference | ExceptionRef | null
  /** Empty: every one. */
  readonly systems: readonly string[]
  readonly categories: readonly string[]
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

const always = { from: null, until: null }

const ofRestriction = ({ reference, systems, categories }: Restriction): KeeperSource => ({
  reason: 'keep_restricted',
  source: reference,
  subject: reference,
  systems,
  categories,
  ...always,
})

function ofHold({ holdRef, scope }: Hold): readonly KeeperSource[] {
  const { references, ...places } = scope
  const subjects = references.length === 0 ? [null] : references
  return subjects.map((subject) => ({ reason: 'keep_hold', source: holdRef, subject, ...places }))
}

const ofOpenCopy = (reference: Reference): KeeperSource => ({
  reason: 'keep_open_request',
  source: reference,
  subject: reference,
  systems: [],
  categories: [],
  ...always,
})

const ofException = ({ exceptionRef, scope }: ArchiveException): KeeperSource => ({
  reason: 'keep_exception',
  source: exceptionRef,
  subject: exceptionRef,
  categories: [],
  ...scope,
})

/** All that keeps records, from what is in force: restrictions, holds, open requests for a copy, exceptions (§4.3). */
export function keeperSources(inForce: {
  readonly restrictions: readonly Restriction[]
  readonly holds: readonly Hold[]
  readonly openCopies: readonly Reference[]
  readonly exceptions?: readonly ArchiveException[]
}): readonly KeeperSource[] {
  return [
    ...inForce.restrictions.map(ofRestriction),
    ...inForce.holds.flatMap(ofHold),
    ...inForce.openCopies.map(ofOpenCopy),
    ...(inForce.exceptions ?? []).map(ofException),
  ]
}

/** Whether a source keeps anything in a collection. */
export const reaches = (source: KeeperSource, collection: SweptCollection): boolean =>
  touches(source, [{ system: collection.system, category: categoryOf(collection) }])

/** What keeps records of a collection, once each; `found_records` have to be searched for. */
export function keepersIn(collection: SweptCollection, sources: readonly KeeperSource[]): readonly Keeper[] {
  const law = statutoryKeeper(collection)
  const keepers = sources
    .filter((source) => reaches(source, collection))
    .map(({ reason, source, subject, from, until }): Keeper => {
      const covers = subject === null ? 'collection' : 'found_records'
      return { reason, source, covers, from, until }
    })
  const once = new Map(keepers.map((keeper) => [`${keeper.reason} ${keeper.source}`, keeper]))
  return [...once.values(), ...(law ? [law] : [])]
}

/** Reasons of law: their records must be told apart, or a person decides. The others are the company's own policy. */
const ofLaw: readonly KeepReason[] = ['keep_restricted', 'keep_hold']

/**
 * Whether records of a keeper that were not found, and why, keep a collection from being swept without a person. Where
 * the desk could have found them and did not, they may be any: unknown is not none.
 */
export const mustBeFound = ({ reason, unread }: Keeper & { readonly unread: string | null }): boolean =>
  unread !== null && (ofLaw.includes(reason) || !isByHand(unread))
