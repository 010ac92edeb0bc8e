import { sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader, Tx } from './client.js'
import { instant, json } from './parameters.js'

/** A kind of run on a day in Oslo. */
export interface Run<Job extends string = string> {
  readonly job: Job
  readonly day: LocalDate
}

/** Takes those of the runs that nobody has taken, and gives them: of several takers one gets each. */
export async function takeRuns<Job extends string>(
  tx: Tx,
  due: readonly Run<Job>[],
  at: DateTime,
): Promise<readonly Run<Job>[]> {
  const rows = await tx.execute<{ job: Job; day: LocalDate }>(sql`
    insert into runs (job, day, taken_at)
    select r.job, r.day, ${instant(at)}::timestamptz from json_to_recordset(${json(due)}) as r(job text, day date)
    on conflict (job, day) do nothing returning job, day::text as day`)
  return [...rows]
}

/** Which of the runs are not taken yet. */
export async function untakenRuns<Job extends string>(
  from: Reader,
  due: readonly Run<Job>[],
): Promise<readonly Run<Job>[]> {
  const rows = await from.execute<{ job: Job; day: LocalDate }>(sql`
    select r.job, r.day::text as day from json_to_recordset(${json(due)}) as r(job text, day date)
    where not exists (select from runs t where t.job = r.job and t.day = r.day)`)
  return [...rows]
}

/** Notes that a run is over. */
export async function finishRun(tx: Tx, { job, day }: Run, at: DateTime): Promise<void> {
  await tx.execute(sql`
    update runs set finished_at = ${instant(at)}::timestamptz where job = ${job} and day = ${day}`)
}

/** The day of the last finished run of a kind before `day`, or null. */
export async function lastFinishedRun(from: Reader, { job, day }: Run): Promise<LocalDate | null> {
  const rows = await from.execute<{ day: LocalDate | null }>(sql`
    select max(day)::text as day from runs where job = ${job} and day < ${day} and finished_at is not null`)
  return rows[0]?.day ?? null
}
