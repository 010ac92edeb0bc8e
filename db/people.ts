import { and, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import { grantableRoles, type GrantableRole, type PersonId } from '../src/domain/people/roles.js'
import { z } from 'zod'
import { inOrder, type Reader, type Tx } from './client.js'
import { instant } from './parameters.js'
import { accounts, grants, people } from './schema/index.js'

export type Platform = 'slack' | 'teams'

/** Where an account is; the platform's own ids, from a signed request. */
export interface AccountKey {
  readonly platform: Platform
  readonly tenant: string
  readonly userId: string
}

export interface AccountFacts {
  readonly kind: 'member' | 'guest' | 'deactivated'
  /** Left as it was where it is not given. */
  readonly locale?: string
  readonly emailIndex?: string
  readonly checkedAt?: DateTime
}

export interface Account extends AccountKey {
  readonly person: PersonId
  readonly kind: 'member' | 'guest' | 'deactivated'
  readonly locale: string | null
  readonly checkedAt: DateTime | null
}

/** Whoever acts through an account, with the roles that the account may use now. */
export interface StoredActor {
  readonly person: PersonId
  readonly roles: readonly GrantableRole[]
  /** What the person chose; null: follow `locale`. */
  readonly language: 'nb' | 'en' | null
  readonly locale: string | null
}

/** An actor as JSON, for the statements that bring one along; a guest's or deactivated account has no roles (§3.2). */
export function selectActor({ platform, tenant, userId }: AccountKey): SQL {
  return sql`
    select json_build_object('person', a.person, 'language', p.language, 'locale', a.locale, 'roles', (
      select coalesce(json_agg(g.role order by g.role), '[]') from grants g
      where g.person = a.person and g.state = 'active' and a.kind = 'member')) as actor
    from accounts a join people p on p.id = a.person
    where a.platform = ${platform} and a.tenant = ${tenant} and a.user_id = ${userId}`
}

/** The actor that `selectActor` gives. */
export const StoredActor = z.object({
  person: z.uuid().transform((text) => text as PersonId),
  roles: z.array(z.enum(grantableRoles)),
  language: z.enum(['nb', 'en']).nullable(),
  locale: z.string().nullable(),
})

/** Who acts through this account, in one statement; null for an account that the desk does not know. */
export async function findActor(
  from: Reader,
  platform: Platform,
  tenant: string,
  userId: string,
): Promise<StoredActor | null> {
  const rows = await from.execute(selectActor({ platform, tenant, userId }))
  return rows[0] === undefined ? null : StoredActor.parse(rows[0]['actor'])
}

const columns = {
  platform: accounts.platform,
  tenant: accounts.tenant,
  userId: accounts.userId,
  person: accounts.person,
  kind: accounts.kind,
  locale: accounts.locale,
  checkedAt: accounts.checkedAt,
}

/**
 * Writes what the platform says of an account; `newPerson` becomes its person when the account is new. Gives the
 * account's person. Two at once for one new account make one person.
 */
export async function saveAccount(
  tx: Tx,
  key: AccountKey,
  facts: AccountFacts,
  newPerson: PersonId,
): Promise<PersonId> {
  const { platform, tenant, userId } = key
  const values = [
    facts.kind,
    facts.locale ?? null,
    facts.emailIndex ?? null,
    instant(facts.checkedAt ?? null),
  ] as const
  const [, rows] = await inOrder(tx, [
    sql`select pg_advisory_xact_lock(hashtextextended(${`${platform}:${tenant}:${userId}`}, 0))`,
    sql`
      with known as (
        select person from accounts where platform = ${platform} and tenant = ${tenant} and user_id = ${userId}
      ), made as (
        insert into people (id) select ${newPerson}::uuid where not exists (select from known) returning id
      )
      insert into accounts as a (platform, tenant, user_id, person, kind, locale, email_index, checked_at)
      select ${platform}, ${tenant}, ${userId}, coalesce((select person from known), ${newPerson}::uuid),
        ${values[0]}, ${values[1]}, ${values[2]}, ${values[3]}::timestamptz
      on conflict (platform, tenant, user_id) do update set kind = excluded.kind,
        locale = coalesce(excluded.locale, a.locale), email_index = coalesce(excluded.email_index, a.email_index),
        checked_at = coalesce(excluded.checked_at, a.checked_at)
      returning person`,
  ])
  return rows![0]!['person'] as PersonId
}

/** Whether the account is known just so already; a locale that is not given says nothing. */
export async function isKnownAs(
  from: Reader,
  { platform, tenant, userId }: AccountKey,
  { kind, locale }: Pick<AccountFacts, 'kind' | 'locale'>,
): Promise<boolean> {
  const own = and(eq(accounts.platform, platform), eq(accounts.tenant, tenant), eq(accounts.userId, userId))
  const rows = await from.select({ kind: accounts.kind, locale: accounts.locale }).from(accounts).where(own)
  return rows.some((row) => row.kind === kind && (locale === undefined || row.locale === locale))
}

/** Changes what is known of an account without making one; false when the desk does not know it. */
export async function updateAccount(tx: Tx, key: AccountKey, facts: AccountFacts): Promise<boolean> {
  const rows = await tx.execute(sql`
    update accounts set kind = ${facts.kind}, locale = coalesce(${facts.locale ?? null}, locale),
      email_index = coalesce(${facts.emailIndex ?? null}, email_index),
      checked_at = coalesce(${instant(facts.checkedAt ?? null)}::timestamptz, checked_at)
    where platform = ${key.platform} and tenant = ${key.tenant} and user_id = ${key.userId}
    returning 1`)
  return rows.length > 0
}

/** Accounts of people who have a role or are proposed for one. */
export async function listRoleAccounts(from: Reader): Promise<readonly AccountKey[]> {
  return await from
    .selectDistinct({ platform: accounts.platform, tenant: accounts.tenant, userId: accounts.userId })
    .from(accounts)
    .innerJoin(grants, and(eq(grants.person, accounts.person), ne(grants.state, 'revoked')))
}

/** The accounts of these people, to mention them. */
export async function accountsOf(from: Reader, persons: readonly PersonId[]): Promise<readonly Account[]> {
  if (persons.length === 0) return []
  return await from
    .select(columns)
    .from(accounts)
    .where(inArray(accounts.person, [...persons]))
}

/** The member of staff whose account has this e-mail, by its blind index: a data subject may be one of them. */
export async function personByEmailIndex(from: Reader, emailIndex: string): Promise<PersonId | null> {
  // Somebody with two accounts that are not linked is the one who has a role.
  const hasRole = sql`exists (select from grants g where g.person = ${accounts.person} and g.state = 'active')`
  const rows = await from
    .select(columns)
    .from(accounts)
    .where(eq(accounts.emailIndex, emailIndex))
    .orderBy(desc(hasRole))
    .limit(1)
  return rows[0]?.person ?? null
}

/** Keeps the language that a person chose. */
export async function saveLanguage(tx: Tx, person: PersonId, language: 'nb' | 'en'): Promise<void> {
  await tx.update(people).set({ language }).where(eq(people.id, person))
}
