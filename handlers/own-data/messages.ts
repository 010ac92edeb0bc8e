import { setTimeout as delay } from 'node:timers/promises'
import { transaction } from '../../db/client.js'
import type { SentPlace } from '../../db/outbox.js'
import { reserveSlot } from '../../db/paces.js'
import { Unavailable, type ChatPort } from '../../src/chat/port.js'
import { removedView } from '../../src/views/removed.js'
import { drawer } from '../drawer.js'
import type { OwnContext } from './collection.js'

/**
 * Removes a message of the desk, no faster than the platform takes it (M9). Throws `Unavailable` when that was not done.
 * A place that is not configured any more and refuses for good, such as a channel that was deleted or the chat of somebody
 * who left, is given up: nothing can be done about it from here.
 */
export async function removeMessage(
  context: OwnContext,
  place: SentPlace,
  signal: AbortSignal,
): Promise<void> {
  const port = context.ports[place.platform]
  if (!port) return giveUp(context, place, 'not_connected')
  await pace(context, port, signal)
  try {
    await port.remove(place, removedView(drawer(context, null).draw))
  } catch (error) {
    if (!(error instanceof Unavailable) || error.retry !== 'never' || isOurs(context, place)) throw error
    giveUp(context, place, error.what)
  }
}

function giveUp({ log }: OwnContext, { platform }: SentPlace, why: string): void {
  log.warn({ platform, why }, 'a message could not be removed where the desk does not write any more')
}

const isOurs = (
  { desk: { privacyChannel, mirrors, onCall } }: OwnContext,
  { platform, channel }: SentPlace,
) =>
  [privacyChannel, ...mirrors, ...onCall.channels].some(
    (one) => one.platform === platform && one.channel === channel,
  )

async function pace({ db, limits }: OwnContext, { platform }: ChatPort, signal: AbortSignal): Promise<void> {
  const waitMs = await transaction(db, (tx) => reserveSlot(tx, `${platform}:update`, limits[platform].update))
  if (waitMs > 0) await delay(waitMs, null, { signal }).catch(() => undefined)
}
