import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId, Role } from '../../src/domain/people/roles.js'
import type { EventType, EventValue } from '../../src/domain/proof/event.js'
import { instant } from './columns.js'

/**
 * Every act, in one hash chain. Append-only: triggers refuse UPDATE, DELETE and TRUNCATE for every role, and the service's
 * role is granted SELECT and INSERT alone. The one change they let pass empties events, as `redact_events` does after the
 * chain says which (docs/decisions/0028).
 */
export const events = pgTable(
  'events',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    type: text('type').$type<EventType>().notNull(),
    reference: text('reference').$type<Reference>(),
    actor: uuid('actor').$type<PersonId>().notNull(),
    role: text('role').$type<Role>().notNull(),
    fields: jsonb('fields').$type<Readonly<Record<string, EventValue>>>().notNull(),
    prevHash: text('prev_hash').notNull().unique(),
    hash: text('hash').notNull().unique(),
    /** The event that says this one was emptied, and so cannot be recomputed; null: it is whole. */
    redactedBy: bigint('redacted_by', { mode: 'number' }),
  },
  (t) => [
    index('events_reference').on(t.reference, t.seq),
    index('events_backups')
      .on(sql`(fields->>'backupPurgeBy')`)
      .where(sql`type = 'deletion.recorded'`),
    index('events_looks')
      .on(t.at, t.seq)
      .where(sql`type = 'subject_details.viewed' and redacted_by is null`),
    index('events_of_no_case')
      .on(t.at, t.seq)
      .where(sql`reference is null and redacted_by is null and type <> 'events.redacted'`),
    // Events of no case or of another one that name a case among their fields.
    index('events_denied_case')
      .on(sql`(fields->>'case')`)
      .where(sql`type = 'command.denied' and fields->>'case' is not null`),
    index('events_naming')
      .on(t.seq)
      .where(sql`type in ('request.merged', 'hold.placed') and redacted_by is null`),
    check('events_seq', sql`${t.seq} > 0`),
    check('events_hashes', sql`${t.hash} ~ '^[0-9a-f]{64}$' and ${t.prevHash} ~ '^[0-9a-f]{64}$'`),
  ],
)
