import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { HoldRef } from '../../src/domain/case/hold-ref.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { WatchCode } from '../../src/domain/time/due-reminders.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import type { ReminderCode } from '../../src/domain/time/reminders.js'
import { instant, oneOf } from './columns.js'

const states = ['waiting', 'told', 'mailed', 'lapsed', 'undeliverable', 'unclear'] as const

/** Every reminder that fell due, for each who gets it; there is one for each case, kind, day and recipient. */
export const reminders = pgTable(
  'reminders',
  {
    reference: text('reference').$type<Reference | HoldRef>().notNull(),
    code: text('code').$type<ReminderCode>().notNull(),
    /** The working day on which it was due, in Oslo. */
    day: date('day', { mode: 'string' }).$type<LocalDate>().notNull(),
    /** Id of a person, or `privacy_channel`. */
    recipient: text('recipient').notNull(),
    state: text('state').$type<(typeof states)[number]>().notNull().default('waiting'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.reference, t.code, t.day, t.recipient] }),
    index('reminders_waiting')
      .on(t.recipient, t.day)
      .where(sql`state = 'waiting'`),
    index('reminders_ended').on(t.state, t.endedAt),
    check('reminders_known_state', oneOf(t.state, states)),
  ],
)

/**
 * Days beside the case's own that are reminded of, as long as the row is there: the review of a hold, a restriction, the
 * purge of a backup set, the expiry of a package.
 */
export const watches = pgTable(
  'watches',
  {
    code: text('code').$type<WatchCode>().notNull(),
    /** Id of the hold, restriction, backup set or package. */
    key: text('key').notNull(),
    reference: text('reference').$type<Reference | HoldRef>().notNull(),
    /** The day that the reminder is counted from. */
    anchor: date('anchor', { mode: 'string' }).$type<LocalDate>().notNull(),
    remindOn: date('remind_on', { mode: 'string' }).notNull().default('-infinity'),
  },
  (t) => [primaryKey({ columns: [t.code, t.key] }), index('watches_remind').on(t.remindOn)],
)
