import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reader, Tx } from './client.js'
import type { SentPlace } from './outbox.js'
import { instant } from './parameters.js'
import { answers } from './schema/index.js'

/** Notes where an answer stands that stays in a private chat. */
export async function noteAnswer(
  from: Reader,
  { platform, channel, messageId }: SentPlace,
  isDetails: boolean,
  at: DateTime,
): Promise<void> {
  await from.execute(sql`
    insert into answers (id, platform, channel, message_id, is_details, at)
    values (${randomUUID()}, ${platform}, ${channel}, ${messageId}, ${isDetails}, ${instant(at)}::timestamptz)`)
}

/** An answer that is still noted, or null. */
export async function findAnswer(
  from: Reader,
  id: string,
): Promise<{ readonly place: SentPlace; readonly at: DateTime } | null> {
  const rows = await from.select().from(answers).where(eq(answers.id, id))
  const [row] = rows
  return row ? { place: row, at: row.at } : null
}

/** Forgets an answer that is gone; false when somebody else did. */
export async function deleteAnswer(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.delete(answers).where(eq(answers.id, id)).returning({ id: answers.id })
  return rows.length > 0
}
