import { and, inArray, isNotNull, lt, notInArray, or, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reader, Tx } from './client.js'
import { storeChecks } from './schema/index.js'

/** What a check of one system gave: `failing` is a code, null when all is well. */
export type StoreCheck = typeof storeChecks.$inferSelect

/**
 * What was last found of a store. `ready`: it is as the map says. `misfit`: it answers, but erasure cannot work as the
 * map says. `unread`: it was not read, and why. `unknown`: the first check has not come back yet.
 */
export type Verdict =
  { readonly state: 'ready' | 'misfit' | 'unknown' } | { readonly state: 'unread'; readonly why: string }

function verdictOf(check: StoreCheck | undefined): Verdict {
  if (check === undefined) return { state: 'unknown' }
  if (check.failing === null) return { state: 'ready' }
  return check.failing === 'misfit' ? { state: 'misfit' } : { state: 'unread', why: check.failing }
}

/** What was last found of each of the systems, by whichever process looked, in the order given. */
export async function findVerdicts(
  from: Reader,
  systems: readonly string[],
): Promise<ReadonlyMap<string, Verdict>> {
  const checks = systems.length === 0 ? [] : await from.select().from(storeChecks)
  return new Map(
    systems.map((system) => [system, verdictOf(checks.find((check) => check.system === system))]),
  )
}

/** Replaces what was known of every system by these checks; gives those of which something else was known. */
export async function saveStoreChecks(tx: Tx, checks: readonly StoreCheck[]): Promise<readonly StoreCheck[]> {
  const before = await tx.select().from(storeChecks)
  const systems = checks.map(({ system }) => system)
  await tx.delete(storeChecks).where(notInArray(storeChecks.system, systems))
  if (checks.length === 0) return []
  await tx
    .insert(storeChecks)
    .values([...checks])
    .onConflictDoUpdate({
      target: storeChecks.system,
      set: { failing: sql`excluded.failing`, checkedAt: sql`excluded.checked_at` },
    })
  return checks.filter(
    ({ system, failing }) => !before.some((one) => one.system === system && one.failing === failing),
  )
}

/** Which of the systems failed their last check, or were never checked, in the order given. */
export async function listFailing(from: Reader, systems: readonly string[]): Promise<readonly string[]> {
  if (systems.length === 0) return []
  const rows = await from
    .select()
    .from(storeChecks)
    .where(inArray(storeChecks.system, [...systems]))
  const sound = new Set(rows.flatMap(({ system, failing }) => (failing === null ? [system] : [])))
  return systems.filter((system) => !sound.has(system))
}

/** Whether a system was last checked before `instant`, or one that failed before `failedBefore`. */
export async function hasOldChecks(
  from: Reader,
  instant: DateTime,
  failedBefore: DateTime,
): Promise<boolean> {
  const rows = await from
    .select({ system: storeChecks.system })
    .from(storeChecks)
    .where(
      or(
        lt(storeChecks.checkedAt, instant),
        and(isNotNull(storeChecks.failing), lt(storeChecks.checkedAt, failedBefore)),
      ),
    )
    .limit(1)
  return rows.length > 0
}
