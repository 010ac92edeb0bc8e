import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Reader, Tx } from './client.js'
import { instant } from './parameters.js'
import type { AccountKey, Platform } from './people.js'
import { accountLinks, accounts, people } from './schema/index.js'

/** A link on its way: `claimed` is the account where the code was typed, null until then. */
export interface AccountLink {
  readonly id: string
  readonly account: AccountKey
  readonly claimed: AccountKey | null
  readonly expiresAt: DateTime
}

type Row = typeof accountLinks.$inferSelect

function linkOf(row: Row): AccountLink {
  const { id, platform, tenant, userId, expiresAt, claimedPlatform, claimedTenant, claimedUserId } = row
  const claimed =
    claimedPlatform && claimedTenant && claimedUserId
      ? { platform: claimedPlatform, tenant: claimedTenant, userId: claimedUserId }
      : null
  return { id, account: { platform, tenant, userId }, claimed, expiresAt }
}

const isOf = ({ platform, tenant, userId }: AccountKey) =>
  and(eq(accountLinks.platform, platform), eq(accountLinks.tenant, tenant), eq(accountLinks.userId, userId))
const isAccount = ({ platform, tenant, userId }: AccountKey) =>
  and(eq(accounts.platform, platform), eq(accounts.tenant, tenant), eq(accounts.userId, userId))

/** Keeps the code of an account in place of the one before it, and forgets all links that were not made in time. */
export async function saveOffer(
  tx: Tx,
  offer: { readonly id: string; readonly account: AccountKey; readonly codeHash: string },
  { at, expiresAt }: { readonly at: DateTime; readonly expiresAt: DateTime },
): Promise<void> {
  const { id, account, codeHash } = offer
  await tx.delete(accountLinks).where(lt(accountLinks.expiresAt, at))
  await tx.delete(accountLinks).where(isOf(account))
  await tx.insert(accountLinks).values({ id, ...account, codeHash, expiresAt })
}

/** The link that an account has asked for and that is not too old; or null. */
export async function findLinkOf(
  from: Reader,
  account: AccountKey,
  at: DateTime,
): Promise<AccountLink | null> {
  const rows = await from.select().from(accountLinks).where(isOf(account))
  return rows.map(linkOf).find(({ expiresAt }) => at < expiresAt) ?? null
}

/** The unused link of a code, held until the transaction ends; null for a code that is wrong, used or too old. */
export async function lockOffer(tx: Tx, codeHash: string, at: DateTime): Promise<AccountLink | null> {
  const rows = await tx.select().from(accountLinks).where(eq(accountLinks.codeHash, codeHash)).for('update')
  return rows.map(linkOf).find(({ expiresAt }) => at < expiresAt) ?? null
}

/** Uses up the code: the link waits for a manager from now on. */
export async function saveClaim(
  tx: Tx,
  id: string,
  { platform, tenant, userId }: AccountKey,
  expiresAt: DateTime,
): Promise<void> {
  const claim = { claimedPlatform: platform, claimedTenant: tenant, claimedUserId: userId }
  await tx
    .update(accountLinks)
    .set({ ...claim, codeHash: null, expiresAt })
    .where(eq(accountLinks.id, id))
}

/** Both accounts of a claimed link, and whether the platforms name the same e-mail address for them; null: unknown. */
export interface ClaimedLink {
  readonly id: string
  readonly person: PersonId
  readonly other: PersonId
  readonly account: AccountKey
  readonly claimed: AccountKey
  readonly isSameEmail: boolean | null
}

const claimedLinks = (at: DateTime, id: string | null) => sql`
  select l.id, a.person, b.person as other,
    json_build_object('platform', a.platform, 'tenant', a.tenant, 'userId', a.user_id) as account,
    json_build_object('platform', b.platform, 'tenant', b.tenant, 'userId', b.user_id) as claimed,
    a.email_index = b.email_index as "isSameEmail"
  from account_links l
    join accounts a on (a.platform, a.tenant, a.user_id) = (l.platform, l.tenant, l.user_id)
    join accounts b on (b.platform, b.tenant, b.user_id) = (l.claimed_platform, l.claimed_tenant, l.claimed_user_id)
  where l.expires_at > ${instant(at)} and (${id}::uuid is null or l.id = ${id}::uuid)
  order by l.expires_at, l.id`

/** The links that wait for a manager, oldest first. */
export async function listClaimed(from: Reader, at: DateTime): Promise<readonly ClaimedLink[]> {
  return await from.execute<ClaimedLink & Record<string, unknown>>(claimedLinks(at, null))
}

/** A link that waits for a manager, held until the transaction ends; null when it does not any more. */
export async function lockClaimed(tx: Tx, id: string, at: DateTime): Promise<ClaimedLink | null> {
  await tx.select().from(accountLinks).where(eq(accountLinks.id, id)).for('update')
  const rows = await tx.execute<ClaimedLink & Record<string, unknown>>(claimedLinks(at, id))
  return rows[0] ?? null
}

