import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { PlanHash, Reference } from '../src/domain/case/types.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader, Tx } from './client.js'
import { erasureKeys, erasurePages, erasures, erasureSearches } from './schema/index.js'
import type { StoredKey } from './subjects.js'

/** A search of the stores for a plan. */
export type Search = typeof erasureSearches.$inferSelect
/** Records of one collection, to be erased in one go. */
export type ErasurePage = typeof erasurePages.$inferSelect
/** An approved erasure and how far it is. */
export type Erasure = typeof erasures.$inferSelect

const isOpen = inArray(erasures.state, ['running', 'stopped'])

/** Notes a search to be made; one that still waits for the same case is given up. */
export async function insertSearch(tx: Tx, search: Omit<Search, 'state' | 'unread'>): Promise<void> {
  await tx
    .update(erasureSearches)
    .set({ state: 'superseded' })
    .where(and(eq(erasureSearches.reference, search.reference), eq(erasureSearches.state, 'waiting')))
  await tx.insert(erasureSearches).values({ ...search, state: 'waiting', unread: [] })
}

export async function findSearch(from: Reader, id: string): Promise<Search | null> {
  const rows = await from.select().from(erasureSearches).where(eq(erasureSearches.id, id))
  return rows[0] ?? null
}

/** Ends a search that waits; false when it does not any more. */
export async function endSearch(
  tx: Tx,
  id: string,
  state: Search['state'],
  unread: readonly string[] = [],
): Promise<boolean> {
  const rows = await tx
    .update(erasureSearches)
    .set({ state, unread })
    .where(and(eq(erasureSearches.id, id), eq(erasureSearches.state, 'waiting')))
    .returning({ id: erasureSearches.id })
  return rows.length > 0
}

/** Begins a search anew: whatever an earlier try found is gone, and with its key nothing of it can be read. */
export async function startPages(tx: Tx, searchId: string, key: StoredKey): Promise<void> {
  await tx.delete(erasurePages).where(eq(erasurePages.searchId, searchId))
  await tx
    .insert(erasureKeys)
    .values({ searchId, ...key })
    .onConflictDoUpdate({ target: erasureKeys.searchId, set: key })
}

export async function insertPage(tx: Tx, page: Omit<ErasurePage, 'erasedAt' | 'verifiedAt'>): Promise<void> {
  await tx.insert(erasurePages).values(page)
}

/** The key of a search's ids, or null once they are shredded. */
export async function findErasureKey(from: Reader, searchId: string): Promise<StoredKey | null> {
  const columns = { keyId: erasureKeys.keyId, wrapped: erasureKeys.wrapped }
  const rows = await from.select(columns).from(erasureKeys).where(eq(erasureKeys.searchId, searchId))
  return rows[0] ?? null
}

/** Opaque ids of all records of a search. */
export async function listOpaque(from: Reader, searchId: string): Promise<readonly string[]> {
  const rows = await from
    .select({ opaque: erasurePages.opaque })
    .from(erasurePages)
    .where(eq(erasurePages.searchId, searchId))
  return rows.flatMap(({ opaque }) => opaque)
}

/** The next page of a collection that is not verified, in order; null after the last. */
export async function findOpenPage(
  from: Reader,
  searchId: string,
  system: string,
  collection: string,
): Promise<ErasurePage | null> {
  const rows = await from
    .select()
    .from(erasurePages)
    .where(
      and(
        eq(erasurePages.searchId, searchId),
        eq(erasurePages.system, system),
        eq(erasurePages.collection, collection),
        isNull(erasurePages.verifiedAt),
      ),
    )
    .orderBy(asc(erasurePages.position))
    .limit(1)
  return rows[0] ?? null
}

/** Every page of a search that was erased, in order, one after the other: for a replay. */
export async function* erasedPages(from: Reader, searchId: string): AsyncGenerator<ErasurePage> {
  for (let after = -1; ;) {
    const [page] = await from
      .select()
      .from(erasurePages)
      .where(
        and(
          eq(erasurePages.searchId, searchId),
          isNotNull(erasurePages.erasedAt),
          sql`${erasurePages.position} > ${after}`,
        ),
      )
      .orderBy(asc(erasurePages.position))
      .limit(1)
    if (!page) return
    yield page
    after = page.position
  }
}

export async function markPage(
  tx: Tx,
  { searchId, position }: Pick<ErasurePage, 'searchId' | 'position'>,
  set: { readonly erasedAt?: DateTime; readonly verifiedAt?: DateTime },
): Promise<void> {
  await tx
    .update(erasurePages)
    .set(set)
    .where(and(eq(erasurePages.searchId, searchId), eq(erasurePages.position, position)))
}

/** Notes that an erasure was approved and is to be carried out; once only. */
export async function insertErasure(
  tx: Tx,
  erasure: {
    readonly searchId: string
    readonly reference: Reference
    readonly planHash: PlanHash
    readonly startedAt: DateTime
  },
): Promise<void> {
  await tx
    .insert(erasures)
    .values({ ...erasure, state: 'running' })
    .onConflictDoNothing()
}

export async function findErasure(from: Reader, searchId: string): Promise<Erasure | null> {
  const rows = await from.select().from(erasures).where(eq(erasures.searchId, searchId))
  return rows[0] ?? null
}

