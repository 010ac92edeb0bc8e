import type { Tx } from '../db/client.js'
import { enqueue } from '../db/enqueue.js'
import { appendMessage } from '../db/outbox.js'
import type { Reference } from '../src/domain/case/types.js'
import type { Desk } from './context.js'

/**
 * Asks for the card of a case to be posted or redrawn, in the transaction of the act that changed it. What is
 * queued says which card, never its words: they are drawn from the row when it is sent.
 */
export async function queueCard(
  tx: Tx,
  reference: Reference,
  { platform, channel }: Desk['privacyChannel'],
): Promise<void> {
  const id = await appendMessage(tx, { reference, platform, channel })
  // One card is drawn by one worker at a time.
  await enqueue(tx, 'send-card', { id }, { queue: `card:${reference}` })
}
