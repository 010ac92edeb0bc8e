import { findCase } from '../../db/cases.js'
import type { Tx } from '../../db/client.js'
import { isToldOf, type OutboxMessage } from '../../db/outbox.js'
import { findMessageActor, listPeopleInRole } from '../../db/recipients.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { channelTroubleView } from '../../src/views/channel-trouble.js'
import { drawer } from '../drawer.js'
import type { JobContext } from '../jobs/job.js'
import type { MessageKind } from './message-kind.js'
import { queueMessage } from './queue-message.js'

/** Tells a manager that messages do not reach a channel, and what to do; drawn from the latest that failed. */
export const channelTrouble: MessageKind = {
  async prepare(context, message) {
    const { person, coalesceKey } = message
    if (!person || !coalesceKey) return null
    const { draw } = drawer(context, await findMessageActor(context.db, person))
    const code = coalesceKey.split(':')[1] ?? ''
    return { view: channelTroubleView(draw, code), redraws: null }
  },
}

/**
 * Tells every manager that a message was not posted, once a day for each reason; of personal data in it also the
 * handler of the case (M3).
 */
export async function tellTrouble(
  context: JobContext,
  tx: Tx,
  { kind, platform, reference }: OutboxMessage,
  code: string,
): Promise<void> {
  if (kind === 'channel-trouble') return
  const day = localDate(context.clock())
  const why = /^channel_[a-z_]+$|^E_[A-Z_]+$/u.test(code) ? code : 'other'
  const handlers = reference && why === 'E_PII_IN_CHANNEL' ? await handlerOf(tx, reference) : []
  const told = new Set([...(await listPeopleInRole(tx, 'manager')), ...handlers])
  for (const person of told) {
    const coalesceKey = `trouble:${why}:${person}`
    if (await isToldOf(tx, coalesceKey, day)) continue
    await queueMessage(tx, { kind: 'channel-trouble', platform, person, day, coalesceKey })
  }
}

async function handlerOf(tx: Tx, reference: Reference): Promise<readonly PersonId[]> {
  const assignee = (await findCase(tx, reference))?.assignee
  return assignee ? [assignee] : []
}
