import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { PersonId } from '../../src/domain/people/roles.js'
import type { ExceptionScope } from '../../src/domain/retention/exceptions.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { bytes, instant, writtenAt } from './columns.js'

const day = (name: string) => date(name, { mode: 'string' }).$type<LocalDate>()
const person = (name: string) => uuid(name).$type<PersonId>()

/**
 * Support archive exceptions (RET-ARCH), kept after their end as a record. Whose records they are and why is sealed with
 * a key of the exception's own, and gone with it a month after the end.
 */
export const archiveExceptions = pgTable(
  'archive_exceptions',
  {
    number: integer('number').primaryKey(),
    inquiry: text('inquiry').notNull(),
    owner: person('owner').notNull(),
    scope: jsonb('scope').$type<ExceptionScope>().notNull(),
    keyId: text('key_id'),
    wrapped: bytes('wrapped'),
    reason: bytes('reason'),
    identities: bytes('identities'),
    renewalReason: bytes('renewal_reason'),
    grantedBy: person('granted_by').notNull(),
    grantedAt: instant('granted_at').notNull(),
    endsOn: day('ends_on').notNull(),
    renewalAskedBy: person('renewal_asked_by'),
    renewalEndsOn: day('renewal_ends_on'),
    renewalConfirmedBy: person('renewal_confirmed_by'),
    renewalConfirmedAt: instant('renewal_confirmed_at'),
    endedBy: person('ended_by'),
    endedAt: instant('ended_at'),
    writtenAt: writtenAt(),
  },
  (t) => [
    index('archive_exceptions_ends').on(t.endsOn),
    check('archive_exceptions_asked', sql`(${t.renewalAskedBy} is null) = (${t.renewalEndsOn} is null)`),
    check(
      'archive_exceptions_confirmed',
      sql`(${t.renewalConfirmedBy} is null) = (${t.renewalConfirmedAt} is null)`,
    ),
    // Four eyes, also where the rules are passed by (§3.3).
    check(
      'archive_exceptions_four_eyes',
      sql`${t.renewalConfirmedBy} is null or (${t.renewalAskedBy} is not null and ${t.renewalConfirmedBy} <> ${t.renewalAskedBy})`,
    ),
    check('archive_exceptions_ended', sql`${t.endedBy} is null or ${t.endedAt} is not null`),
    // What is in force can be searched for: it has its key, and what is sealed with it.
    check(
      'archive_exceptions_sealed_until_ended',
      sql`${t.endedAt} is not null or (${t.keyId} is not null and ${t.wrapped} is not null and ${t.identities} is not null)`,
    ),
  ],
)
