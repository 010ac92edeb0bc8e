import { checkAccount } from './check-account.js'
import type { Job } from './job.js'
import { purgeInboxJob } from './purge-inbox.js'
import { mailReminders } from './mail-reminders.js'
import { remind } from './remind.js'
import { reconcileMessage } from './reconcile-message.js'
import { sendMessageJob } from './send-message.js'

/** Jobs that are due by the clock, once for a day in Oslo. */
const runJobs = {
  remind,
  'purge-inbox': purgeInboxJob,
} as const satisfies Record<string, Job>

export type RunJobName = keyof typeof runJobs

/** Every job by its name in the queue. */
export const jobs = {
  'send-message': sendMessageJob,
  'reconcile-message': reconcileMessage,
  'mail-reminders': mailReminders,
  'check-account': checkAccount,
  ...runJobs,
} as const satisfies Record<string, Job>
