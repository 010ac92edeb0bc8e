import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId, Role } from '../../src/domain/people/roles.js'
import type { EventType, EventValue } from '../../src/domain/proof/event.js'
import { instant } from './columns.js'

/**
 * Every act, in one hash chain. Append-only: triggers (migration `0001`) refuse UPDATE, DELETE and TRUNCATE for
 * every role, and the service's role is granted SELECT and INSERT alone.
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
  },
  (t) => [
    index('events_reference').on(t.reference, t.seq),
    check('events_seq', sql`${t.seq} > 0`),
    check('events_hashes', sql`${t.hash} ~ '^[0-9a-f]{64}$' and ${t.prevHash} ~ '^[0-9a-f]{64}$'`),
  ],
)
