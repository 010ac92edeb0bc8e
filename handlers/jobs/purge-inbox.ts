import { purgeInbox } from '../../db/inbox.js'
import { purgeUnsent } from '../../db/outbox.js'
import { runOfDay } from './run-of-day.js'

/** How long a second delivery of the same act is recognised. Slack repeats an event for at most an hour. */
const keepDays = 7

/** How long it is kept that a message of no case was not sent: as long as one that was. */
const keepUnsentMonths = 12

/** Forgets interactions that cannot be delivered again, and messages that never arrived. */
export const purgeInboxJob = runOfDay('purge-inbox', async ({ db, clock }) => {
  await purgeInbox(db, clock().minus({ days: keepDays }))
  await purgeUnsent(db, clock().minus({ months: keepUnsentMonths }))
})
