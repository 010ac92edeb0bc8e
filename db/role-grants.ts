import { and, eq, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { GrantableRole, PersonId } from '../src/domain/people/roles.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { grants } from './schema/index.js'

/** A role of a person, from its proposal to its revocation. */
export type Grant = typeof grants.$inferSelect

/** Who does it, and when. */
export interface By {
  readonly by: PersonId
  readonly at: DateTime
}

/** What is proposed; the id is the caller's. */
export interface GrantProposal extends By {
  readonly id: string
  readonly person: PersonId
  readonly role: GrantableRole
}

/** Writes a proposed role; it counts from its confirmation on. Null when the person has it, or it is proposed already. */
export async function proposeGrant(
  tx: Tx,
  { id, person, role, by, at }: GrantProposal,
): Promise<Grant | null> {
  const row = { id, person, role, state: 'pending', proposedBy: by, proposedAt: at } as const
  const rows = await tx.insert(grants).values(row).onConflictDoNothing().returning()
  return rows[0] ?? null
}

/** Makes a pending grant active; null when it is no longer pending. The rule of two persons is the caller's. */
export async function confirmGrant(tx: Tx, id: string, { by, at }: By): Promise<Grant | null> {
  const rows = await tx
    .update(grants)
    .set({ state: 'active', confirmedBy: by, confirmedAt: at })
    .where(and(eq(grants.id, id), eq(grants.state, 'pending')))
    .returning()
  return rows[0] ?? null
}

/** Ends a pending or active grant; null when it has ended already. */
export async function revokeGrant(tx: Tx, id: string, { by, at }: By): Promise<Grant | null> {
  const rows = await tx
    .update(grants)
    .set({ state: 'revoked', revokedBy: by, revokedAt: at })
    .where(and(eq(grants.id, id), sql`${grants.state} <> 'revoked'`))
    .returning()
  return rows[0] ?? null
}

/** The grant, held until the transaction ends, so that two decisions on it come one after the other; or null. */
export async function lockGrant(tx: Tx, id: string): Promise<Grant | null> {
  const rows = await tx.select().from(grants).where(eq(grants.id, id)).for('update')
  return rows[0] ?? null
}

/** Grants, oldest first: of one state, or all of them. */
export async function listGrants(from: Reader, state?: Grant['state']): Promise<readonly Grant[]> {
  const isWanted = state === undefined ? undefined : eq(grants.state, state)
  return await from.select().from(grants).where(isWanted).orderBy(grants.proposedAt, grants.id)
}

/**
 * People who can use the role now: by an active grant and an account that is a member's. Locks the role's grants, so
 * that two revocations at once cannot each count the other's person.
 */
export async function countActive(
  tx: Tx,
  role: GrantableRole,
  except: PersonId | null = null,
): Promise<number> {
  const [, rows] = await inOrder(tx, [
    sql`select 1 from grants where role = ${role} and state = 'active' order by id for update`,
    sql`
      select count(distinct g.person)::int as count from grants g
      where g.role = ${role} and g.state = 'active' and g.person is distinct from ${except}::uuid
        and exists (select from accounts a where a.person = g.person and a.kind = 'member')`,
  ])
  return Number(rows?.[0]?.['count'])
}
