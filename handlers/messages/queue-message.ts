import { enqueue } from '../../db/enqueue.js'
import { appendMessage, type NewMessage } from '../../db/outbox.js'
import type { Tx } from '../../db/client.js'

/**
 * Asks for a message to be sent, in the transaction of the act that it tells of. One that waits for an hour of the
 * desk's clock is found by `look` when it has come; every other is sent at once.
 */
export async function queueMessage(tx: Tx, message: NewMessage): Promise<void> {
  const id = await appendMessage(tx, message)
  if (id !== null && message.dueAt === undefined) await enqueueSending(tx, id)
}

/** When, whether its place was reserved, and whether another message calls it. Without either it is sent as soon as its place has room. */
interface Sending {
  readonly delayMs?: number
  readonly isPaced?: boolean
  readonly isHeld?: boolean
}

/** Asks for a message to be sent; a job for it that waits already is replaced. */
export async function enqueueSending(
  tx: Tx,
  id: string,
  { delayMs, isPaced, isHeld }: Sending = {},
): Promise<void> {
  const payload = { id, ...(isPaced ? { isPaced } : {}), ...(isHeld ? { isHeld } : {}) }
  await enqueue(tx, 'send-message', payload, {
    jobKey: `message:${id}`,
    ...(delayMs === undefined ? {} : { delayMs }),
  })
}
