import type { RetentionRuleId } from '../retention/rules.js'

/** What a person is known by in the stores. Fides' names; a custom one is any other name of the map. */
export type IdentityKind = 'email' | 'phone_number' | (string & {})

/** Values a person is searched by, per kind. Personal data: kept sealed, never shown in a channel or logged. */
export type Identities = Readonly<Partial<Record<IdentityKind, readonly string[]>>>

/** Name of a system in the map (Fides' `fides_key`), e.g. `connxio_messages`. Not personal. */
export type SystemKey = string

/** One collection, wherever it lies: `system` and `name` are those of the map. */
export interface CollectionRef {
  readonly system: SystemKey
  readonly name: string
}

/** The value of the field comes from a field of another collection, which is searched first. */
export interface FieldReference extends CollectionRef {
  readonly field: string
}

export type FieldType = 'string' | 'integer' | 'float' | 'boolean' | 'object' | 'object_id'

export interface Field {
  readonly name: string
  /** Fides data categories, e.g. `user.contact.email`. */
  readonly categories: readonly string[]
  /** The kind of identity that the field holds, when a person can be found by it. */
  readonly identity: IdentityKind | null
  readonly isPrimaryKey: boolean
  readonly type: FieldType
  readonly references: readonly FieldReference[]
}

/** Where the instant stands from which a record's retention period runs. */
export type Anchor =
  /**
   * A field that holds an instant or a date. With `and`, the later of both: an agreement and its obligations, say; while
   * one of them is empty no period runs.
   */
  | { readonly source: 'field'; readonly field: string; readonly and?: string }
  /** Cassandra's WRITETIME of a column, which is not part of the key. */
  | { readonly source: 'writetime'; readonly field: string }
  /** A blob's last change, or the Timestamp of a table entity: any change moves it. */
  | { readonly source: 'last_modified' }

export interface RetentionInMap {
  readonly rule: RetentionRuleId
  /** Calendar months from the anchor: the rule's own, or a shorter time agreed with the customer; 0 where it counts hours. */
  readonly months: number
  readonly anchor: Anchor
}

/** What an approved erasure does with the records of a collection. */
export type ErasureAction =
  | { readonly action: 'delete' }
  /** Only these fields are emptied; the record stays. */
  | { readonly action: 'null'; readonly fields: readonly string[] }
  /** Kept for a duty of law (Art. 17(3)); until when follows from the collection's retention. */
  | { readonly action: 'keep'; readonly ground: string; readonly law: string }

/** Whether the records of one person can be found without reading the whole collection. */
export type Searching =
  | { readonly by: 'fields' }
  /** Named as not searchable: a plan says so in place of a count; unknown is never zero. */
  | { readonly by: 'nothing'; readonly why: string }

/** After a deletion in Cassandra: how long the data may still lie on disk (§4.6). Days of 24 hours. */
export interface TombstoneWindow {
  /** `gc_grace_seconds` of the table, in days. */
  readonly graceDays: number
  /** Allowance until compaction has rewritten every file, in days. */
  readonly compactionDays: number
}

/** Copies that a deletion does not reach: backups, soft delete, point-in-time restore, logs (§4.6). */
export interface BackupWindow {
  readonly name: string
  /** Days of 24 hours after which the last copy is gone by itself. */
  readonly days: number
}

export interface Collection extends CollectionRef {
  /** The name in the store: table (`schema.table`), container, Azure table. */
  readonly nativeName: string
  readonly fields: readonly Field[]
  /** Names of the primary key's fields, in the order of the store's key. */
  readonly key: readonly string[]
  /** Sorted union of the fields' data categories: what a plan shows of the collection. */
  readonly categories: readonly string[]
  readonly searching: Searching
  readonly retention: RetentionInMap | null
  readonly erasure: ErasureAction
  readonly tombstones: TombstoneWindow | null
  /** Settings that only the collection's own kind of store knows, checked when the map is read. */
  readonly options: Readonly<Record<string, unknown>>
}

export type StoreKind = 'postgres' | 'cassandra' | 'azure_blob' | 'azure_table'

/** How a system is reached. Secrets are names of environment variables. */
export interface Connection {
  readonly kind: StoreKind
  /** Longest wait for one call to the store, in milliseconds. */
  readonly timeoutMs: number
  /** Calls that run at once, at most. */
  readonly concurrency: number
  /** The rest is the store's own, checked when the map is read. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** What a recipient is (§6.2): `customer` is one on whose behalf the company itself processes. */
export const recipientRoles = ['processor', 'sub_processor', 'controller', 'customer'] as const
export type RecipientRole = (typeof recipientRoles)[number]

/** To whom data of a system is disclosed (Art. 4(9)), and who is told when it is erased (Art. 19). No person. */
export interface Recipient {
  readonly name: string
  readonly role: RecipientRole
  /** Where such notices go: an address, as it is written in the agreement. */
  readonly contact: string | null
}

export interface System {
  readonly key: SystemKey
  readonly name: string
  /** Null: the desk cannot reach it. People do there what a plan says, and tick it. */
  readonly connection: Connection | null
  readonly collections: readonly Collection[]
  readonly backups: readonly BackupWindow[]
  /** Absent: none is named. */
  readonly recipients?: readonly Recipient[]
}

/** The systems that hold personal data, as read from the file in `DATA_MAP`. */
export interface DataMap {
  readonly systems: readonly System[]
  /** `sha256:<hex>` of the file: another hash is another map, and plans made by it are stale. */
  readonly hash: string
}
