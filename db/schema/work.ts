import { date, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { instant } from './columns.js'

/** Runs that were taken: one row for each kind and day in Oslo, whoever of the replicas came first. */
export const runs = pgTable(
  'runs',
  {
    job: text('job').notNull(),
    day: date('day', { mode: 'string' }).$type<LocalDate>().notNull(),
    takenAt: instant('taken_at').notNull(),
    /** Null while it is under way, or when whoever ran it ended and nobody has followed yet. */
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.job, t.day] }),
    index('runs_open')
      .on(t.job)
      .where(sql`finished_at is null`),
  ],
)

/** Processes that work off the queue, and when each was last known to live, by the database's clock. */
export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  /** Ids under which the queue knows its workers. */
  queueIds: jsonb('queue_ids').$type<readonly string[]>().notNull(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
})
