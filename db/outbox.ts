import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import type { Reader, Tx } from './client.js'
import { outbox } from './schema/index.js'

/** A message to send: what and where. Its words are drawn from the row of the case when it is sent. */
export type OutboxMessage = typeof outbox.$inferSelect

/** How sending ended. `ambiguous`: it may have arrived, so it is never sent again by itself. */
export type SendResult =
  | { readonly state: 'sent'; readonly at: DateTime }
  | { readonly state: 'waiting' | 'failed' | 'ambiguous'; readonly error: string }

/** Notes a message to send, in the transaction of the act that it tells of; gives its id, for the job. */
export async function appendMessage(
  tx: Tx,
  message: { readonly reference: Reference; readonly platform: 'slack' | 'teams'; readonly channel: string },
): Promise<string> {
  const id = randomUUID()
  await tx.insert(outbox).values({ id, kind: 'case', state: 'waiting', ...message })
  return id
}

/** Takes a waiting message for sending: only one taker gets it. Null when it is not waiting. */
export async function takeMessage(tx: Tx, id: string): Promise<OutboxMessage | null> {
  const rows = await tx
    .update(outbox)
    .set({ state: 'sending', attempts: sql`${outbox.attempts} + 1` })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting')))
    .returning()
  return rows[0] ?? null
}

/**
 * Marks a message as ambiguous whose sender ended before it wrote how sending ended. True when there was one: a
 * message is only ever in the hands of one job, so whoever finds it `sending` follows on one that died.
 */
export async function noteInterrupted(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .update(outbox)
    .set({ state: 'ambiguous', lastError: 'interrupted' })
    .where(and(eq(outbox.id, id), eq(outbox.state, 'sending')))
    .returning({ id: outbox.id })
  return rows.length > 0
}

/** Writes how sending ended; `error` is a code of the platform, never its words. */
export async function saveMessage(tx: Tx, id: string, result: SendResult): Promise<void> {
  const values =
    result.state === 'sent'
      ? { sentAt: result.at, lastError: null }
      : { sentAt: null, lastError: result.error }
  await tx
    .update(outbox)
    .set({ state: result.state, ...values })
    .where(eq(outbox.id, id))
}

/** Messages in one of these states, oldest first. */
export async function listMessages(
  from: Reader,
  states: readonly OutboxMessage['state'][],
  limit: number,
): Promise<readonly OutboxMessage[]> {
  const rows = from
    .select()
    .from(outbox)
    .where(inArray(outbox.state, [...states]))
  return await rows.orderBy(asc(outbox.writtenAt), asc(outbox.id)).limit(limit)
}

/** How many messages are in each state, for the metrics. */
export async function countMessages(from: Reader): Promise<Partial<Record<OutboxMessage['state'], number>>> {
  const rows = await from
    .select({ state: outbox.state, count: sql<number>`count(*)::int` })
    .from(outbox)
    .groupBy(outbox.state)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
