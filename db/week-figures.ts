import { sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import { z } from 'zod'
import type { Durations, Flow } from '../src/domain/figures/weeks.js'
import { rightTypes } from '../src/domain/rights/rights.js'
import { startOfDay, type LocalDate } from '../src/domain/time/calendar.js'
import type { Reader } from './client.js'
import { instant, json } from './parameters.js'

const isOpen = sql`status not in ('responded', 'closed')`
// Word for word the expression of the index `cases_ended`: a closed case is at least as old as its answer.
const lastAct = sql`coalesce(c.closed_at, c.responded_at)`
/** When a case was answered, or closed without an answer. */
const endedAt = sql`coalesce(
  (select max(i.responded_at) from case_items i where i.reference = c.reference), c.closed_at, c.responded_at)`

/** What came and ended in each stretch from one of these days to the next, the last one without an end. */
export async function countFlows(from: Reader, days: readonly LocalDate[]): Promise<readonly Flow[]> {
  const stretches = days.map((day, index) => ({
    n: index,
    start: instant(startOfDay(day)),
    end: index + 1 < days.length ? instant(startOfDay(days[index + 1]!)) : null,
  }))
  const rows = await from.execute<{ received: number; ended: number }>(sql`
    with s as (
      select n, start, coalesce("end", 'infinity') as "end"
      from json_to_recordset(${json(stretches)}) as s(n int, start timestamptz, "end" timestamptz)
    ), received as (
      select s.n, count(*)::int as count from s join cases on received_at >= s.start and received_at < s."end"
      group by 1
    ), done as (
      select ${endedAt} as at from cases c
      where not ${isOpen} and ${lastAct} >= ${instant(startOfDay(days[0]!))}::timestamptz
    ), ended as (
      select s.n, count(*)::int as count from s join done on done.at >= s.start and done.at < s."end" group by 1
    )
    select coalesce(r.count, 0) as received, coalesce(e.count, 0) as ended
    from s left join received r using (n) left join ended e using (n) order by n`)
  return rows.map(({ received, ended }) => ({ received: Number(received), ended: Number(ended) }))
}

const Rows = z.array(
  z.object({
    right: z.enum(rightTypes).nullable(),
    ended: z.int(),
    open: z.int(),
    median: z.coerce.number(),
    mean: z.coerce.number(),
    p90: z.coerce.number(),
    onTime: z.int(),
    late: z.int(),
  }),
)

/** The whole weeks that are looked back on, and now: instants in UTC, and today in Oslo. */
export interface LookBack {
  readonly from: DateTime
  readonly now: DateTime
  readonly today: LocalDate
}

/**
 * How long the rights took that ended since `from`, and how long those have waited that are open now: of all together
 * first, then by right. Merged cases and what was no rights request are left out. Empty when there is nothing.
 */
export async function measureDurations(
  reader: Reader,
  { from, now, today }: LookBack,
): Promise<readonly Durations[]> {
  const rows = await reader.execute(sql`
    with one as (
      select i."right", c.effective_due, pauses @> '[{"answeredAt": null}]'::jsonb as stands,
        coalesce(i.responded_at, c.closed_at) as ended, c.received_at
      from cases c join case_items i using (reference)
      where (${isOpen} or ${lastAct} >= ${instant(from)}::timestamptz)
        and i.outcome is distinct from 'merged' and i.outcome is distinct from 'not_a_rights_request'
    ), timed as (
      select "right", ended, effective_due, stands, (ended at time zone 'Europe/Oslo')::date as ended_on,
        (coalesce(ended, ${instant(now)}::timestamptz) at time zone 'Europe/Oslo')::date
          - (received_at at time zone 'Europe/Oslo')::date as days
      from one where ended is null or ended >= ${instant(from)}::timestamptz
    )
    select "right", count(ended)::int as ended, (count(*) - count(ended))::int as open,
      percentile_cont(0.5) within group (order by days) as median, avg(days) as mean,
      percentile_cont(0.9) within group (order by days) as p90,
      (count(*) filter (where ended_on <= effective_due))::int as "onTime",
      (count(*) filter (where ended_on > effective_due
        or (ended is null and not stands and effective_due < ${today}::date)))::int as late
    from timed group by grouping sets ((), ("right")) having count(*) > 0
    order by "right" is not null, count(*) desc, "right"`)
  return Rows.parse([...rows])
}
