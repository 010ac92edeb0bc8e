import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { HoldScope } from '../../src/domain/case/holds.js'
import type { RestrictionGround } from '../../src/domain/case/restrictions.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { cases } from './cases.js'
import { bytes, instant, oneOf, writtenAt } from './columns.js'

/** Legal holds (§4.7), kept after their release as a record. The purpose is sealed with a key of the hold's own. */
export const holds = pgTable(
  'holds',
  {
    number: integer('number').primaryKey(),
    matter: text('matter').notNull(),
    legalReference: text('legal_reference').notNull(),
    scope: jsonb('scope').$type<HoldScope>().notNull(),
    keyId: text('key_id').notNull(),
    wrapped: bytes('wrapped').notNull(),
    purpose: bytes('purpose').notNull(),
    placedBy: uuid('placed_by').$type<PersonId>().notNull(),
    placedAt: instant('placed_at').notNull(),
    reviewBy: date('review_by', { mode: 'string' }).$type<LocalDate>().notNull(),
    releaseProposedBy: uuid('release_proposed_by').$type<PersonId>(),
    releasedBy: uuid('released_by').$type<PersonId>(),
    releasedAt: instant('released_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('holds_active')
      .on(t.reviewBy)
      .where(sql`released_at is null`),
    index('holds_released_at')
      .on(t.releasedAt, t.number)
      .where(sql`released_at is not null`),
    check('holds_released', sql`(${t.releasedAt} is null) = (${t.releasedBy} is null)`),
    // Four eyes, also where the rules are passed by (§3.3).
    check('holds_four_eyes', sql`${t.releasedBy} is null or ${t.releasedBy} <> ${t.releaseProposedBy}`),
  ],
)

/** Restrictions of processing (Art. 18). They outlive the answer to the case that they came from. */
export const restrictions = pgTable(
  'restrictions',
  {
    id: uuid('id').primaryKey(),
    reference: text('reference')
      .$type<Reference>()
      .notNull()
      .references(() => cases.reference),
    ground: text('ground').$type<RestrictionGround>().notNull(),
    systems: jsonb('systems').$type<readonly string[]>().notNull(),
    categories: jsonb('categories').$type<readonly string[]>().notNull(),
    appliedBy: uuid('applied_by').$type<PersonId>().notNull(),
    appliedAt: instant('applied_at').notNull(),
    reviewBy: date('review_by', { mode: 'string' }).$type<LocalDate>().notNull(),
    noticeSentAt: instant('notice_sent_at'),
    noticeBy: uuid('notice_by').$type<PersonId>(),
    liftOn: date('lift_on', { mode: 'string' }).$type<LocalDate>(),
    liftedBy: uuid('lifted_by').$type<PersonId>(),
    liftedAt: instant('lifted_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('restrictions_active')
      .on(t.reference)
      .where(sql`lifted_at is null`),
    check('restrictions_ground', oneOf(t.ground, ['a', 'b', 'c', 'd'])),
    // Art. 18(3): nobody is surprised by a lifted restriction.
    check('restrictions_told', sql`${t.liftedAt} is null or ${t.noticeSentAt} is not null`),
  ],
)
