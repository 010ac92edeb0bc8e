import type { Tx } from '../db/client.js'
import type { Reference } from '../src/domain/case/types.js'
import type { Desk } from './context.js'
import { queueMessage } from './messages/queue-message.js'

/** Asks for the cards of engineers to be redrawn while an erasure runs: the case itself did not change. */
export async function queueProgress(
  tx: Tx,
  reference: Reference,
  channels: readonly Desk['privacyChannel'][],
): Promise<void> {
  for (const { platform, channel } of channels) {
    const coalesceKey = `erasure-progress:${reference}:${platform}:${channel}`
    await queueMessage(tx, { kind: 'erasure-progress', reference, platform, channel, coalesceKey })
  }
}

/**
 * Asks for the cards of a case to be posted or redrawn in these channels, in the transaction of the act that changed
 * it. What is queued says which card, never its words: they are drawn from the row when it is sent, once for several
 * acts.
 */
export async function queueCards(
  tx: Tx,
  reference: Reference,
  channels: readonly Desk['privacyChannel'][],
): Promise<void> {
  for (const { platform, channel } of channels) {
    const coalesceKey = `case:${reference}:${platform}:${channel}`
    await queueMessage(tx, { kind: 'case', reference, platform, channel, coalesceKey })
  }
}
