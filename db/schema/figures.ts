import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Outcome, RightType } from '../../src/domain/rights/rights.js'

/**
 * What is left of purged cases: sums by year of receipt, right and outcome. Of no person, and kept without end (§5.4);
 * where they are shown, sums below five are not.
 */
export const caseFigures = pgTable(
  'case_figures',
  {
    year: integer('year').notNull(),
    right: text('right').$type<RightType>().notNull(),
    outcome: text('outcome').$type<Outcome | 'none'>().notNull(),
    isOnTime: boolean('is_on_time').notNull(),
    count: integer('count').notNull(),
    /** Calendar days from receipt to the end, of all of them together. */
    days: integer('days').notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.right, t.outcome, t.isOnTime] })],
)
