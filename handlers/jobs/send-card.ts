import { z } from 'zod'
import { lockCard, saveCard, type Card } from '../../db/cards.js'
import { findCase } from '../../db/cases.js'
import { transaction } from '../../db/client.js'
import {
  noteInterrupted,
  saveMessage,
  takeMessage,
  type OutboxMessage,
  type SendResult,
} from '../../db/outbox.js'
import { portOf, Unavailable, type CardRef, type ChatPort } from '../../src/chat/port.js'
import type { View } from '../../src/chat/view.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import { findOutboundPii } from '../../src/domain/privacy/pii.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { caseCard } from '../../src/views/case-card.js'
import { drawer } from '../drawer.js'
import { withPeople } from '../people-in-words.js'
import { job, type JobContext } from './job.js'

/**
 * Posts the card of a case in its channel, or redraws it, from the row as it is now. A message that may have arrived
 * is never sent again by itself; one whose case was drawn meanwhile is done.
 */
export const sendCard = job({
  payload: z.object({ id: z.uuid() }),
  async run(context, { id }) {
    const message = await transaction(context.db, (tx) => takeMessage(tx, id))
    if (!message) return followInterrupted(context, id)
    const result = await trySend(context, message)
    context.metrics.sent(message.platform, result.state === 'waiting' ? 'throttled' : result.state)
    await transaction(context.db, (tx) => saveMessage(tx, id, result))
    // Throwing asks the queue to come back later.
    if (result.state === 'waiting') throw new Unavailable(result.error, 'safe')
  },
})

/** Whoever took the message ended in the middle of sending: nobody knows whether it arrived. */
async function followInterrupted({ db, log }: JobContext, id: string): Promise<void> {
  const wasSending = await transaction(db, (tx) => noteInterrupted(tx, id))
  if (wasSending) log.warn({ message: id }, 'a message may have been sent: its sender ended')
}

async function trySend(context: JobContext, message: OutboxMessage): Promise<SendResult> {
  try {
    return await send(context, message)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    const states = { safe: 'waiting', never: 'failed', unknown: 'ambiguous' } as const
    return { state: states[error.retry], error: error.what }
  }
}

async function send(
  context: JobContext,
  { reference, platform, channel }: OutboxMessage,
): Promise<SendResult> {
  const { db, clock } = context
  const chat = portOf(context.ports, platform)
  const audience = await chat.audience(channel)
  if (audience.kind === 'refused') return { state: 'failed', error: `channel_${audience.why}` }
  if (audience.kind === 'unread') return { state: 'waiting', error: 'channel_unread' }
  return transaction(db, async (tx) => {
    const card = await lockCard(tx, reference, platform, channel)
    const found = await findCase(tx, reference)
    if (!found) return { state: 'failed', error: 'case_gone' }
    if (card && card.shownVersion >= found.version) return { state: 'sent', at: clock() }
    const view = await withPeople(tx, platform, draw(context, found), drawer(context, null).draw.say)
    if (holdsPii(view)) return { state: 'failed', error: 'E_PII_IN_CHANNEL' }
    const shown = await show(chat, card, channel, view)
    await saveCard(tx, {
      kind: 'case',
      reference,
      platform,
      channel,
      messageId: shown.messageId,
      shownVersion: found.version,
    })
    return { state: 'sent', at: clock() }
  })
}

function draw(context: JobContext, found: RightsRequest): View<'Z1'> {
  return caseCard(drawer(context, null).draw, found, caseDates(found, context.clock()), { for: 'channel' })
}

async function show(chat: ChatPort, card: Card | null, channel: string, view: View<'Z1'>): Promise<CardRef> {
  if (!card) return chat.post(channel, view)
  const known = { channel, messageId: card.messageId }
  try {
    await chat.update(known, view)
    return known
  } catch (error) {
    if (!isDeleted(error)) throw error
    return chat.post(channel, view)
  }
}

/** Somebody took the message away: the case gets a new card. */
const isDeleted = (error: unknown) =>
  error instanceof Unavailable && error.retry === 'never' && error.what.includes('message_not_found')

/** The last look before words leave for a channel (M3). Types keep details out; this catches what they cannot. */
function holdsPii(view: View<'Z1'>): boolean {
  const texts: string[] = []
  JSON.stringify(view, (name, value: unknown) => {
    if (name === 'words' && typeof value === 'string') texts.push(value)
    return name === 'token' ? undefined : value
  })
  return texts.some((words) => findOutboundPii(words).length > 0)
}
