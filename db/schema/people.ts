import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { grantableRoles, type GrantableRole, type PersonId } from '../../src/domain/people/roles.js'
import { instant, oneOf, writtenAt } from './columns.js'

/** Members of staff. No names: these are looked up on the platform when they are shown. */
export const people = pgTable(
  'people',
  {
    id: uuid('id').$type<PersonId>().primaryKey(),
    language: text('language').$type<'nb' | 'en'>(),
    /** Where the desk writes to them; null: on the platform where they are known. */
    platform: text('platform').$type<'slack' | 'teams'>(),
    /** Hour in Oslo of the daily message; null: nine. */
    digestHour: integer('digest_hour'),
    /** A direct message, or a mention in the privacy channel. */
    via: text('via').$type<'dm' | 'mention'>().notNull().default('dm'),
    writtenAt: writtenAt(),
  },
  (t) => [
    check('people_via', oneOf(t.via, ['dm', 'mention'])),
    check('people_digest_hour', sql`${t.digestHour} between 9 and 15`),
  ],
)

/** Chat accounts of people; one person may have one on each platform. */
export const accounts = pgTable(
  'accounts',
  {
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    tenant: text('tenant').notNull(),
    userId: text('user_id').notNull(),
    person: uuid('person')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    /** Only a member may use roles; guests and deactivated accounts lose them at once (§3.2). */
    kind: text('kind').$type<'member' | 'guest' | 'deactivated'>().notNull().default('member'),
    locale: text('locale'),
    /** Blind index of the account's e-mail, to see that a member of staff is the data subject. */
    emailIndex: text('email_index'),
    checkedAt: instant('checked_at'),
    /** When the account was given to a person who had one already; null for the account that made the person. */
    linkedAt: instant('linked_at'),
  },
  (t) => [
    check('accounts_kind', oneOf(t.kind, ['member', 'guest', 'deactivated'])),
    primaryKey({ columns: [t.platform, t.tenant, t.userId] }),
    index('accounts_person').on(t.person),
    index('accounts_email').on(t.emailIndex),
  ],
)

/** Roles, each granted by one person and confirmed by another; kept after revocation as a record. */
export const grants = pgTable(
  'grants',
  {
    id: uuid('id').primaryKey(),
    person: uuid('person')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    role: text('role').$type<GrantableRole>().notNull(),
    state: text('state').$type<'pending' | 'active' | 'revoked'>().notNull(),
    proposedBy: uuid('proposed_by').$type<PersonId>().notNull(),
    proposedAt: instant('proposed_at').notNull(),
    confirmedBy: uuid('confirmed_by').$type<PersonId>(),
    confirmedAt: instant('confirmed_at'),
    revokedBy: uuid('revoked_by').$type<PersonId>(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('grants_person').on(t.person, t.state),
    uniqueIndex('grants_open')
      .on(t.person, t.role)
      .where(sql`state <> 'revoked'`),
    index('grants_role')
      .on(t.role)
      .where(sql`state = 'active'`),
    check('grants_known_role', oneOf(t.role, grantableRoles)),
    check('grants_known_state', oneOf(t.state, ['pending', 'active', 'revoked'])),
    check('grants_confirmed', sql`${t.state} <> 'active' or ${t.confirmedBy} is not null`),
  ],
)

/**
 * Links of two accounts on their way: a code shown to one account, then the account where it was typed, until a
 * manager confirms. One of each account; the row is gone when the link is made or declined.
 */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid('id').notNull().unique(),
    /** The account that the code was shown to. */
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    tenant: text('tenant').notNull(),
    userId: text('user_id').notNull(),
    /** Keyed hash of the code, until it is used. */
    codeHash: text('code_hash').unique(),
    expiresAt: instant('expires_at').notNull(),
    /** The account where it was typed. */
    claimedPlatform: text('claimed_platform').$type<'slack' | 'teams'>(),
    claimedTenant: text('claimed_tenant'),
    claimedUserId: text('claimed_user_id'),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.tenant, t.userId] }),
    check('account_links_state', sql`(${t.codeHash} is null) = (${t.claimedUserId} is not null)`),
  ],
)
