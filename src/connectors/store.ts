import type { Readable } from 'node:stream'
import type { DateTime } from 'luxon'
import type { Collection, CollectionRef, DataMap, Identities, SystemKey } from '../domain/data-map/types.js'

/**
 * Why a store was not read. Codes only: they go on cards and in logs.
 * `away`: no connection, or the server is going down or full. `timeout`: no answer in time.
 * `denied`: credentials are wrong or lack a privilege. `misfit`: a table, field or index of the map is not there.
 * `protected`: a lease, a legal hold or a policy in the store keeps a record from being deleted; in the desk's own, that it
 * is not due any more or must be kept.
 * `not_searchable`: the map says that a person cannot be found in the collection.
 * `no_identity`: nothing is known of the person by which the collection is searched.
 * `needs_parent`: a collection that this one refers to was not read, so its records are not all known.
 * `manual`: the desk has no connection to the system. `stopped`: the caller's signal.
 */
export type UnreadReason =
  | 'away'
  | 'timeout'
  | 'denied'
  | 'misfit'
  | 'protected'
  | 'not_searchable'
  | 'no_identity'
  | 'needs_parent'
  | 'manual'
  | 'stopped'

export interface Unread {
  readonly kind: 'unread'
  readonly why: UnreadReason
}

/** What came of looking: never a silent zero. Code that adds up readings has to say what it does with `unread`. */
export type Reading<T> = ({ readonly kind: 'read' } & T) | Unread

/**
 * One record of one collection: its primary key as text, made and understood by the store's connector alone. The same
 * record has the same id at all times, so a list of ids can be kept and worked off later. It can hold personal data
 * where `isKeyPersonal(collection)`: keep it sealed like other details of the person, never log or show it.
 */
export type RecordId = string & { readonly __brand: 'RecordId' }

/** Where the next page starts. Opaque; good for the same query until the store changes its schema. */
export type Cursor = string & { readonly __brand: 'Cursor' }

/** A value of a field as the connectors hand it on. Instants and big numbers are text. */
export type Value = string | number | boolean | null

export interface LocatedRecord {
  readonly id: RecordId
  /** From when the record's retention runs; null where the map names no anchor or the record has none. */
  readonly anchorAt: DateTime | null
  /** The fields that were asked for. Personal data: for finding related records, not to be kept. */
  readonly values: Readonly<Record<string, Value>>
}

export interface Page {
  /** In the store's own order. May be empty while `next` is not null. */
  readonly records: readonly LocatedRecord[]
  /** Null after the last page. */
  readonly next: Cursor | null
}

/** Records whose `field` has one of `values`. */
export interface Match {
  readonly field: string
  readonly values: readonly string[]
}

export interface CallOptions {
  /** Ends the call early, as `stopped`. Work already sent to the store may still happen. */
  readonly signal?: AbortSignal
}

export interface PageOptions extends CallOptions {
  /** Null or absent: from the start. */
  readonly after?: Cursor | null
  /** Records a page, at most; 1 to 1,000. Default 500. */
  readonly limit?: number
}

/**
 * A part of a collection that is scanned by itself, by whichever worker takes it. Opaque; made by `divide`, and good as
 * long as the store keeps its schema. It can hold personal data where `isKeyPersonal(collection)`, like a cursor.
 */
export type ScanRange = string & { readonly __brand: 'ScanRange' }

export interface ScanOptions extends PageOptions {
  /**
   * Records whose anchor is at or after this may be left out where the store can tell; those without an anchor come. It
   * spares the way to the desk, and decides nothing: whoever scans reckons from each record's own anchor.
   */
  readonly anchoredBefore?: DateTime
}

/** Why a store does not give out a record of its own (§4.3). */
export type OwnKeepReason = 'keep_restricted' | 'keep_hold' | 'keep_statutory' | 'keep_open_request'

/** A record that a store keeps back by itself: only the desk's own does, which knows what its cases are about. */
export interface KeptRecord {
  readonly id: RecordId
  readonly anchorAt: DateTime
  readonly reason: OwnKeepReason
}

export interface ScanPage extends Page {
  /** Records that were looked at for this page, with those that were left out. */
  readonly scanned: number
  /** Of those that were looked at, what must be kept and is not among `records`. */
  readonly kept?: readonly KeptRecord[]
}

/** One thing that a check found in the store to be other than the map says. */
export interface Finding {
  /** `error`: erasure cannot work. `warning`: it works, but slower or leaving copies that the map does not name. */
  readonly level: 'error' | 'warning'
  readonly collection: string | null
  /** A sentence for an operator, naming the cure. Holds names of the schema only. */
  readonly sentence: string
}

