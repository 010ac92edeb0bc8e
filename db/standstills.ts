import { randomUUID } from 'node:crypto'
import { isNull } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Reader, Tx } from './client.js'
import type { By } from './role-grants.js'
import { standstills } from './schema/index.js'

/** A stop of all erasures that stands: who halted them, and since when. */
export interface Standstill {
  readonly by: PersonId
  readonly at: DateTime
}

/** The stop that stands now; null when erasures go on. */
export async function findStandstill(from: Reader): Promise<Standstill | null> {
  const rows = await from
    .select({ by: standstills.begunBy, at: standstills.begunAt })
    .from(standstills)
    .where(isNull(standstills.endedAt))
  return rows[0] ?? null
}

/** Halts all erasures; false when they stand still already. */
export async function insertStandstill(tx: Tx, { by, at }: By): Promise<boolean> {
  const rows = await tx
    .insert(standstills)
    .values({ id: randomUUID(), begunBy: by, begunAt: at })
    .onConflictDoNothing()
    .returning({ id: standstills.id })
  return rows.length > 0
}

/** Ends the stop that stands; false when there is none. */
export async function endStandstill(tx: Tx, { by, at }: By): Promise<boolean> {
  const rows = await tx
    .update(standstills)
    .set({ endedBy: by, endedAt: at })
    .where(isNull(standstills.endedAt))
    .returning({ id: standstills.id })
  return rows.length > 0
}
