import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reference } from '../src/domain/case/types.js'
import type { Keeper } from '../src/domain/retention/keepers.js'
import type { SweepId } from '../src/domain/retention/sweep-plan.js'
import { addDays, startOfDay, type LocalDate } from '../src/domain/time/calendar.js'
import type { Reader, Tx } from './client.js'
import { instant } from './parameters.js'
import { sweepFound, sweepKeepers } from './schema/index.js'

/** A keeper of one collection; `unread` says why its records could not all be found, null when they were. */
export interface PlacedKeeper extends Keeper {
  /** `system.collection`. */
  readonly collection: string
  readonly unread: string | null
}

/** Days after the answer for which the data of an access request is kept [P] (§4.3). */
const keptAfterAnswerDays = 14

const rightsToCopy = sql`('access', 'portability')`

/** Access and portability requests that are open on a day, or were answered within 14 days before it. */
const openCopies = (day: LocalDate) => sql`
  select distinct i.reference from case_items i join cases c using (reference)
  where i."right" in ${rightsToCopy} and ((i.responded_at is null and c.status <> 'closed')
    or i.responded_at >= ${instant(startOfDay(addDays(day, -keptAfterAnswerDays)))}::timestamptz)`

export async function listOpenCopies(from: Reader, day: LocalDate): Promise<readonly Reference[]> {
  const rows = await from.execute<{ reference: Reference }>(
    sql`select reference from (${openCopies(day)}) as open order by reference`,
  )
  return rows.map(({ reference }) => reference)
}

/**
 * One digest of everything that can keep records on a day: another digest, and what was found for it must be found anew.
 * Cheap enough to be asked before each page.
 */
export async function keepersDigest(from: Reader, day: LocalDate): Promise<string> {
  const rows = await from.execute<{ digest: string }>(sql`
    select md5(coalesce(string_agg(one, ',' order by one), '')) as digest from (
      select 'hold ' || number as one from holds where released_at is null
      union all select 'restriction ' || id from restrictions where lifted_at is null
      union all select 'copy ' || reference from (${openCopies(day)}) as open
      union all select 'exception ' || number from archive_exceptions
        where ends_on >= ${day}::date and ended_by is null) as all_of_them`)
  return rows[0]!.digest
}

/**
 * A set of keepers that is being read, or was. Rows of a set never change and stay until the sweep is over, for whoever
 * still goes by it; the sweep moves on to another.
 */
export interface KeeperSet {
  readonly sweepId: SweepId
  readonly set: string
}

export async function insertKeepers(
  tx: Tx,
  { sweepId, set }: KeeperSet,
  keepers: readonly PlacedKeeper[],
): Promise<void> {
  if (keepers.length > 0)
    await tx.insert(sweepKeepers).values(keepers.map((keeper) => ({ ...keeper, sweepId, set })))
}

/** The keepers of a set, of one collection where it is given. */
export async function listKeepers(
  from: Reader,
  set: string,
  collection?: string,
): Promise<readonly PlacedKeeper[]> {
  const isOf = collection === undefined ? undefined : eq(sweepKeepers.collection, collection)
  const rows = await from
    .select()
    .from(sweepKeepers)
    .where(and(eq(sweepKeepers.set, set), isOf))
  return rows.map(({ sweepId: _, set: _s, ...keeper }) => keeper)
}

/** Notes records that were found for a source, by keyed hashes of their ids. */
export async function insertFound(
  tx: Tx,
  { sweepId, set }: KeeperSet,
  found: readonly { readonly collection: string; readonly opaque: string; readonly source: string }[],
): Promise<void> {
  if (found.length === 0) return
  await tx
    .insert(sweepFound)
    .values(found.map((one) => ({ ...one, sweepId, set })))
    .onConflictDoNothing()
}

/** Which of the records were found for a source, and for which ones. */
export async function findSources(
  from: Reader,
  set: string,
  collection: string,
  opaque: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await from
    .select({ opaque: sweepFound.opaque, source: sweepFound.source })
    .from(sweepFound)
    .where(
      and(
        eq(sweepFound.set, set),
        eq(sweepFound.collection, collection),
        inArray(sweepFound.opaque, [...opaque]),
      ),
    )
  const sources = new Map<string, Set<string>>()
  for (const row of rows) sources.set(row.opaque, (sources.get(row.opaque) ?? new Set()).add(row.source))
  return sources
}
