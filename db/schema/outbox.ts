import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { instant, oneOf, writtenAt } from './columns.js'

const states = ['waiting', 'sending', 'sent', 'failed', 'ambiguous', 'lapsed'] as const
export type MessageState = (typeof states)[number]

/** Messages to send: what, to whom or where; never the words, which are drawn from the rows at sending time. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    /** The case that a card shows. */
    reference: text('reference').$type<Reference>(),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    /** A channel, or a person: one of the two. */
    channel: text('channel'),
    person: uuid('person').$type<PersonId>(),
    /** The day in Oslo that a digest or reminder is of. */
    day: date('day', { mode: 'string' }).$type<LocalDate>(),
    /** While one with this key waits, no other is added: it will show what is true when it is sent. */
    coalesceKey: text('coalesce_key'),
    /** Not before this instant of the desk's clock; null: at once. */
    dueAt: instant('due_at'),
    state: text('state').$type<MessageState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Id of the job that took it last: only that one, run again, knows that its sender ended in the middle. */
    takenBy: text('taken_by'),
    /** Error code of the platform; no free text. */
    lastError: text('last_error'),
    /** The platform's own id of what was posted. */
    messageId: text('message_id'),
    /** Where it was posted in the end: the platform, and its channel, direct messages included. */
    sentPlatform: text('sent_platform').$type<'slack' | 'teams'>(),
    sentChannel: text('sent_channel'),
    sentAt: instant('sent_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('outbox_state').on(t.state),
    index('outbox_reference').on(t.reference),
    index('outbox_of_no_case')
      .on(t.sentAt, t.id)
      .where(sql`reference is null and sent_at is not null`),
    index('outbox_due')
      .on(t.dueAt)
      .where(sql`state = 'waiting' and due_at is not null`),
    uniqueIndex('outbox_coalesce')
      .on(t.coalesceKey)
      .where(sql`state = 'waiting'`),
    check('outbox_known_state', oneOf(t.state, states)),
    check('outbox_one_place', sql`(${t.channel} is null) <> (${t.person} is null)`),
  ],
)

/** When was sent to each place lately, so that all replicas together keep to the platform's limits. */
export const paces = pgTable('paces', {
  place: text('place').primaryKey(),
  /** Instants of the last and the promised next sends, in ms since 1970 by the database's clock, the oldest first. */
  sends: jsonb('sends').$type<readonly number[]>().notNull(),
  /** The platform said not to come back before, in the same measure. */
  blockedUntil: doublePrecision('blocked_until').notNull(),
})
