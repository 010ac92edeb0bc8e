import { sql, type SQL } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Tx } from './client.js'
import { instant, json } from './parameters.js'

export interface EnqueueOptions {
  /** A waiting job with this key is replaced, not doubled. */
  readonly jobKey?: string
  /** A job with the key stays as it is, also one that a killed process has in its hands: it is given back in time. */
  readonly isEnough?: boolean
  /** Not before this instant; at once where it is not given. */
  readonly runAt?: DateTime
  /** Not before so many ms by the database's clock: for waiting on the world outside, not on the desk's clock. */
  readonly delayMs?: number
  /** `later`: jobs of which there are many and which nobody waits for. They leave the others their place. */
  readonly turn?: 'soon' | 'later'
}

const priorities = { soon: 0, later: 10 } as const
const ordinary = {
  jobKey: null,
  isEnough: false,
  runAt: null,
  delayMs: null,
  turn: 'soon' as const,
}

/**
 * Adds a job to the queue, as part of the transaction: it exists exactly if that commits. Payload: ids only. There are no
 * named queues: whoever takes a job would lock every one of them that there ever was.
 */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: Readonly<Record<string, unknown>>,
  options: EnqueueOptions = {},
): Promise<void> {
  const { jobKey, isEnough, runAt, delayMs, turn } = { ...ordinary, ...options }
  // The casts tell add_job's overloads apart.
  await tx.execute(sql`
    select graphile_worker.add_job(identifier => ${job}::text, payload => ${json(payload)},
      run_at => coalesce(${instant(runAt)}::timestamptz,
        now() + ${delayMs}::float8 * interval '1 millisecond'),
      job_key => ${jobKey}::text, job_key_mode => ${isEnough ? 'unsafe_dedupe' : 'replace'}::text,
      priority => ${priorities[turn]}::int)`)
}

/** Removes a job that waits or failed for good, by its key: that can name a case. */
export const forgetJob = (jobKey: string): SQL => sql`select graphile_worker.remove_job(${jobKey})`
