import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { writtenAt } from './columns.js'

/** Conversations of Teams that the app is in: where the desk may speak first. Ids only. */
export const conversations = pgTable(
  'conversations',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<'personal' | 'group' | 'channel'>().notNull(),
    tenant: text('tenant').notNull(),
    serviceUrl: text('service_url').notNull(),
    botId: text('bot_id').notNull(),
    /** Account in the directory; of a personal chat alone. */
    userId: text('user_id'),
    team: text('team'),
    channelType: text('channel_type'),
    writtenAt: writtenAt(),
  },
  (t) => [index('conversations_user').on(t.userId)],
)
