import { z } from 'zod'
import { transaction } from '../../db/client.js'
import { findMessage, saveMessage, waitAgain } from '../../db/outbox.js'
import { portOf, Unavailable, type CardRef } from '../../src/chat/port.js'
import { messageKinds } from '../messages/index.js'
import { destinationOf, type Destination } from '../messages/place.js'
import { enqueueSending } from '../messages/queue-message.js'
import { job, type JobContext } from './job.js'

/**
 * Asks the platform whether a message arrived that may have. There: it counts as sent. Not there: it is sent. Where the
 * platform does not let us read it stays ambiguous, for people to look.
 */
export const reconcileMessage = job({
  payload: z.object({ id: z.uuid() }),
  async run(context, { id }) {
    const { db, clock, log } = context
    const message = await findMessage(db, id)
    if (message?.state !== 'ambiguous') return
    const to = await destinationOf(context, db, message)
    const found = to ? await lookFor(context, to, id) : 'unread'
    if (found === 'unread') {
      log.warn({ message: id }, 'whether a message arrived is not known')
      return transaction(db, (tx) =>
        Promise.resolve(messageKinds[message.kind]?.onLost?.(context, tx, message, 'ambiguous')),
      )
    }
    const prepared = found && (await messageKinds[message.kind]?.prepare(context, message))
    await transaction(db, async (tx) => {
      if (found) {
        await saveMessage(tx, id, { state: 'sent', at: clock(), platform: to!.platform, ...found })
        return prepared ? prepared.onEnd?.(tx, found) : undefined
      }
      if (await waitAgain(tx, id, 'not_there')) await enqueueSending(tx, id)
    })
  },
})

async function lookFor(
  { ports }: JobContext,
  { platform, channel, userId }: Destination,
  mark: string,
): Promise<CardRef | null | 'unread'> {
  const port = portOf(ports, platform)
  try {
    return (
      (await port.findMarked?.(channel === undefined ? { userId } : { channel }, mark)) ??
      (port.findMarked ? null : 'unread')
    )
  } catch (error) {
    if (error instanceof Unavailable && error.retry === 'never') return 'unread'
    throw error
  }
}
