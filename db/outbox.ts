import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import type { PersonId } from '../src/domain/people/roles.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { instant, json } from './parameters.js'
import { outbox, type MessageState } from './schema/index.js'

/** A message to send: what, and to whom or where. Its words are drawn from the rows when it is sent. */
export type OutboxMessage = typeof outbox.$inferSelect

/** Where a message goes: a channel, or a person directly. */
export type Place =
  | { readonly channel: string; readonly person?: undefined }
  | { readonly person: PersonId; readonly channel?: undefined }

export type NewMessage = Place & {
  readonly kind: string
  readonly platform: 'slack' | 'teams'
  readonly reference?: Reference
  readonly day?: LocalDate
  readonly coalesceKey?: string
  readonly dueAt?: DateTime
}

/** Where a message came to stand, with the platform's own ids. */
export interface SentPlace {
  readonly platform: 'slack' | 'teams'
  readonly channel: string
  readonly messageId: string
}

/**
 * How sending ended. `ambiguous`: it may have arrived, so it is never sent again by itself. `lapsed`: there was
 * nothing left to say.
 */
export type SendResult =
  | ({ readonly state: 'sent'; readonly at: DateTime } & Partial<SentPlace>)
  | { readonly state: 'lapsed' }
  | {
      readonly state: 'waiting' | 'failed' | 'ambiguous'
      readonly error: string
      readonly retryAfterMs?: number
    }

/**
 * Notes a message to send, in the transaction of the act that it tells of; gives its id, for the job. Null when one
 * with the same key waits already: it is held until this transaction ends, so that it is drawn from what this one wrote.
 */
export async function appendMessage(tx: Tx, message: NewMessage): Promise<string | null> {
  const id = randomUUID()
  const given = json({ ...message, dueAt: instant(message.dueAt ?? null) })
  const rows = await tx.execute<{ id: string }>(sql`
    insert into outbox as o (id, kind, reference, platform, channel, person, day, coalesce_key, due_at, state)
    select ${id}::uuid, g.kind, g.reference, g.platform, g.channel, g.person, g.day, g."coalesceKey", g."dueAt", 'waiting'
    from json_to_record(${given}) as g(kind text, reference text, platform text, channel text, person uuid, day date,
      "coalesceKey" text, "dueAt" timestamptz)
    on conflict (coalesce_key) where state = 'waiting'
    do update set day = greatest(o.day, excluded.day), due_at = least(o.due_at, excluded.due_at)
    returning id`)
  return rows[0]?.id === id ? id : null
}

/**
 * What is sent one after the other, in all replicas together: the messages of one card, those of a channel beside its
 * cards, and those to a person.
 */
const lane = (row: 'o' | 's') => {
  const at = (column: string) => sql.raw(`${row}.${column}`)
  return sql`coalesce(${at('person')}::text, concat_ws(' ', ${at('platform')}, ${at('channel')}, ${at('reference')}))`
}

/** A message that is about to be sent. */
export interface Candidate {
  readonly message: OutboxMessage
  /** Another one of its lane is being sent. */
  readonly isHeld: boolean
  /** Its card is there already, and is redrawn. */
  readonly isRedraw: boolean
}

const lockOf = (id: string) => sql`
  select pg_advisory_xact_lock(hashtextextended(${lane('o')}, 0)) from outbox o where id = ${id}`

/** One message with what stands in its way, or null. Nobody else takes one of its lane until the transaction ends. */
export async function lockLane(tx: Tx, id: string): Promise<Candidate | null> {
  const lock = tx.execute(lockOf(id))
  const o = alias(outbox, 'o')
  const found = tx
    .select({
      message: o,
      // A sender whose job is gone, or dead, holds up nobody.
      isHeld: sql<boolean>`exists (
        select from outbox s join graphile_worker.jobs j on j.id = s.taken_by::bigint
        where s.state = 'sending' and s.id <> o.id and ${lane('s')} = ${lane('o')}
          and (j.locked_at is not null or j.attempts < j.max_attempts))`,
      isRedraw: sql<boolean>`exists (
        select from cards c where c.reference = o.reference and c.platform = o.platform and c.channel = o.channel)`,
    })
    .from(o)
    .where(eq(o.id, id))
  const [, rows] = await Promise.all([lock.execute(), found.execute()])
  return rows[0] ?? null
}

/**
 * The oldest message that was held up by this one, to be sent now that this one is; null when there is none. One that waits
 * for its place's pace is none of them: its turn is reserved. Nobody else looks at the lane until the transaction ends.
 */
