import { z } from 'zod'
import { findCard } from '../../db/cards.js'
import { transaction, type Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import {
  findMessage,
  moveMessage,
  saveMessage,
  takeMessage,
  waitAgain,
  type OutboxMessage,
  type SendResult,
} from '../../db/outbox.js'
import { blockedFor, blockPlace, reserveSlot } from '../../db/paces.js'
import { Unavailable } from '../../src/chat/port.js'
import { tellTrouble } from '../messages/channel-trouble.js'
import { messageKinds } from '../messages/index.js'
import { destinationOf, placeName, type Destination } from '../messages/place.js'
import { enqueueSending } from '../messages/queue-message.js'
import { sendMessage, type Sent } from '../messages/send.js'
import { job, type JobContext } from './job.js'

const Payload = z.object({
  id: z.uuid(),
  /** A send was reserved for it and its time has come. */
  isPaced: z.boolean().optional(),
})

/** After so many tries, over half a day, a message counts as failed and its fallback is taken. */
const mostAttempts = 12
/** How long after an unclear end the platform is asked whether the message is there. */
const reconcileAfterMs = 60_000

/**
 * Sends one message, drawn from the rows as they are now, no faster than the platform takes it. One that may have
 * arrived is never sent again by itself: the platform is asked where it lets us read, and the rest is shown.
 */
export const sendMessageJob = job({
  payload: Payload,
  async run(context, { id, isPaced = false }) {
    const taken = await transaction(context.db, (tx) => takePaced(context, tx, id, isPaced))
    if (taken === 'later') return
    if (taken === null) return followInterrupted(context, id)
    const { result } = await deliver(context, taken)
    // Throwing asks the queue to come back later.
    if (result.state === 'waiting' && result.retryAfterMs === undefined && !isLastTry(taken))
      throw new Unavailable(result.error, 'safe')
  },
})

async function deliver(context: JobContext, taken: Taken): Promise<Sent> {
  const { message, to } = taken
  const sent: Sent = to
    ? await sendMessage(context, message, to)
    : { result: { state: 'failed', error: 'nobody_reached' } }
  await transaction(context.db, (tx) => note(context, tx, taken, sent))
  const { state } = sent.result
  if (sent.result.state === 'failed' || sent.result.state === 'ambiguous')
    context.log.warn(
      { message: message.id, state, why: sent.result.error },
      'a message did not arrive for sure',
    )
  if (state !== 'lapsed') context.metrics.sent(message.platform, state === 'waiting' ? 'throttled' : state)
  return sent
}

const isLastTry = ({ message }: Taken) => message.attempts >= mostAttempts

interface Taken {
  readonly message: OutboxMessage
  readonly to: Destination | null
}

async function takePaced(
  context: JobContext,
  tx: Tx,
  id: string,
  isPaced: boolean,
): Promise<Taken | 'later' | null> {
  const message = await findMessage(tx, id)
  if (message?.state !== 'waiting') return null
  const to = await destinationOf(context, tx, message)
  const waitMs = to ? await paceOf(context, tx, message, to, isPaced) : 0
  if (waitMs > 0) {
    await enqueue(tx, 'send-message', { id, isPaced: true }, { delayMs: waitMs })
    return 'later'
  }
  const taken = await takeMessage(tx, id)
  return taken && { message: taken, to }
}

async function paceOf(
  { limits }: JobContext,
  tx: Tx,
  message: OutboxMessage,
  to: Destination,
  isPaced: boolean,
): Promise<number> {
  const { reference, channel, platform } = message
  const isUpdate = reference && channel && (await findCard(tx, reference, platform, channel))
  const place = isUpdate ? `${to.platform}:update` : placeName(to)
  if (isPaced) return blockedFor(tx, placeName(to))
  return Math.max(
    await reserveSlot(tx, place, limits[to.platform][isUpdate ? 'update' : 'post']),
    await blockedFor(tx, placeName(to)),
  )
}

/** Writes how sending ended, with everything that follows from it. */
async function note(
  context: JobContext,
  tx: Tx,
  { message, to }: Taken,
  { result, shown, onEnd }: Sent,
): Promise<void> {
  if (result.state === 'waiting') return noteWaiting(context, tx, { message, to }, result)
  await saveMessage(tx, message.id, result)
  if (shown || result.state === 'lapsed') await onEnd?.(tx, shown ?? null)
  if (result.state === 'failed') await noteLost(context, tx, message, result.error)
  if (result.state === 'ambiguous')
    await enqueue(tx, 'reconcile-message', { id: message.id }, { delayMs: reconcileAfterMs })
}

async function noteLost(context: JobContext, tx: Tx, message: OutboxMessage, error: string): Promise<void> {
  if (message.channel !== null) await tellTrouble(context, tx, message, error)
  await messageKinds[message.kind]?.onLost?.(context, tx, message, error)
}

async function noteWaiting(
  context: JobContext,
  tx: Tx,
  { message, to }: Taken,
  { error, retryAfterMs }: Extract<SendResult, { state: 'waiting' | 'failed' | 'ambiguous' }>,
): Promise<void> {
  if (retryAfterMs === undefined && isLastTry({ message, to })) {
    await saveMessage(tx, message.id, { state: 'failed', error: 'gave_up' })
    return noteLost(context, tx, message, 'gave_up')
  }
  const isWaiting = await waitAgain(tx, message.id, error)
  if (retryAfterMs === undefined) return
  if (to) await blockPlace(tx, placeName(to), retryAfterMs)
  if (isWaiting)
    await enqueue(tx, 'send-message', { id: message.id, isPaced: true }, { delayMs: retryAfterMs })
}

/** Whoever took the message ended in the middle of sending: a redraw may be done again, a post may have arrived. */
async function followInterrupted({ db, log }: JobContext, id: string): Promise<void> {
  const isUnclear = await transaction(db, async (tx) => {
    const found = await findMessage(tx, id)
    if (found?.state !== 'sending') return false
    const { reference, channel, platform } = found
    const isRedraw = reference && channel && (await findCard(tx, reference, platform, channel))
    if (isRedraw) {
      if (await waitAgain(tx, id, 'interrupted')) await enqueueSending(tx, id, found)
      return false
    }
    await moveMessage(tx, id, ['sending', 'ambiguous'], 'interrupted')
    await enqueue(tx, 'reconcile-message', { id })
    return true
  })
  if (isUnclear) log.warn({ message: id }, 'a message may have been sent: its sender ended')
}
