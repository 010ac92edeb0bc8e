import { checkAccount } from './check-account.js'
import { checkStoresJob } from './check-stores.js'
import { checkAccounts } from './check-accounts.js'
import { executePlanJob } from './execute-plan.js'
import { digest } from './digest.js'
import type { Job } from './job.js'
import { locatePlan } from './locate-plan.js'
import { purgeInboxJob } from './purge-inbox.js'
import { mailReminders } from './mail-reminders.js'
import { remind } from './remind.js'
import { reconcileMessage } from './reconcile-message.js'
import { sendMessageJob } from './send-message.js'
import { shredErasureIds } from './shred-erasure-ids.js'
import {
  findKeptJob,
  finishSweepJob,
  planSweepJob,
  prepareSweepJob,
  startSweepJob,
  sweep,
  sweepPartJob,
} from './sweep.js'
import { beginOnCall, syncOnCall } from './sync-on-call.js'

/** Jobs that are due by the clock, once for a day in Oslo. */
const runJobs = {
  sweep,
  remind,
  digest,
  'check-accounts': checkAccounts,
  'purge-inbox': purgeInboxJob,
  'begin-on-call': beginOnCall,
  'shred-erasure-ids': shredErasureIds,
} as const satisfies Record<string, Job>

export type RunJobName = keyof typeof runJobs

/** What reaches people. None of it asks a store, which may take its time: there is always a worker for these. */
export const messageJobs = {
  'send-message': sendMessageJob,
  'reconcile-message': reconcileMessage,
  'mail-reminders': mailReminders,
  'check-account': checkAccount,
  'sync-on-call': syncOnCall,
  remind,
  digest,
} as const satisfies Record<string, Job>

/** Every job by its name in the queue. */
export const jobs = {
  ...messageJobs,
  'locate-plan': locatePlan,
  'execute-plan': executePlanJob,
  'check-stores': checkStoresJob,
  'prepare-sweep': prepareSweepJob,
  'find-kept': findKeptJob,
  'sweep-part': sweepPartJob,
  'plan-sweep': planSweepJob,
  'start-sweep': startSweepJob,
  'finish-sweep': finishSweepJob,
  ...runJobs,
} as const satisfies Record<string, Job>
