import { z } from 'zod'
import { transaction, type Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import {
  findHeldBy,
  lockLane,
  moveMessage,
  saveMessage,
  takeMessage,
  waitAgain,
  type Candidate,
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
  /** It waits for another one of its lane, which asks for it when it is sent. */
  isHeld: z.boolean().optional(),
})

/** After so many tries, over half a day, a message counts as failed and its fallback is taken. */
const mostAttempts = 12
/** When a message looks again by itself whether the one before it is sent, whose sender may have ended. */
const heldMs = 2_000
/** How long after an unclear end the platform is asked whether the message is there. */
const reconcileAfterMs = 60_000

/**
 * Sends one message, drawn from the rows as they are now, no faster than the platform takes it. One that may have
 * arrived is never sent again by itself: the platform is asked where it lets us read, and the rest is shown.
 */
export const sendMessageJob = job({
  payload: Payload,
  async run(context, { id, isPaced = false }, job) {
    const taken = await transaction(context.db, (tx) => takePaced(context, tx, { id, isPaced, job }))
    if (taken === 'not now') return
    if (taken === 'interrupted')
      return context.log.warn({ message: id }, 'a message may have been sent: its sender ended')
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

interface Turn {
  readonly id: string
  readonly isPaced: boolean
  readonly job: string
}

/** Takes a message whose turn it is; asks for another turn otherwise. */
async function takePaced(
  context: JobContext,
  tx: Tx,
  turn: Turn,
): Promise<Taken | 'not now' | 'interrupted'> {
  const candidate = await lockLane(tx, turn.id)
  if (!candidate) return 'not now'
  const { message } = candidate
  if (message.state === 'sending' && message.takenBy === turn.job) return followInterrupted(tx, candidate)
  return message.state === 'waiting' ? takeInTurn(context, tx, candidate, turn) : 'not now'
}

async function takeInTurn(
  context: JobContext,
  tx: Tx,
  candidate: Candidate,
  { id, isPaced, job }: Turn,
): Promise<Taken | 'not now'> {
  if (candidate.isHeld) {
    await enqueueSending(tx, id, { delayMs: heldMs, isPaced, isHeld: !isPaced })
    return 'not now'
  }
  const to = await destinationOf(context, tx, candidate.message)
  const waitMs = to ? await paceOf(context, tx, candidate, to, isPaced) : 0
  if (waitMs > 0) {
    await enqueueSending(tx, id, { delayMs: waitMs, isPaced: true })
    return 'not now'
  }
  const taken = await takeMessage(tx, id, job)
  return taken ? { message: taken, to } : 'not now'
}

async function paceOf(
  { limits }: JobContext,
  tx: Tx,
  { isRedraw }: Candidate,
  to: Destination,
  isPaced: boolean,
): Promise<number> {
  const name = placeName(to)
  if (isPaced) return blockedFor(tx, name)
  const [place, use] = isRedraw ? [`${to.platform}:update`, 'update' as const] : [name, 'post' as const]
  return Math.max(await reserveSlot(tx, place, limits[to.platform][use]), await blockedFor(tx, name))
}

/** Writes how sending ended, with everything that follows from it. */
async function note(
  context: JobContext,
  tx: Tx,
  { message, to }: Taken,
  { result, shown, onEnd }: Sent,
): Promise<void> {
  await callNext(tx, message.id)
  if (result.state === 'waiting') return noteWaiting(context, tx, { message, to }, result)
  await saveMessage(tx, message.id, result)
  if (shown || result.state === 'lapsed') await onEnd?.(tx, shown ?? null)
  if (result.state === 'failed') await noteLost(context, tx, message, result.error)
  if (result.state === 'ambiguous')
    await enqueue(tx, 'reconcile-message', { id: message.id }, { delayMs: reconcileAfterMs })
}

/** Whatever waited for this message is sent at once, without the queue's next look at what was put off. */
async function callNext(tx: Tx, id: string): Promise<void> {
  const held = await findHeldBy(tx, id)
  if (held !== null) await enqueueSending(tx, held)
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
  if (isWaiting) await enqueueSending(tx, message.id, { delayMs: retryAfterMs, isPaced: true })
}

/** Whoever took the message ended in the middle of sending: a redraw may be done again, a post may have arrived. */
async function followInterrupted(
  tx: Tx,
  { message: { id }, isRedraw }: Candidate,
): Promise<'not now' | 'interrupted'> {
  if (isRedraw) {
    if (await waitAgain(tx, id, 'interrupted')) await enqueueSending(tx, id)
    return 'not now'
  }
  await moveMessage(tx, id, ['sending', 'ambiguous'], 'interrupted')
  await enqueue(tx, 'reconcile-message', { id })
  return 'interrupted'
}