export interface Erased {
  /** Deleted now, or emptied where the map says `null`. Where a store cannot tell, `absent` ones are here too. */
  readonly erased: readonly RecordId[]
  /** Not there any more when the deletion came. */
  readonly absent: readonly RecordId[]
  /** Not done, or not known whether done: erasing again is safe. */
  readonly failed: readonly { readonly id: RecordId; readonly why: UnreadReason }[]
}

export interface ExportedRecord {
  readonly id: RecordId
  readonly fields: Readonly<Record<string, unknown>>
  /** The content of a blob, opened when asked for; null for rows. */
  readonly content: { readonly type: string; readonly bytes: number; open(): Promise<Readable> } | null
}

/**
 * One system that holds personal data. No method throws for what a store does: that comes back as `unread` or
 * `failed`. Every call to the store ends within the connection's `timeoutMs`. No method logs. Calls may run at once.
 */
export interface DataStore {
  readonly system: SystemKey

  /** Whether the store answers, the credentials suffice and every table, field and index of the map is there. */
  check(options?: CallOptions): Promise<Reading<{ readonly findings: readonly Finding[] }>>

  /**
   * One page of the records that match any of `matches`, keys first: no more is read of a record than its key, its
   * anchor and the fields in `select`. A record may come on two pages when it matches twice; its id is the same.
   */
  locate(
    collection: Collection,
    matches: readonly Match[],
    select: readonly string[],
    options?: PageOptions,
  ): Promise<Reading<Page>>

  /**
   * Divides a whole collection into `parts` ranges (1 to 1,000), or fewer where its keys do not allow as many. Every
   * record that is there now lies in exactly one of them. They are alike in the span of keys, not in their records.
   */
  divide(
    collection: Collection,
    parts: number,
    options?: CallOptions,
  ): Promise<Reading<{ readonly ranges: readonly ScanRange[] }>>

  /**
   * One page of all the records of a range, each once, keys first like `locate`. Memory does not grow with the
   * collection. Records that come, go or are erased between two pages do not disturb the others.
   */
  scan(
    collection: Collection,
    range: ScanRange,
    select: readonly string[],
    options?: ScanOptions,
  ): Promise<Reading<ScanPage>>

  /**
   * Deletes a whole range at once, where the store keeps it apart, as a partition of a table: only when it holds exactly
   * `count` records and all their anchors lie before `anchoredBefore`; `isDropped` false when it holds others. A range
   * that is not there any more was dropped. Absent: no range of the store can be deleted so.
   */
  drop?(
    collection: Collection,
    range: ScanRange,
    expected: { readonly count: number; readonly anchoredBefore: DateTime },
    options?: CallOptions,
  ): Promise<Reading<{ readonly isDropped: boolean }>>

  /** How many different records match, read to the end. */
  count(
    collection: Collection,
    matches: readonly Match[],
    options?: CallOptions,
  ): Promise<Reading<{ readonly count: number }>>

  /** The records as they are, for a copy to the person. Ids that are gone are left out. At most 1,000 ids. */
  export(
    collection: Collection,
    ids: readonly RecordId[],
    options?: CallOptions,
  ): Promise<Reading<{ readonly records: readonly ExportedRecord[] }>>

  /**
   * Does what `collection.erasure` says with exactly these records, by primary key, in batches within the store's
   * limits and no more than `concurrency` at once. Idempotent: after a kill, give the same ids again. Every id is in
   * one list of the answer. `keep` is a mistake of the caller and throws.
   */
  erase(collection: Collection, ids: readonly RecordId[], options?: CallOptions): Promise<Erased>

  /**
   * Which of the records are still there, read at the strongest consistency that a reader needs to see every
   * acknowledged write. After a `null` erasure: those whose fields still hold something.
   */
  verify(
    collection: Collection,
    ids: readonly RecordId[],
    options?: CallOptions,
  ): Promise<Reading<{ readonly remaining: readonly RecordId[] }>>

  /** Ends all connections. May be called twice. */
  close(): Promise<void>
}

/** One page of one collection, or why the collection (or its rest) was not read. */
export type Located = CollectionRef & Reading<{ readonly records: readonly LocatedRecord[] }>

/** One row a system, in the order of the map. */
export interface SystemCheck {
  readonly system: SystemKey
  readonly reading: Reading<{ readonly findings: readonly Finding[] }>
}

/** All systems of the data map. */
export interface Stores {
  readonly map: DataMap

  check(options?: CallOptions): Promise<readonly SystemCheck[]>

  /**
   * Finds a person everywhere: searches by identities, then follows references from what was found, page by page.
   * Every collection of the map comes at least once: with records (perhaps none), or as `unread`. Each id comes once.
   */
  locate(identities: Identities, options?: CallOptions): AsyncIterable<Located>

  /** The connector of a system; null where the map gives it no connection (`manual`). Throws for an unknown name. */
  of(system: SystemKey): DataStore | null

  close(): Promise<void>
}
