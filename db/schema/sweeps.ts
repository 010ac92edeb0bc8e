import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { KeepReason } from '../../src/domain/retention/keepers.js'
import type { SafetyFinding } from '../../src/domain/retention/safety.js'
import { sweepStates, type SweepOutcome, type SweepState } from '../../src/domain/retention/summary.js'
import type { SweepId, SweepLine } from '../../src/domain/retention/sweep-plan.js'
import type { Tally } from '../../src/domain/retention/tally.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { bytes, instant, oneOf, writtenAt } from './columns.js'

const partStates = ['waiting', 'counted', 'unread', 'done', 'failed'] as const

/** Retention sweeps: one a night, and the dry runs that people ask for. Counts and codes only; kept as a record. */
export const sweeps = pgTable(
  'sweeps',
  {
    id: text('id').$type<SweepId>().primaryKey(),
    day: date('day', { mode: 'string' }).$type<LocalDate>().notNull(),
    kind: text('kind').$type<'nightly' | 'dry_run'>().notNull(),
    state: text('state').$type<SweepState>().notNull(),
    /** Grows with every change, so that cards show the latest. */
    version: integer('version').notNull().default(1),
    /** Hash of the data map; null until it is prepared, like the key. */
    mapHash: text('map_hash'),
    /** Digest of all that keeps records, as it was read last, and the set of what was found for it. */
    keepers: text('keepers'),
    keeperSet: uuid('keeper_set'),
    planHash: text('plan_hash'),
    lines: jsonb('lines').$type<readonly SweepLine[]>().notNull(),
    outcomes: jsonb('outcomes').$type<Readonly<Record<string, SweepOutcome>>>().notNull(),
    safety: jsonb('safety').$type<readonly SafetyFinding[]>().notNull(),
    meanEligible: doublePrecision('mean_eligible'),
    missedNights: integer('missed_nights').notNull(),
    begunAt: instant('begun_at').notNull(),
    /** Who asked for a dry run; null: the desk by itself. */
    askedBy: uuid('asked_by').$type<PersonId>(),
    /** When it starts by itself unless somebody vetoes it. */
    startsAt: instant('starts_at'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    approvedBy: uuid('approved_by').$type<PersonId>(),
    approvedAt: instant('approved_at'),
    vetoedBy: uuid('vetoed_by').$type<PersonId>(),
    vetoedAt: instant('vetoed_at'),
    /** The key that seals ranges, cursors and ids of this sweep; gone when it is over. */
    keyId: text('key_id'),
    wrapped: bytes('wrapped'),
    writtenAt: writtenAt(),
  },
  (t) => [
    // Two sweeps at once would count and delete the same records.
    uniqueIndex('sweeps_one_open')
      .on(sql`(true)`)
      .where(sql`kind = 'nightly' and state in ('counting', 'waiting', 'planned', 'running')`),
    index('sweeps_day').on(t.day, t.id),
    check('sweeps_known_state', oneOf(t.state, sweepStates)),
    check('sweeps_approved', sql`(${t.approvedBy} is null) = (${t.approvedAt} is null)`),
    check('sweeps_vetoed', sql`(${t.vetoedBy} is null) = (${t.vetoedAt} is null)`),
  ],
)

/** Ranges of the collections, each worked off by one worker after the other; gone when the sweep is over. */
export const sweepParts = pgTable(
  'sweep_parts',
  {
    sweepId: text('sweep_id')
      .$type<SweepId>()
      .notNull()
      .references(() => sweeps.id),
    position: integer('position').notNull(),
    system: text('system').notNull(),
    collection: text('collection').notNull(),
    state: text('state').$type<(typeof partStates)[number]>().notNull(),
    /** Grows with every page: whoever writes on an old one lost it to another worker. */
    version: integer('version').notNull().default(1),
    /** Sealed: both can hold keys of records. */
    range: bytes('range').notNull(),
    /** How far it is, with the ids of the page that is being deleted; null at the start. */
    progress: bytes('progress'),
    tally: jsonb('tally').$type<Tally>().notNull(),
    outcome: jsonb('outcome').$type<SweepOutcome>().notNull(),
    /** Failures in a row. */
    attempts: integer('attempts').notNull().default(0),
    /** Why it was not read, or not deleted: a code. */
    code: text('code'),
    touchedAt: instant('touched_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sweepId, t.position] }),
    check('sweep_parts_known_state', oneOf(t.state, partStates)),
  ],
)

/**
 * What keeps records in a sweep: of a whole collection, or of the records that were found for it. Read anew whenever
 * something changes, as a new set, so that nobody goes by half of one.
 */
export const sweepKeepers = pgTable(
  'sweep_keepers',
  {
    sweepId: text('sweep_id')
      .$type<SweepId>()
      .notNull()
      .references(() => sweeps.id),
    set: uuid('set').notNull(),
    /** `system.collection`. */
    collection: text('collection').notNull(),
    reason: text('reason').$type<KeepReason>().notNull(),
    source: text('source').notNull(),
    covers: text('covers').$type<'collection' | 'found_records'>().notNull(),
    from: date('from_day', { mode: 'string' }).$type<LocalDate>(),
    until: date('until_day', { mode: 'string' }).$type<LocalDate>(),
    /** Why its records could not all be found: a code; null when they were. */
    unread: text('unread'),
  },
  (t) => [
    primaryKey({ columns: [t.set, t.collection, t.reason, t.source] }),
    index('sweep_keepers_sweep').on(t.sweepId),
  ],
)

/** Records that were found for a keeper, by keyed hashes of their ids. */
export const sweepFound = pgTable(
  'sweep_found',
  {
    sweepId: text('sweep_id')
      .$type<SweepId>()
      .notNull()
      .references(() => sweeps.id),
    set: uuid('set').notNull(),
    collection: text('collection').notNull(),
    opaque: text('opaque').notNull(),
    source: text('source').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.set, t.collection, t.opaque, t.source] }),
    index('sweep_found_sweep').on(t.sweepId),
  ],
)
