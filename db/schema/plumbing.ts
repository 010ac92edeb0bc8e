import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { instant, writtenAt } from './columns.js'

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
    kind: text('kind').$type<'case' | 'sweep'>().notNull(),
    /** The case, or the day of the sweep. */
    reference: text('reference').$type<Reference | LocalDate>().notNull(),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    channel: text('channel').notNull(),
    messageId: text('message_id').notNull(),
    /** Version of the case or sweep that the card shows. */
    shownVersion: integer('shown_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.reference, t.platform, t.channel] })],
)

/** Company policy that can be changed in the product; each change is an event. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedBy: uuid('updated_by').$type<PersonId>().notNull(),
  updatedAt: instant('updated_at').notNull(),
})
