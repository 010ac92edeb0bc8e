import { transaction, type Tx } from '../../db/client.js'
import { lastFinishedRun } from '../../db/runs.js'
import { listRecipients } from '../../db/recipients.js'
import { listWaitingRecipients } from '../../db/reminders.js'
import type { Platform } from '../../src/chat/interaction.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { addDays, addWorkingDays, localDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { isEscalation, isWorkingTime } from '../../src/domain/time/due-reminders.js'
import type { ReminderCode } from '../../src/domain/time/reminders.js'
import { runInstant } from '../../src/domain/time/schedule.js'
import { queueMessage } from '../messages/queue-message.js'
import { collectReminders } from '../reminders/collect.js'
import { channelRecipient, readFunctions } from '../reminders/recipients.js'
import type { DateTime } from 'luxon'
import type { JobContext } from './job.js'
import { runOfDay } from './run-of-day.js'

/**
 * The reminders of a day (§3.5), with those of the days that were missed before it: noted case by case, then one
 * message for each who gets some.
 */
export const remind = runOfDay('remind', async (context, day) => {
  const last = await lastFinishedRun(context.db, { job: 'remind', day })
  const functions = await readFunctions(context.db, context.clock())
  await collectReminders(context, functions, { after: last ?? addDays(day, -1), until: day })
  await queueReminders(context, day)
})

/** Queues one message for each who has something waiting. */
export async function queueReminders(context: JobContext, day: LocalDate): Promise<void> {
  for (const { recipient, codes } of await listWaitingRecipients(context.db, day)) {
    await transaction(context.db, (tx) =>
      recipient === channelRecipient
        ? queueForChannel(context, tx, day)
        : queueForPerson(context, tx, { person: recipient as PersonId, codes, day }),
    )
  }
}

async function queueForChannel({ desk }: JobContext, tx: Tx, day: LocalDate): Promise<void> {
  const coalesceKey = `reminders:${channelRecipient}`
  await queueMessage(tx, { kind: 'reminders', ...desk.privacyChannel, day, coalesceKey })
}

interface Personal {
  readonly person: PersonId
  readonly codes: readonly ReminderCode[]
  readonly day: LocalDate
}

async function queueForPerson(context: JobContext, tx: Tx, { person, codes, day }: Personal): Promise<void> {
  const [found] = await listRecipients(tx, [person], Object.keys(context.ports) as Platform[])
  const isUrgent = codes.some(isEscalation)
  const dueAt = isUrgent ? null : hourOf(context.clock(), day, found?.digestHour ?? 9)
  await queueMessage(tx, {
    kind: 'reminders',
    platform: found?.platform ?? context.desk.privacyChannel.platform,
    person,
    day,
    coalesceKey: `reminders:${person}`,
    ...(dueAt ? { dueAt } : {}),
  })
}

/** When a message that can wait is sent: at the person's hour, and never outside working hours. Null: now. */
function hourOf(now: DateTime, day: LocalDate, hour: number): DateTime | null {
  const wanted = runInstant({ hour, minute: 0, on: 'working_days' }, day)
  if (wanted > now) return wanted
  const here = now.setZone('Europe/Oslo')
  const today = localDate(now)
  if (isWorkingTime(today, here.hour)) return null
  const next = here.hour < 8 ? addWorkingDays(addDays(today, -1), 1) : addWorkingDays(today, 1)
  return runInstant({ hour, minute: 0, on: 'working_days' }, next)
}
