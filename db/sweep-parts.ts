import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { SweepId } from '../src/domain/retention/sweep-plan.js'
import type { Reader, Tx } from './client.js'
import { sweepFound, sweepKeepers, sweepParts } from './schema/index.js'

/** A range of a collection in a sweep. */
export type SweepPart = typeof sweepParts.$inferSelect
type PartKey = Pick<SweepPart, 'sweepId' | 'position'>

const isPart = ({ sweepId, position }: PartKey) =>
  and(eq(sweepParts.sweepId, sweepId), eq(sweepParts.position, position))

/** Rows in one statement. */
const atOnce = 500

/** A part before anybody worked on it. */
export type NewPart = Omit<SweepPart, 'version' | 'progress' | 'attempts'>

export async function insertParts(tx: Tx, parts: readonly NewPart[]): Promise<void> {
  for (let start = 0; start < parts.length; start += atOnce)
    await tx.insert(sweepParts).values(parts.slice(start, start + atOnce))
}

export async function findPart(from: Reader, key: PartKey): Promise<SweepPart | null> {
  const rows = await from.select().from(sweepParts).where(isPart(key))
  return rows[0] ?? null
}

/** All parts of a sweep, in order, without what is sealed. */
export async function listParts(from: Reader, id: SweepId) {
  const { position, system, collection, state, tally, outcome, code } = sweepParts
  return await from
    .select({ position, system, collection, state, tally, outcome, code })
    .from(sweepParts)
    .where(eq(sweepParts.sweepId, id))
    .orderBy(asc(position))
}

/**
 * Writes how far a part is. Gives it as it stands then; null when another worker has written since it was read: whoever
 * gets null has lost the part and leaves it.
 */
export async function savePart(
  tx: Reader,
  part: SweepPart,
  set: Partial<
    Pick<SweepPart, 'state' | 'progress' | 'tally' | 'outcome' | 'attempts' | 'code' | 'touchedAt'>
  >,
): Promise<SweepPart | null> {
  const rows = await tx
    .update(sweepParts)
    .set({ ...set, version: part.version + 1 })
    .where(and(isPart(part), eq(sweepParts.version, part.version)))
    .returning({ version: sweepParts.version })
  return rows[0] ? { ...part, ...set, version: rows[0].version } : null
}

/** Lets every part of a planned sweep begin its second way through, from its start. */
export async function restartParts(tx: Tx, id: SweepId, now: DateTime): Promise<void> {
  await tx
    .update(sweepParts)
    .set({ progress: null, attempts: 0, touchedAt: now, version: sql`${sweepParts.version} + 1` })
    .where(and(eq(sweepParts.sweepId, id), eq(sweepParts.state, 'counted')))
}

/** Positions of the parts that are in a state, in order; only those not touched since `before` where it is given. */
export async function listPositions(
  from: Reader,
  id: SweepId,
  state: SweepPart['state'],
  before?: DateTime,
): Promise<readonly number[]> {
  const rows = await from
    .select({ position: sweepParts.position })
    .from(sweepParts)
    .where(
      and(
        eq(sweepParts.sweepId, id),
        eq(sweepParts.state, state),
        before === undefined ? undefined : lt(sweepParts.touchedAt, before),
      ),
    )
    .orderBy(asc(sweepParts.position))
  return rows.map(({ position }) => position)
}

/** Takes away the ranges of a sweep and what was found for it. */
export async function deleteParts(tx: Tx, ids: readonly SweepId[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of [sweepParts, sweepKeepers, sweepFound])
    await tx.delete(table).where(inArray(table.sweepId, [...ids]))
}
