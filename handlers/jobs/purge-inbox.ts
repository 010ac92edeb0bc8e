import { purgeInbox } from '../../db/inbox.js'
import { runOfDay } from './run-of-day.js'

/** How long a second delivery of the same act is recognised. Slack repeats an event for at most an hour. */
const keepDays = 7

/** Forgets interactions that cannot be delivered again. */
export const purgeInboxJob = runOfDay('purge-inbox', async ({ db, clock }) => {
  await purgeInbox(db, clock().minus({ days: keepDays }))
})
