import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Reference } from '../src/domain/case/types.js'
import { caseStatuses } from '../src/domain/case/types.js'
import {
  dueGroup,
  isWaiting,
  addFigures,
  noFigures,
  type OpenFigures,
} from '../src/domain/figures/open-cases.js'
import { rightTypes } from '../src/domain/rights/rights.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader } from './client.js'

// Word for word the conditions of the indexes `cases_open_due` and `cases_standing`.
const isOpen = sql`status not in ('responded', 'closed')`
const stands = sql`pauses @> '[{"answeredAt": null}]'::jsonb`

/** So many days left and more are one group. */
const farAway = 15

const Groups = z.array(
  z.object({ status: z.enum(caseStatuses), days: z.int(), count: z.int(), unassigned: z.int() }),
)
const Rights = z.array(z.object({ right: z.enum(rightTypes), count: z.int() }))

/**
 * The figures of open cases whose row tells all: not past their date, and with a clock that runs. Those that are left
 * out are `listLate` and `listStanding`, whose dates the rules have to work out.
 */
export async function countOnTime(from: Reader, today: LocalDate): Promise<OpenFigures> {
  const counted = sql`${isOpen} and effective_due >= ${today}::date and not ${stands}`
  const groups = await from.execute(sql`
    select status, least(effective_due - ${today}::date, ${farAway}::int) as days, count(*)::int as count,
      (count(*) filter (where assignee is null))::int as unassigned
    from cases where ${counted} group by 1, 2`)
  const rights = await from.execute(sql`
    select i."right", count(*)::int as count from cases c join case_items i using (reference)
    where ${counted} and i.responded_at is null group by 1`)
  const byRight = Object.fromEntries(Rights.parse([...rights]).map(({ right, count }) => [right, count]))
  return Groups.parse([...groups])
    .map(({ status, days, count, unassigned }): OpenFigures => ({
      ...noFigures,
      open: count,
      byDue: { [dueGroup(days)]: count },
      waiting: isWaiting(status) ? { [status]: count } : {},
      unassigned,
    }))
    .reduce(addFigures, { ...noFigures, byRight })
}

/** Where a list of open cases goes on: after this one. */
export interface After {
  readonly due: LocalDate
  readonly reference: Reference
}

/** Open cases past their date, whose clock runs: the oldest date first, a page at a time. */
export async function listLate(
  from: Reader,
  today: LocalDate,
  after: After | null,
  limit: number,
): Promise<readonly After[]> {
  const further =
    after === null ? sql`true` : sql`(effective_due, reference) > (${after.due}::date, ${after.reference})`
  const rows = await from.execute<{ due: LocalDate; reference: Reference }>(sql`
    select effective_due::text as due, reference from cases
    where ${isOpen} and effective_due < ${today}::date and ${further} and not ${stands}
    order by effective_due, reference limit ${limit}`)
  return [...rows]
}

/** Open cases whose clock stands. */
export async function listStanding(from: Reader): Promise<readonly Reference[]> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select reference from cases where ${isOpen} and ${stands} order by effective_due, reference`)
  return rows.map(({ reference }) => reference)
}

/** Open cases with a clock that runs, the nearest date first. */
export async function listNearest(from: Reader, limit: number): Promise<readonly Reference[]> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select reference from cases where ${isOpen} and not ${stands} order by effective_due, reference limit ${limit}`)
  return rows.map(({ reference }) => reference)
}
