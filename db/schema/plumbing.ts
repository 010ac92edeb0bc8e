import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { instant, oneOf, writtenAt } from './columns.js'

/** Every interaction taken, so that a second delivery does nothing. `outcome` holds codes and a reference only. */
export const inbox = pgTable(
  'inbox',
  {
    key: text('key').primaryKey(),
    outcome: jsonb('outcome'),
    writtenAt: writtenAt(),
  },
  (t) => [index('inbox_written').on(t.writtenAt)],
)

/** Cards we posted, so that they can be redrawn from the row. */
export const cards = pgTable(
  'cards',
  {
    kind: text('kind').$type<'case'>().notNull(),
    reference: text('reference').$type<Reference>().notNull(),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    channel: text('channel').notNull(),
    messageId: text('message_id').notNull(),
    /** Version of the case that the card shows. */
    shownVersion: integer('shown_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.reference, t.platform, t.channel] })],
)

/** Messages to send: what and where, never the words, which are drawn from the row at sending time. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<'case'>().notNull(),
    reference: text('reference').$type<Reference>().notNull(),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    channel: text('channel').notNull(),
    state: text('state').$type<'waiting' | 'sending' | 'sent' | 'failed' | 'ambiguous'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Error code of the platform; no free text. */
    lastError: text('last_error'),
    sentAt: instant('sent_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('outbox_state').on(t.state),
    index('outbox_reference').on(t.reference),
    check('outbox_known_state', oneOf(t.state, ['waiting', 'sending', 'sent', 'failed', 'ambiguous'])),
  ],
)

/** Company policy that can be changed in the product; each change is an event. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedBy: uuid('updated_by').$type<PersonId>().notNull(),
  updatedAt: instant('updated_at').notNull(),
})
