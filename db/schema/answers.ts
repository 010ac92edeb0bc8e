import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.js'

/**
 * Answers that stay in a private chat, because the platform knows no message that only one person sees for a while: where
 * they stand, so that they can be removed. No words.
 */
export const answers = pgTable(
  'answers',
  {
    id: uuid('id').primaryKey(),
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    channel: text('channel').notNull(),
    messageId: text('message_id').notNull(),
    /** It shows details of a person. */
    isDetails: boolean('is_details').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('answers_details')
      .on(t.at, t.id)
      .where(sql`is_details`),
    index('answers_plain')
      .on(t.at, t.id)
      .where(sql`not is_details`),
  ],
)
