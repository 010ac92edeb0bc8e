import { sql } from 'drizzle-orm'
import { redactionEvent, redactionSize, type RedactionCause } from '../src/domain/proof/redaction.js'
import { appendEvents, type Author } from './events.js'
import type { Tx } from './client.js'

/**
 * Empties events of the chain and says so in it first: number, kind, month and hashes stay, so that the chain can still be
 * walked. The database refuses events of a case that is there and those that are too young. Call it last.
 */
export async function redactEvents(
  tx: Tx,
  cause: RedactionCause,
  seqs: readonly number[],
  author: Author,
): Promise<void> {
  const sorted = [...new Set(seqs)].sort((a, b) => a - b)
  for (let start = 0; start < sorted.length; start += redactionSize) {
    await appendEvents(tx, [redactionEvent(cause, sorted.slice(start, start + redactionSize))], author)
    await tx.execute(sql`select redact_events()`)
  }
}
