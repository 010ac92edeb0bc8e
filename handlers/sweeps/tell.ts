import type { Tx } from '../../db/client.js'
import { findSweep, type Sweep } from '../../db/sweeps.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import { queueMessage } from '../messages/queue-message.js'
import type { Desk } from '../context.js'

type WithDesk = { readonly desk: Desk }

/**
 * Asks for the card of a sweep to be posted or redrawn in the privacy channels, or sent to whoever asked for the dry
 * run, in the transaction of what changed it.
 */
export async function queueSweepCards({ desk }: WithDesk, tx: Tx, id: SweepId): Promise<void> {
  const sweep = await findSweep(tx, id)
  if (!sweep) return
  const { kind, day, askedBy } = sweep
  if (kind === 'dry_run') {
    const { platform } = desk.privacyChannel
    const coalesceKey = `dry-run:${day}:${askedBy}`
    if (askedBy !== null)
      await queueMessage(tx, { kind: 'dry-run', platform, person: askedBy, day, coalesceKey })
    return
  }
  for (const { platform, channel } of [desk.privacyChannel, ...desk.mirrors])
    await queueMessage(tx, {
      kind: 'sweep',
      platform,
      channel,
      day,
      coalesceKey: `sweep:${day}:${platform}:${channel}`,
    })
}

/** Tells the engineers on call of a sweep that found something late or unread, or did not delete all it should. */
export async function queueSweepTrouble({ desk }: WithDesk, tx: Tx, { day }: Sweep): Promise<void> {
  for (const { platform, channel } of desk.onCall.channels) {
    const coalesceKey = `sweep-trouble:${day}:${platform}:${channel}`
    await queueMessage(tx, { kind: 'sweep-trouble', platform, channel, day, coalesceKey })
  }
}
