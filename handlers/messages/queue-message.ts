import { enqueue } from '../../db/enqueue.js'
import { appendMessage, type NewMessage } from '../../db/outbox.js'
import type { Tx } from '../../db/client.js'

/**
 * Asks for a message to be sent, in the transaction of the act that it tells of. One that waits for an hour of the
 * desk's clock is found by `look` when it has come; every other is sent at once.
 */
export async function queueMessage(tx: Tx, message: NewMessage): Promise<void> {
  const id = await appendMessage(tx, message)
  if (id !== null && message.dueAt === undefined) await enqueueSending(tx, id, message)
}

/** One card is drawn by one worker at a time, and so is what one person gets. */
export async function enqueueSending(
  tx: Tx,
  id: string,
  {
    reference,
    person,
  }: { readonly reference?: string | null | undefined; readonly person?: string | null | undefined },
): Promise<void> {
  const queue = reference ? `card:${reference}` : person ? `person:${person}` : undefined
  await enqueue(tx, 'send-message', { id }, { ...(queue ? { queue } : {}), jobKey: `message:${id}` })
}
