import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { PlanHash, PlanItem, Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { cases } from './cases.js'
import { bytes, instant, oneOf } from './columns.js'

const searchStates = ['waiting', 'proposed', 'blocked', 'refused', 'superseded'] as const
const runStates = ['running', 'stopped', 'asking', 'partial', 'done'] as const

/** Searches of the stores for a plan that erases: who asked for it, with which decisions, and how it ended. */
export const erasureSearches = pgTable(
  'erasure_searches',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    state: text('state').$type<(typeof searchStates)[number]>().notNull(),
    proposedBy: uuid('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    items: jsonb('items').$type<readonly PlanItem[]>().notNull(),
    /** Id and hash of the sealed reason; no words. */
    reason: jsonb('reason').notNull(),
    /** `system.collection:why` of what was not read. */
    unread: jsonb('unread').$type<readonly string[]>().notNull(),
  },
  (t) => [
    index('erasure_searches_reference').on(t.reference),
    index('erasure_searches_fruitless')
      .on(t.proposedAt, t.id)
      .where(sql`state in ('blocked', 'refused', 'superseded')`),
    check('erasure_searches_state', oneOf(t.state, searchStates)),
  ],
)

/**
 * The key that seals the record ids of a search, wrapped. Deleting the row shreds them, in backups of this database
 * too; it outlives the case, until the last copy of what was erased is gone.
 */
export const erasureKeys = pgTable('erasure_keys', {
  searchId: uuid('search_id')
    .primaryKey()
    .references(() => erasureSearches.id),
  keyId: text('key_id').notNull(),
  wrapped: bytes('wrapped').notNull(),
})

/** Pages of records to erase: their ids sealed, and as keyed hashes to compare. The erasure ledger (§4.6). */
export const erasurePages = pgTable(
  'erasure_pages',
  {
    searchId: uuid('search_id')
      .notNull()
      .references(() => erasureSearches.id),
    position: integer('position').notNull(),
    system: text('system').notNull(),
    collection: text('collection').notNull(),
    sealed: bytes('sealed').notNull(),
    opaque: jsonb('opaque').$type<readonly string[]>().notNull(),
    erasedAt: instant('erased_at'),
    verifiedAt: instant('verified_at'),
  },
  (t) => [
    primaryKey({ columns: [t.searchId, t.position] }),
    check('erasure_pages_order', sql`${t.verifiedAt} is null or ${t.erasedAt} is not null`),
  ],
)

/** Erasures that were approved, as they are carried out. */
export const erasures = pgTable(
  'erasures',
  {
    searchId: uuid('search_id')
      .primaryKey()
      .references(() => erasureSearches.id),
    reference: text('reference').$type<Reference>().notNull(),
    planHash: text('plan_hash').$type<PlanHash>().notNull(),
    state: text('state').$type<(typeof runStates)[number]>().notNull(),
    /** Why it stands still: a refusal or a reason of a store; null while it runs. */
    code: text('code'),
    attempts: integer('attempts').notNull().default(0),
    /** One worker at a time: whoever holds it, and until when. */
    leaseBy: uuid('lease_by'),
    leaseUntil: instant('lease_until'),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** After this day in Oslo no copy is left and the ids are shredded. */
    purgeAfter: date('purge_after', { mode: 'string' }).$type<LocalDate>(),
  },
  (t) => [index('erasures_state').on(t.state), check('erasures_known_state', oneOf(t.state, runStates))],
)

/** One row a year: the last number of a deletion record. */
export const deletionCounters = pgTable('deletion_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
})

/** Stops of all erasures: who halted them and who let them go on. At most one of them stands. */
export const standstills = pgTable(
  'standstills',
  {
    id: uuid('id').primaryKey(),
    begunBy: uuid('begun_by').$type<PersonId>().notNull(),
    begunAt: instant('begun_at').notNull(),
    endedBy: uuid('ended_by').$type<PersonId>(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('standstills_one')
      .on(sql`(${t.endedAt} is null)`)
      .where(sql`ended_at is null`),
    check('standstills_ended', sql`(${t.endedBy} is null) = (${t.endedAt} is null)`),
  ],
)

/** What the last check of each system of the data map gave. */
export const storeChecks = pgTable('store_checks', {
  system: text('system').primaryKey(),
  /** Why it cannot be erased from now: a code; null when all is well. */
  failing: text('failing'),
  checkedAt: instant('checked_at').notNull(),
})
