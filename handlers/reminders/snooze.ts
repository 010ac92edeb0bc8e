import { insertReminders, listTold } from '../../db/reminders.js'
import { readingCommands } from '../../src/domain/people/policy.js'
import { addWorkingDays, localDate } from '../../src/domain/time/calendar.js'
import { refusalToSnooze } from '../../src/domain/time/due-reminders.js'
import { done } from '../../src/views/done.js'
import { handler, isRefusal } from '../context.js'
import { findVisible } from '../requests/find.js'
import { CaseReference } from '../requests/input.js'
import { z } from 'zod'

/**
 * Brings what somebody was reminded of in a case again on the next working day. From R-W1 up nothing is put off (§3.5).
 */
export const snoozeReminder = handler({
  access: readingCommands['request.show'],
  effect: 'write',
  input: z.object({ reference: CaseReference }),
  async run(context, { reference }) {
    const { tx, actor, now, draw } = context
    const visible = await findVisible(context, reference)
    if (isRefusal(visible)) return visible
    const told = await listTold(tx, reference, actor.id)
    const latest = told[0]?.day
    const last = told.filter(({ day }) => day === latest)
    const refused = refusalToSnooze(
      last.map(({ code }) => code),
      reference,
    )
    if (refused) return refused
    const day = addWorkingDays(localDate(now), 1)
    await insertReminders(
      tx,
      last.map((one) => ({ ...one, day })),
    )
    return { kind: 'private', view: done(draw, 'reminder.snooze', { reference }) }
  },
})
