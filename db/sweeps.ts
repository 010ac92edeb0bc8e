import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { PersonId } from '../src/domain/people/roles.js'
import type { SweepPast } from '../src/domain/retention/safety.js'
import { openStates } from '../src/domain/retention/summary.js'
import { sweepId, type SweepId } from '../src/domain/retention/sweep-plan.js'
import { addDays, daysBetween, type LocalDate } from '../src/domain/time/calendar.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { sweeps } from './schema/index.js'

/** A sweep as it is kept: counts, codes and dates; the key only while it is open. */
export type Sweep = typeof sweeps.$inferSelect
type NewSweep = Pick<Sweep, 'day' | 'kind' | 'missedNights' | 'begunAt' | 'askedBy'>

/** Held while a number is taken, so that two begun at once get two numbers. */
const numberLock = 727_437_304

/** Begins a sweep with the next number of its day. */
export async function insertSweep(tx: Tx, { day, ...rest }: NewSweep): Promise<SweepId> {
  const [, rows] = await inOrder(tx, [
    sql`select pg_advisory_xact_lock(${numberLock}::bigint)`,
    sql`select count(*)::int as count from sweeps where day = ${day}::date`,
  ])
  const id = sweepId(day, Number(rows![0]!['count']) + 1)
  const empty = { lines: [], outcomes: {}, safety: [] }
  await tx.insert(sweeps).values({ id, day, state: 'counting', ...rest, ...empty })
  return id
}

export async function findSweep(from: Reader, id: string): Promise<Sweep | null> {
  const rows = await from
    .select()
    .from(sweeps)
    .where(eq(sweeps.id, id as SweepId))
  return rows[0] ?? null
}

/** The sweep, held until the transaction ends; or null. */
export async function lockSweep(tx: Tx, id: string): Promise<Sweep | null> {
  const rows = await tx
    .select()
    .from(sweeps)
    .where(eq(sweeps.id, id as SweepId))
    .for('update')
  return rows[0] ?? null
}

/** Changes a sweep; its version grows. */
export async function saveSweep(
  tx: Tx,
  id: SweepId,
  set: Partial<Omit<Sweep, 'id' | 'version'>>,
): Promise<void> {
  await tx
    .update(sweeps)
    .set({ ...set, version: sql`${sweeps.version} + 1` })
    .where(eq(sweeps.id, id))
}

/** The nightly sweep that something will still come of; null: there is none. */
export async function findOpenSweep(from: Reader): Promise<Sweep | null> {
  const rows = await from
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.kind, 'nightly'), inArray(sweeps.state, [...openStates])))
  return rows[0] ?? null
}

/** Sweeps that are being worked on, dry runs among them. */
export async function listWorkedOn(from: Reader): Promise<readonly Sweep[]> {
  return await from
    .select()
    .from(sweeps)
    .where(inArray(sweeps.state, ['counting', 'running']))
}

/** The latest sweeps by when they were begun, the newest first: a dry run can be of a day that has not come. */
export async function listSweeps(from: Reader, limit: number, offset = 0): Promise<readonly Sweep[]> {
  return await from
    .select()
    .from(sweeps)
    .orderBy(desc(sweeps.begunAt), desc(sweeps.id))
    .limit(limit)
    .offset(offset)
}

/** The sweep that people ask about: the nightly one that is open, else the one begun last; null: there is none. */
export async function findCurrentSweep(from: Reader): Promise<Sweep | null> {
  return (await findOpenSweep(from)) ?? (await listSweeps(from, 1))[0] ?? null
}

export async function countSweeps(from: Reader): Promise<number> {
  return from.$count(sweeps)
}

/** The nightly sweeps of a day, the one begun last first: those before it were superseded or vetoed, or are over. */
export async function listSweepsOfDay(from: Reader, day: LocalDate): Promise<readonly Sweep[]> {
  return await from
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.day, day), eq(sweeps.kind, 'nightly')))
    .orderBy(desc(sweeps.begunAt), desc(sweeps.id))
}

/** The latest dry run of a day that this person asked for and that is over; null: there is none. */
export async function findDryRun(from: Reader, day: LocalDate, askedBy: PersonId): Promise<Sweep | null> {
  const rows = await from
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.day, day), eq(sweeps.askedBy, askedBy), eq(sweeps.state, 'counted')))
    .orderBy(desc(sweeps.begunAt), desc(sweeps.id))
    .limit(1)
  return rows[0] ?? null
}

/** Sweeps that start by themselves at or before `now`. */
export async function listDueSweeps(from: Reader, now: DateTime): Promise<readonly SweepId[]> {
  const rows = await from
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.state, 'planned'), sql`${sweeps.startsAt} <= ${now.toISO()}::timestamptz`))
  return rows.map(({ id }) => id)
}

const carriedOut = sql`kind = 'nightly' and state in ('done', 'partial')`

/** What sweeps of the 30 days before `day`, and the last ones before, tell the safety check. */
export async function readPast(from: Reader, day: LocalDate): Promise<SweepPast> {
  const bases = await from.execute<{ name: string; basis: string }>(sql`
    select distinct on (name) name, basis from (
      select line->>'system' || '.' || (line->>'collection') as name, line->>'basis' as basis, day, id
      from sweeps, jsonb_array_elements(lines) as line
      where ${carriedOut} and line->>'unread' is null and (line->'tally'->>'eligible')::bigint
        > (select coalesce(sum(kept.value::bigint), 0) from jsonb_each_text(line->'tally'->'kept') as kept)) as one
    order by name, day desc, id desc`)
  const mean = await from.execute<{ mean: number | null }>(sql`
    select avg(eligible)::float8 as mean from (
      select s.id, (select coalesce(sum((line->'tally'->>'eligible')::bigint), 0) from jsonb_array_elements(s.lines) as line
          where line->>'rule' not like 'RET-BOT%')
        as eligible
      from sweeps s where ${carriedOut} and day < ${day}::date and day >= ${addDays(day, -30)}::date) as one`)
  return {
    bases: Object.fromEntries(bases.map(({ name, basis }) => [name, basis])),
    meanEligible: mean[0]?.mean ?? null,
  }
}

/** Nights between the last sweep that was carried out and `day`, without one; 0 where there never was one. */
export async function countMissedNights(from: Reader, day: LocalDate): Promise<number> {
  const rows = await from.execute<{ day: LocalDate | null }>(sql`
    select max(day)::text as day from sweeps where ${carriedOut} and day < ${day}::date`)
  const last = rows[0]?.day ?? null
  return last === null ? 0 : daysBetween(last, day) - 1
}

/** How many records were deleted on each of the 30 days up to `day`, the oldest first. */
export async function readDeletions(
  from: Reader,
  day: LocalDate,
): Promise<readonly { readonly day: LocalDate; readonly deleted: number }[]> {
  const rows = await from.execute<{ day: LocalDate; deleted: number }>(sql`
    select d::date::text as day, coalesce(sum((o.value->>'deleted')::bigint), 0)::float8 as deleted
    from generate_series(${addDays(day, -29)}::date, ${day}::date, interval '1 day') as d
    left join sweeps s on s.day = d::date left join lateral jsonb_each(s.outcomes) as o on true
    group by d order by d`)
  return rows.map((row) => ({ day: row.day, deleted: Number(row.deleted) }))
}

/** Forgets the key of a sweep that is over: what it sealed cannot be read any more. */
export async function dropSweepKey(tx: Tx, id: SweepId): Promise<void> {
  await tx.update(sweeps).set({ keyId: null, wrapped: null }).where(eq(sweeps.id, id))
}
