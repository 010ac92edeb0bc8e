import { checkAccount } from './check-account.js'
import type { Job } from './job.js'
import { purgeInboxJob } from './purge-inbox.js'
import { sendCard } from './send-card.js'

/** Every job by its name in the queue. */
export const jobs = {
  'send-card': sendCard,
  'check-account': checkAccount,
  'purge-inbox': purgeInboxJob,
} as const satisfies Record<string, Job>

export type JobName = keyof typeof jobs
