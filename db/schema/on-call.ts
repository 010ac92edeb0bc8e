import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { coverKinds, type CoverKind, type IsoWeek } from '../../src/domain/people/on-call.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { instant, oneOf } from './columns.js'
import { people } from './people.js'

/** Who is on call in which ISO week of Oslo, as planned. */
export const onCallTurns = pgTable(
  'oncall_turns',
  {
    week: text('week').$type<IsoWeek>().notNull(),
    person: uuid('person')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    position: integer('position').notNull(),
    setBy: uuid('set_by').$type<PersonId>().notNull(),
    setAt: instant('set_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.week, t.person] }),
    check('oncall_turns_week', sql`${t.week} ~ '^[0-9]{4}-W[0-9]{2}$'`),
  ],
)

/** Hand-overs and overrides: who is on call for a while, whatever the plan says. Kept as a record. */
export const onCallCovers = pgTable(
  'oncall_covers',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<CoverKind>().notNull(),
    person: uuid('person')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    insteadOf: uuid('instead_of').$type<PersonId>(),
    from: instant('from_at').notNull(),
    until: instant('until_at').notNull(),
    decidedBy: uuid('decided_by').$type<PersonId>().notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    index('oncall_covers_until').on(t.until),
    check('oncall_covers_kind', oneOf(t.kind, coverKinds)),
    check('oncall_covers_time', sql`${t.from} < ${t.until}`),
    check('oncall_covers_handover', sql`(${t.kind} = 'handover') = (${t.insteadOf} is not null)`),
  ],
)
