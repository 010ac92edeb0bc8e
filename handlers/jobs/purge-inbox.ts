import { z } from 'zod'
import { purgeInbox } from '../../db/inbox.js'
import { job } from './job.js'

/** How long a second delivery of the same act is recognised. Slack repeats an event for at most an hour. */
const keepDays = 7

/** Forgets interactions that cannot be delivered again. */
export const purgeInboxJob = job({
  payload: z.unknown(),
  async run({ db, clock }) {
    await purgeInbox(db, clock().minus({ days: keepDays }))
  },
})
