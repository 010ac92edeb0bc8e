import { createHash } from 'node:crypto'
import type { PlanLine } from '../case/types.js'
import { collectionId } from '../data-map/order.js'
import type { Collection, DataMap, Recipient } from '../data-map/types.js'
import type { LocalDate } from '../time/calendar.js'

/** What an erasure covers, as it was searched; part of the plan's hash. Holds no value of a person. */
export interface ErasureScope {
  /** The search that found the records; their ids lie sealed under it. */
  readonly searchId: string
  /** Hash of the data map that the search went by. */
  readonly mapHash: string
  /** Digest of the opaque ids of all records to be erased: the very records, not only how many. */
  readonly records: string
  /** Copies that a deletion does not reach, with the days after which each is gone. */
  readonly backups: readonly { readonly system: string; readonly name: string; readonly days: number }[]
  /** Who is told once it is erased (Art. 19). Absent where the map names none. */
  readonly recipients?: readonly ScopeRecipient[] | undefined
}

export interface ScopeRecipient extends Recipient {
  readonly system: string
}

/** What a search found in one collection. */
export interface Finding {
  readonly collection: Collection
  /** Different records that were read. */
  readonly count: number
  /** The latest day until which a record is kept; null where the map names no period. */
  readonly keptUntil: LocalDate | null
  /** Why the collection, or its rest, was not read; null when all of it was. */
  readonly unread: string | null
}

const byHand: readonly string[] = ['manual', 'not_searchable', 'no_identity', 'needs_parent']

/** Whether people look through a collection by hand: the desk cannot for this reason, and no later try changes that. */
export const isByHand = (unread: string): boolean => byHand.includes(unread)

/** What was not read although it can be: the plan cannot be made, for unknown is not zero. */
export function blockersOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ unread }) => unread !== null && !isByHand(unread))
}

const actions = { delete: 'delete', null: 'clear', keep: 'keep' } as const

/** `messages (user.contact.email, user.content)`: the collection with its data categories, no value. */
export const categoryOf = ({ name, categories }: Collection) =>
  categories.length === 0 ? name : `${name} (${categories.join(', ')})`

function counted({ collection, count, keptUntil }: Finding): PlanLine {
  const { erasure, system } = collection
  const isKept = erasure.action === 'keep'
  return {
    id: collectionId(collection),
    right: 'erasure',
    system,
    category: categoryOf(collection),
    action: actions[erasure.action],
    count,
    keepGround: isKept ? erasure.law : null,
    keepUntil: isKept ? keptUntil : null,
  }
}

const uncounted = (finding: Finding): PlanLine => ({
  ...counted(finding),
  id: `${collectionId(finding.collection)}:by-hand`,
  count: null,
})

/** Lines of the plan for the right to erasure: a counted one a collection, one by hand for what was not searched. */
export function linesOf(findings: readonly Finding[]): readonly PlanLine[] {
  return findings.flatMap((finding) => {
    if (finding.unread === null) return [counted(finding)]
    return finding.count > 0 ? [counted(finding), uncounted(finding)] : [uncounted(finding)]
  })
}

/** Recipients of every system in which something is erased, or may be by people. */
export function recipientsOf(map: DataMap, findings: readonly Finding[]): readonly ScopeRecipient[] {
  const mayErase = ({ collection, count, unread }: Finding) =>
    collection.erasure.action !== 'keep' && (count > 0 || unread !== null)
  const touched = new Set(findings.filter(mayErase).map(({ collection }) => collection.system))
  return map.systems
    .filter(({ key }) => touched.has(key))
    .flatMap(({ key, recipients = [] }) => recipients.map((one) => ({ system: key, ...one })))
}

/** One digest for a set of opaque ids, in any order. */
export function digestOf(opaqueIds: readonly string[]): string {
  return createHash('sha256')
    .update([...opaqueIds].sort().join('\n'))
    .digest('hex')
}

/** The backups of every system that the erasure touches. */
export function backupsOf(map: DataMap, findings: readonly Finding[]): ErasureScope['backups'] {
  const touched = new Set(findings.map(({ collection }) => collection.system))
  return map.systems
    .filter(({ key }) => touched.has(key))
    .flatMap(({ key, backups }) => backups.map(({ name, days }) => ({ system: key, name, days })))
}
