import { z } from 'zod'
import { transaction } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { findMessage, type OutboxMessage } from '../../db/outbox.js'
import { findMessageActor } from '../../db/recipients.js'
import { accountsOf } from '../../db/people.js'
import { endReminders, listWaiting } from '../../db/reminders.js'
import { Unavailable } from '../../src/chat/port.js'
import { systemActor, type PersonId } from '../../src/domain/people/roles.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { remindersMail } from '../../src/views/reminders-mail.js'
import { drawer } from '../drawer.js'
import { eventsOf, giveUp, recipientOf, sortOut } from '../messages/reminders-message.js'
import { job, type JobContext } from './job.js'

/** The last way to a person whom no chat reaches: references and reasons by e-mail. Where that fails too it is recorded. */
export const mailReminders = job({
  payload: z.object({ id: z.uuid() }),
  async run(context, { id }) {
    const message = await findMessage(context.db, id)
    if (!message?.person) return
    try {
      await mail(context, message, message.person)
    } catch (error) {
      if (!(error instanceof Unavailable) || error.retry === 'safe') throw error
      const state = error.retry === 'unknown' ? 'unclear' : 'undeliverable'
      await transaction(context.db, (tx) => giveUp(context, tx, message, state))
    }
  },
})

async function mail(context: JobContext, message: OutboxMessage, person: PersonId): Promise<void> {
  const { db, clock } = context
  const now = clock()
  const waiting = await listWaiting(db, recipientOf(message), localDate(now))
  const { lines, holding, lapsed } = await sortOut(context, waiting, localDate(now))
  if (lines.length > 0) {
    const { draw } = drawer(context, await findMessageActor(db, person))
    const { subject, text } = remindersMail(draw, lines)
    if (!context.mail) throw new Unavailable('mail (off)', 'never')
    await context.mail.send(await addressOf(context, person), subject, text)
  }
  await transaction(db, async (tx) => {
    await endReminders(tx, lapsed, 'lapsed', now)
    await endReminders(tx, holding, 'mailed', now)
    await appendEvents(tx, holding.flatMap(eventsOf), { actor: systemActor.id, role: 'system', at: now })
  })
}

/** The address is asked of the platform each time and never kept. */
async function addressOf({ db, ports }: JobContext, person: PersonId): Promise<string> {
  for (const { platform, userId, kind } of await accountsOf(db, [person])) {
    const port = ports[platform]
    const profile = port && kind === 'member' ? await port.profile(userId) : null
    if (profile?.email) return profile.email
  }
  throw new Unavailable('mail (no_address)', 'never')
}
