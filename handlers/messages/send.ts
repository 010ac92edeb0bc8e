import { portOf, Unavailable, type CardRef, type ChatPort } from '../../src/chat/port.js'
import { isGone } from '../../src/chat/removal.js'
import type { View } from '../../src/chat/view.js'
import type { OutboxMessage, SendResult } from '../../db/outbox.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import { withPeople } from '../people-in-words.js'
import { messageKinds } from './index.js'
import { holdsPii } from './outbound-filter.js'
import type { Prepared } from './message-kind.js'
import type { Destination } from './place.js'

/** How sending ended, and what is written with it. */
export interface Sent {
  readonly result: SendResult
  readonly shown?: CardRef
  readonly onEnd?: NonNullable<Prepared['onEnd']>
}

/** Sends one message to where it goes, drawn now. What the platform does wrong is a result, not an exception. */
export async function sendMessage(
  context: JobContext,
  message: OutboxMessage,
  to: Destination,
): Promise<Sent> {
  try {
    return await trySend(context, message, to)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    const states = { safe: 'waiting', never: 'failed', unknown: 'ambiguous' } as const
    const { retryAfterMs } = error
    const result = { state: states[error.retry], error: error.what }
    return { result: retryAfterMs === null ? result : { ...result, retryAfterMs } }
  }
}

async function trySend(context: JobContext, message: OutboxMessage, to: Destination): Promise<Sent> {
  const port = portOf(context.ports, to.platform)
  const [closed, prepared] = await Promise.all([
    refusedBy(port, to),
    messageKinds[message.kind]?.prepare(context, message),
  ])
  if (closed) return closed
  const end = prepared?.onEnd ? { onEnd: prepared.onEnd } : {}
  if (!prepared?.view) return { result: { state: 'lapsed' }, ...end }
  const { say } = drawer(context, null).draw
  const view = await withPeople(context.db, to.platform, prepared.view, say)
  if (await holdsPii(context, message.reference, view)) return failed('E_PII_IN_CHANNEL')
  const shown = await show(port, to, { view, redraws: prepared.redraws }, message.id)
  const at = context.clock()
  return { result: { state: 'sent', at, platform: to.platform, ...shown }, shown, ...end }
}

/** Asked before each post: nothing goes into a channel that others read, or of which that is not known (M6). */
async function refusedBy(port: ChatPort, { channel }: Destination): Promise<Sent | null> {
  if (channel === undefined) return null
  const audience = await port.audience(channel)
  if (audience.kind === 'private') return null
  return audience.kind === 'refused'
    ? failed(`channel_${audience.why}`)
    : { result: { state: 'waiting', error: 'channel_unread' } }
}

const failed = (error: string): Sent => ({ result: { state: 'failed', error } })

async function show(
  port: ChatPort,
  to: Destination,
  { view, redraws }: { readonly view: View<'Z1'>; readonly redraws: CardRef | null },
  mark: string,
): Promise<CardRef> {
  const post = () =>
    to.channel === undefined ? port.direct(to.userId, view, mark) : port.post(to.channel, view, mark)
  if (!redraws) return post()
  try {
    await port.update(redraws, view)
    return redraws
  } catch (error) {
    // Somebody took the message away: there is a new one.
    if (!isGone(error)) throw error
    return post()
  }
}
