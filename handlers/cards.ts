import type { Tx } from '../db/client.js'
import type { Reference } from '../src/domain/case/types.js'
import type { Desk } from './context.js'
import { queueMessage } from './messages/queue-message.js'

type Channels = readonly Desk['privacyChannel'][]

/**
 * Asks for the cards of a case to be posted or redrawn in these channels, in the transaction of the act that changed
 * it. What is queued says which card, never its words: they are drawn from the row when it is sent, once for several
 * acts.
 */
export const queueCards = (tx: Tx, reference: Reference, channels: Channels): Promise<void> =>
  queueInEach(tx, 'case', reference, channels)

/** Asks for the cards of engineers to be redrawn while an erasure runs: the case itself did not change. */
export const queueProgress = (tx: Tx, reference: Reference, channels: Channels): Promise<void> =>
  queueInEach(tx, 'erasure-progress', reference, channels)

async function queueInEach(
  tx: Tx,
  kind: 'case' | 'erasure-progress',
  reference: Reference,
  channels: Channels,
): Promise<void> {
  for (const { platform, channel } of channels) {
    const coalesceKey = `${kind}:${reference}:${platform}:${channel}`
    await queueMessage(tx, { kind, reference, platform, channel, coalesceKey })
  }
}