/**
 * Takes the erasure for one worker for so many seconds by the database's clock, or keeps it for as many more; null when
 * another one has it, or it is not running.
 */
export async function leaseErasure(
  tx: Tx,
  searchId: string,
  by: string,
  seconds: number,
): Promise<Erasure | null> {
  const isFree = or(
    isNull(erasures.leaseUntil),
    lt(erasures.leaseUntil, sql`now()`),
    eq(erasures.leaseBy, by),
  )
  const rows = await tx
    .update(erasures)
    .set({ leaseBy: by, leaseUntil: sql`now() + make_interval(secs => ${seconds})` })
    .where(and(eq(erasures.searchId, searchId), isOpen, isFree))
    .returning()
  return rows[0] ?? null
}

/** Whether somebody, alive or killed, has the erasure for some time yet. */
export async function isLeased(from: Reader, searchId: string): Promise<boolean> {
  const isHeld = and(eq(erasures.searchId, searchId), isOpen, gte(erasures.leaseUntil, sql`now()`))
  const rows = await from.select({ id: erasures.searchId }).from(erasures).where(isHeld)
  return rows.length > 0
}

/** Changes how an erasure stands. */
export async function saveErasure(
  tx: Tx,
  searchId: string,
  set: Partial<
    Pick<Erasure, 'state' | 'code' | 'attempts' | 'finishedAt' | 'purgeAfter' | 'leaseBy' | 'leaseUntil'>
  >,
): Promise<void> {
  await tx.update(erasures).set(set).where(eq(erasures.searchId, searchId))
}

/** Notes that an erasure got on: whatever was in its way before is not any more. Gives its case. */
export async function noteProgress(tx: Tx, searchId: string): Promise<Reference | null> {
  const rows = await tx
    .update(erasures)
    .set({ state: 'running', code: null, attempts: 0 })
    .where(eq(erasures.searchId, searchId))
    .returning({ reference: erasures.reference })
  return rows[0]?.reference ?? null
}

/** Erasures that are not over, oldest first. */
export async function listOpenErasures(from: Reader): Promise<readonly Erasure[]> {
  return await from
    .select()
    .from(erasures)
    .where(inArray(erasures.state, ['running', 'stopped', 'asking']))
    .orderBy(asc(erasures.startedAt))
}

/** How many records of each collection are erased and verified so far, by `system.collection`. */
export async function countErased(from: Reader, searchId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await from.execute<{ name: string; count: number }>(sql`
    select system || '.' || collection as name, sum(jsonb_array_length(opaque))::int as count from erasure_pages
    where search_id = ${searchId} and verified_at is not null group by 1`)
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

/** Erasures left lying: they had to wait for the rules, or their worker ended without giving them back. */
export async function listLeftErasures(from: Reader): Promise<readonly Erasure[]> {
  const isKilled = and(eq(erasures.state, 'running'), lt(erasures.leaseUntil, sql`now()`))
  return await from
    .select()
    .from(erasures)
    .where(or(eq(erasures.state, 'stopped'), isKilled))
    .orderBy(asc(erasures.startedAt))
}

/** Erasures whose ids can still be read, begun at or after `since` where it is given, oldest first: what a restore brings back. */
export async function listReplayable(from: Reader, since: DateTime | null): Promise<readonly Erasure[]> {
  const rows = await from
    .select({ erasure: erasures })
    .from(erasures)
    .innerJoin(erasureKeys, eq(erasureKeys.searchId, erasures.searchId))
    .where(since === null ? undefined : sql`${erasures.startedAt} >= ${since.toISO()}::timestamptz`)
    .orderBy(asc(erasures.startedAt))
  return rows.map(({ erasure }) => erasure)
}

/** How many erasures begun at or after `since` are done and have ids that nobody can read any more. */
export async function countShredded(from: Reader, since: DateTime | null): Promise<number> {
  const rows = await from.execute<{ count: number }>(sql`
    select count(*)::int as count from erasures e
    where not exists (select from erasure_keys k where k.search_id = e.search_id)
      and (${since?.toISO() ?? null}::timestamptz is null or e.started_at >= ${since?.toISO() ?? null}::timestamptz)`)
  return rows[0]!.count
}

/** Deletes keys and ids of erasures of which no copy is left, and of searches that came to no erasure; gives how many. */
export async function shredIds(tx: Tx, today: LocalDate, abandonedBefore: DateTime): Promise<number> {
  const rows = await tx.execute<{ search_id: string }>(sql`
    delete from erasure_keys k using erasure_searches s left join erasures e on e.search_id = s.id
    where s.id = k.search_id and (
      (e.state in ('done', 'partial') and e.purge_after < ${today})
      or (e.search_id is null and s.proposed_at < ${abandonedBefore.toISO()}::timestamptz))
    returning k.search_id`)
  const ids = rows.map(({ search_id }) => search_id)
  if (ids.length > 0) await tx.delete(erasurePages).where(inArray(erasurePages.searchId, ids))
  return ids.length
}

/** The next number of a deletion record in a year. */
export async function nextDeletionNumber(tx: Tx, year: number): Promise<number> {
  const rows = await tx.execute<{ last: number }>(sql`
    insert into deletion_counters (year, last) values (${year}, 1)
    on conflict (year) do update set last = deletion_counters.last + 1 returning last`)
  return rows[0]!.last
}
