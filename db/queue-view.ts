import { sql } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Reader, Tx } from './client.js'

/** A job that failed so often that it is not tried any more. */
export interface DeadJob {
  readonly id: string
  readonly job: string
  readonly attempts: number
  /** Class and code of what failed, never its words. */
  readonly lastError: string | null
  /** When it would have been tried next. */
  readonly lastTriedAt: DateTime
}

const isDead = sql`attempts >= max_attempts and locked_at is null`

/** The dead jobs, the newest first. */
export async function listDeadJobs(from: Reader, limit: number): Promise<readonly DeadJob[]> {
  const rows = await from.execute<{
    id: string
    job: string
    attempts: number
    lastError: string | null
    triedAt: string
  }>(sql`
    select id::text as id, task_identifier as job, attempts::int as attempts, last_error as "lastError",
      to_json(updated_at)#>>'{}' as "triedAt"
    from graphile_worker.jobs where ${isDead} order by updated_at desc, id desc limit ${limit}`)
  return rows.map(({ triedAt, ...job }) => ({
    ...job,
    lastTriedAt: DateTime.fromISO(triedAt, { zone: 'utc' }),
  }))
}

/** How many jobs wait, and how many are dead. */
export async function countJobs(from: Reader): Promise<{ readonly waiting: number; readonly dead: number }> {
  const rows = await from.execute<{ waiting: number; dead: number }>(sql`
    select (count(*) filter (where not (${isDead})))::int as waiting, (count(*) filter (where ${isDead}))::int as dead
    from graphile_worker.jobs`)
  return rows[0]!
}

/** Lets a dead job be tried again from the start; false when there is no such dead job. */
export async function reviveJob(tx: Tx, id: string): Promise<boolean> {
  if (!/^\d{1,18}$/u.test(id)) return false
  const rows = await tx.execute(sql`
    select 1 from graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs where id = ${id}::bigint and ${isDead}), run_at => now(), attempts => 0)`)
  return rows.length > 0
}

/** Moves the next try of a failed job by chance, to between half and one and a half of its waiting time. */
export async function spreadRetry(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    select 1 from graphile_worker.jobs j,
      lateral graphile_worker.reschedule_jobs(array[j.id], run_at => now() + (j.run_at - now()) * (0.5 + random()))
    where j.id = ${id}::bigint and j.locked_at is null and j.run_at > now()`)
}