/** The link is made, declined or taken back. */
export async function removeLink(tx: Tx, id: string): Promise<void> {
  await tx.delete(accountLinks).where(eq(accountLinks.id, id))
}

/** The platforms on which a person has an account. */
export async function platformsOf(from: Reader, person: PersonId): Promise<readonly Platform[]> {
  const rows = await from
    .selectDistinct({ platform: accounts.platform })
    .from(accounts)
    .where(eq(accounts.person, person))
  return rows.map(({ platform }) => platform)
}

/**
 * Whether somebody else would become of it: the person has a role or is proposed for one, or stands as a second person in
 * something that is not decided or over (a case, a role, a hold, a restriction).
 */
export async function isInvolved(from: Reader, person: PersonId): Promise<boolean> {
  const rows = await from.execute(sql`
    select 1 where exists (select from grants where state <> 'revoked' and person = ${person})
      or exists (select from grants where state = 'pending' and proposed_by = ${person})
      or exists (select from holds where released_at is null and ${person} in (placed_by, release_proposed_by))
      or exists (select from restrictions where lifted_at is null and ${person} in (applied_by, notice_by))
      or exists (
        select from cases c left join plans p on p.reference = c.reference and p.is_current
        where c.status <> 'closed' and (${person} in (c.opened_by, c.assignee, p.proposed_by, p.approved_by)
          or p.first_approval ->> 'by' = ${person}::text))`)
  return rows.length > 0
}

/**
 * Gives a person one more account; one that the desk knows already stays whose it is. For people of whom it is known
 * from elsewhere: the sample people.
 */
export async function addAccount(
  tx: Tx,
  key: AccountKey,
  person: PersonId,
  { locale, at }: { readonly locale: string | null; readonly at: DateTime },
): Promise<void> {
  await tx
    .insert(accounts)
    .values({ ...key, person, locale, linkedAt: at })
    .onConflictDoNothing()
}

/**
 * Gives an account to another person, with what hangs on being the same human: cases about them, who is told of
 * urgent reminders, messages not yet sent. Nothing of whoever is involved in something: look before.
 */
export async function moveAccount(
  tx: Tx,
  account: AccountKey,
  { from, to }: { readonly from: PersonId; readonly to: PersonId },
  at: DateTime,
): Promise<void> {
  await tx.update(accounts).set({ person: to, linkedAt: at }).where(isAccount(account))
  await tx.execute(sql`update cases set subject_person = ${to} where subject_person = ${from}`)
  await tx.execute(sql`update outbox set person = ${to} where person = ${from}`)
  await tx.execute(sql`
    update settings set value = replace(value::text, ${from}::text, ${to}::text)::jsonb
    where strpos(value::text, ${from}::text) > 0`)
}

/** Takes every linked account away from a person and gives each to a new one, without a role; gives the accounts. */
export async function separateAccounts(
  tx: Tx,
  person: PersonId,
  newPerson: () => PersonId,
): Promise<readonly AccountKey[]> {
  const isLinked = and(eq(accounts.person, person), isNotNull(accounts.linkedAt))
  const { platform, tenant, userId } = accounts
  const found = await tx.select({ platform, tenant, userId }).from(accounts).where(isLinked).for('update')
  for (const account of found) {
    const id = newPerson()
    await tx.insert(people).values({ id })
    await tx.update(accounts).set({ person: id, linkedAt: null }).where(isAccount(account))
  }
  return found
}

/** The people who have accounts on two platforms, of those. */
export async function listLinked(from: Reader): Promise<readonly PersonId[]> {
  const rows = await from
    .selectDistinct({ person: accounts.person })
    .from(accounts)
    .where(isNotNull(accounts.linkedAt))
  return rows.map(({ person }) => person)
}

/** Whether another person has an account with the same e-mail address: a role must not make two of one human. */
export async function hasTwin(from: Reader, person: PersonId): Promise<boolean> {
  const rows = await from.execute(sql`
    select 1 from accounts a join accounts b on b.email_index = a.email_index and b.person <> a.person
      join grants g on g.person = b.person and g.state <> 'revoked'
    where a.person = ${person} limit 1`)
  return rows.length > 0
}

/** How often a person, or an account that nobody knows, typed a wrong code since an instant: among the latest events. */
export async function countWrongCodes(
  from: Reader,
  { person, account }: { readonly person: PersonId | null; readonly account: AccountKey },
  since: DateTime,
): Promise<number> {
  const named = `${account.platform}:${account.userId}`
  const rows = await from.execute(sql`
    select count(*)::int as count from (select * from events order by seq desc limit 5000) e
    where e.at > ${instant(since)} and e.type = 'command.denied' and e.fields ->> 'code' = 'E_LINK_CODE'
      and (e.actor = ${person}::uuid or e.fields ->> 'account' = ${named})`)
  return Number(rows[0]?.['count'])
}
