import { sql } from 'drizzle-orm'
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
}

/**
 * Adds a job to the queue, as part of the transaction: it exists exactly if that commits. Payload: ids only. There are no
 * named queues: whoever takes a job would lock every one of them that there ever was.
 */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: Readonly<Record<string, unknown>>,
  { jobKey, isEnough = false, runAt, delayMs }: EnqueueOptions = {},
): Promise<void> {
  // The casts tell add_job's overloads apart.
  await tx.execute(sql`
    select graphile_worker.add_job(identifier => ${job}::text, payload => ${json(payload)},
      run_at => coalesce(${instant(runAt ?? null)}::timestamptz,
        now() + ${delayMs ?? null}::float8 * interval '1 millisecond'),
      job_key => ${jobKey ?? null}::text, job_key_mode => ${isEnough ? 'unsafe_dedupe' : 'replace'}::text)`)
}