export async function findHeldBy(tx: Tx, id: string): Promise<string | null> {
  const [, rows] = await inOrder(tx, [
    lockOf(id),
    sql`
    select s.id from outbox o join outbox s on s.state = 'waiting' and s.id <> o.id and ${lane('s')} = ${lane('o')}
    join graphile_worker._private_jobs j on j.key = 'message:' || s.id::text and j.payload->>'isHeld' = 'true'
    where o.id = ${id} order by s.written_at, s.id limit 1`,
  ])
  return (rows![0]?.['id'] as string | undefined) ?? null
}

/** Takes a waiting message for sending, for a job: only one taker gets it. Null when it is not waiting. */
export async function takeMessage(tx: Tx, id: string, job: string): Promise<OutboxMessage | null> {
  const rows = await tx
    .update(outbox)
    .set({ state: 'sending', attempts: sql`${outbox.attempts} + 1`, takenBy: job })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting')))
    .returning()
  return rows[0] ?? null
}

/** One message, or null. */
export async function findMessage(from: Reader, id: string): Promise<OutboxMessage | null> {
  const rows = await from.select().from(outbox).where(eq(outbox.id, id))
  return rows[0] ?? null
}

/** Moves a message from one state to another; false when it is not in the first any more. */
export async function moveMessage(
  tx: Tx,
  id: string,
  [from, to]: readonly [MessageState, MessageState],
  error: string | null = null,
): Promise<boolean> {
  const rows = await tx
    .update(outbox)
    .set({ state: to, lastError: error })
    .where(and(eq(outbox.id, id), eq(outbox.state, from)))
    .returning({ id: outbox.id })
  return rows.length > 0
}

/**
 * Lets a message wait again. When another one with its key waits already, that one says it all, and this one lapses.
 * Gives whether this one waits.
 */
export async function waitAgain(tx: Tx, id: string, error: string): Promise<boolean> {
  const rows = await tx.execute<{ state: string }>(sql`
    update outbox o set last_error = ${error}, state = case when exists (
      select from outbox w where w.coalesce_key = o.coalesce_key and w.state = 'waiting' and w.id <> o.id)
      then 'lapsed' else 'waiting' end
    where id = ${id} returning state`)
  return rows[0]?.state === 'waiting'
}

/** Writes how sending ended; `error` is a code of the platform, never its words. */
export async function saveMessage(
  tx: Tx,
  id: string,
  result: Exclude<SendResult, { state: 'waiting' }>,
): Promise<void> {
  const values =
    result.state === 'sent'
      ? {
          sentAt: result.at,
          messageId: result.messageId ?? null,
          sentPlatform: result.platform ?? null,
          sentChannel: result.channel ?? null,
          lastError: null,
        }
      : { sentAt: null, lastError: 'error' in result ? result.error : null }
  await tx
    .update(outbox)
    .set({ state: result.state, ...values })
    .where(eq(outbox.id, id))
}

/** Messages that wait for an hour that has come by the desk's clock. They are given again until they are taken. */
export async function listDueMessages(from: Reader, now: DateTime): Promise<readonly string[]> {
  const rows = await from.execute<{ id: string }>(sql`
    select id from outbox where state = 'waiting' and due_at is not null and due_at <= ${instant(now)}::timestamptz
    order by due_at limit 10000`)
  return rows.map(({ id }) => id)
}

/** Messages in one of these states, oldest first. */
export async function listMessages(
  from: Reader,
  states: readonly MessageState[],
  limit: number,
): Promise<readonly OutboxMessage[]> {
  const rows = from
    .select()
    .from(outbox)
    .where(inArray(outbox.state, [...states]))
  return await rows.orderBy(asc(outbox.writtenAt), asc(outbox.id)).limit(limit)
}

/** How many messages are in each state, for the metrics and the digest. */
export async function countMessages(from: Reader): Promise<Partial<Record<MessageState, number>>> {
  const rows = await from
    .select({ state: outbox.state, count: sql<number>`count(*)::int` })
    .from(outbox)
    .groupBy(outbox.state)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Whether a message with this key was made for this day and did not fail. */
export async function isToldOf(from: Reader, coalesceKey: string, day: LocalDate): Promise<boolean> {
  const rows = await from.execute(sql`
    select 1 from outbox where coalesce_key = ${coalesceKey} and day = ${day} and state <> 'failed' limit 1`)
  return rows.length > 0
}

/** Forgets messages of no case that were not sent and will not be, written before `olderThan` by the database's clock. */
export async function purgeUnsent(from: Reader, olderThan: DateTime): Promise<void> {
  await from.execute(sql`
    delete from outbox where reference is null and sent_at is null and state in ('failed', 'ambiguous', 'lapsed')
      and written_at < ${instant(olderThan)}::timestamptz`)
}
