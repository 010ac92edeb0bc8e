import { asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import type { PersonId, Role } from '../src/domain/people/roles.js'
import {
  chainVerifier,
  eventHash,
  genesisHash,
  type ChainVerdict,
  type ChainedEvent,
  type EventDraft,
  type EventType,
  type UnchainedEvent,
} from '../src/domain/proof/event.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { json } from './parameters.js'
import { events } from './schema/index.js'

/** Held from an append to the end of its transaction: the chain has one end. */
const chainLock = 727_437_302

/** Who did what is appended, in which role, and when. */
export interface Author {
  readonly actor: PersonId
  readonly role: Role
  readonly at: DateTime
}

interface Tail {
  readonly seq: number
  readonly hash: string
}

const chainHeld = sql`select pg_advisory_xact_lock(${chainLock}::bigint)`

/** Keeps everybody else from adding to the chain, and from emptying events of it, until the transaction ends. */
export async function lockChain(tx: Tx): Promise<void> {
  await tx.execute(chainHeld)
}

/** The end of the chain, once no other transaction can move it. Two statements: the second sees what was waited for. */
async function lockTail(tx: Tx): Promise<Tail> {
  const [, rows] = await inOrder(tx, [chainHeld, sql`select seq, hash from events order by seq desc limit 1`])
  const last = rows?.[0]
  return last === undefined
    ? { seq: 0, hash: genesisHash }
    : { seq: Number(last['seq']), hash: String(last['hash']) }
}

function chain(
  tail: Tail,
  drafts: readonly EventDraft[],
  { actor, role, at }: Author,
): readonly ChainedEvent[] {
  let prevHash = tail.hash
  return drafts.map((draft, index) => {
    const event: UnchainedEvent = { ...draft, seq: tail.seq + 1 + index, at: at.toUTC(), actor, role }
    const hash = eventHash(prevHash, event)
    const chained = { ...event, prevHash, hash, redactedBy: null }
    prevHash = hash
    return chained
  })
}

/**
 * Adds acts to the end of the chain, in their order. Every other append waits until this transaction ends, so call
 * it last. A case's event carries the version that the act made as field `version`.
 */
export async function appendEvents(
  tx: Tx,
  drafts: readonly EventDraft[],
  author: Author,
): Promise<readonly ChainedEvent[]> {
  if (drafts.length === 0) return []
  const chained = chain(await lockTail(tx), drafts, author)
  await tx.execute(sql`
    insert into events (seq, at, type, reference, actor, role, fields, prev_hash, hash)
    select r.seq, r.at, r.type, r.reference, r.actor, r.role, r.fields, r."prevHash", r.hash
    from json_to_recordset(${json(chained)}) as r(seq bigint, at timestamptz, type text, reference text, actor uuid,
      role text, fields jsonb, "prevHash" text, hash text)`)
  return chained
}

/** Up to `limit` events from `fromSeq` on, in the order of the chain. */
export async function readEvents(
  from: Reader,
  fromSeq: number,
  limit: number,
): Promise<readonly ChainedEvent[]> {
  return await from
    .select()
    .from(events)
    .where(gte(events.seq, fromSeq))
    .orderBy(asc(events.seq))
    .limit(limit)
}

/** How many events the chain has: its numbers have no gap. */
export async function countEvents(from: Reader): Promise<number> {
  const rows = await from.execute<{ seq: string | null }>(sql`select max(seq)::text as seq from events`)
  return Number(rows[0]?.seq ?? 0)
}

/** All events from `fromSeq` on, read page by page: memory does not grow with the chain. */
export async function* streamEvents(
  from: Reader,
  fromSeq = 1,
  pageSize = 1_000,
): AsyncGenerator<ChainedEvent> {
  for (let next = fromSeq; ;) {
    const page = await readEvents(from, next, pageSize)
    yield* page
    if (page.length < pageSize) return
    next = page.at(-1)!.seq + 1
  }
}

/** The acts on a case, oldest first. */
export async function listEventsOf(from: Reader, reference: Reference): Promise<readonly ChainedEvent[]> {
  return await from.select().from(events).where(eq(events.reference, reference)).orderBy(asc(events.seq))
}

/**
 * The first act of one of these types that took the case beyond `version`, or null: what somebody else did since a
 * button was drawn.
 */
export async function findEventAfter(
  from: Reader,
  reference: Reference,
  version: number,
  types: readonly EventType[],
): Promise<ChainedEvent | null> {
  const rows = await from
    .select()
    .from(events)
    .where(
      sql`${events.reference} = ${reference} and (${events.fields}->>'version')::int > ${version}
        and ${events.type} in (select json_array_elements_text(${json(types)}))`,
    )
    .orderBy(asc(events.seq))
    .limit(1)
  return rows[0] ?? null
}

const pageSize = 1_000

/**
 * Recomputes the whole chain, page by page: how many events fit and how many of them were emptied by record, or the first
 * that does not fit.
 */
export async function verifyEvents(from: Reader): Promise<ChainVerdict> {
  const walk = chainVerifier()
  for (let next = 1; ;) {
    const page = await readEvents(from, next, pageSize)
    const records = await recordsOf(from, page)
    for (const event of page)
      if (!walk.add(event, records.get(event.redactedBy ?? 0) ?? null)) return walk.verdict()
    if (page.length < pageSize) return walk.verdict()
    next = page.at(-1)!.seq + 1
  }
}

/** The events that say of others on the page that they were emptied, by number. */
async function recordsOf(
  from: Reader,
  page: readonly ChainedEvent[],
): Promise<ReadonlyMap<number, ChainedEvent>> {
  const seqs = [...new Set(page.flatMap(({ redactedBy }) => redactedBy ?? []))]
  if (seqs.length === 0) return new Map()
  const rows = await from.select().from(events).where(inArray(events.seq, seqs))
  return new Map(rows.map((row) => [row.seq, row]))
}
