import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { caseStatuses, type CaseStatus, type Reference } from '../src/domain/case/types.js'
import type { PersonId } from '../src/domain/people/roles.js'
import { rightTypes, type RightType } from '../src/domain/rights/rights.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader } from './client.js'
import { json } from './parameters.js'

/** One line of a list: case metadata only (Z1). */
export interface CaseRow {
  readonly reference: Reference
  readonly status: CaseStatus
  readonly rights: readonly RightType[]
  readonly effectiveDue: LocalDate
  readonly promisedDue: LocalDate
  readonly statutoryDue: LocalDate
  readonly assignee: PersonId | null
  readonly version: number
}

/** Cases that wait for somebody: in one of these statuses, and the other conditions where they are given. */
export interface WaitingFor {
  readonly statuses: readonly CaseStatus[]
  /** Only plans that one of these roles decides on. */
  readonly approvers?: readonly ('engineer' | 'manager')[]
  /** Only cases that nobody handles. */
  readonly isUnassigned?: boolean
  /** Leaves out plans that this person proposed, and cases about this person. */
  readonly except?: PersonId
}

/**
 * `mine`: assigned and not closed. `due`: open, effective date up to and including `until`, overdue ones too.
 * `leaveOut`: cases whose date has moved on since their row was written.
 */
export type CaseScope =
  | { readonly scope: 'mine'; readonly person: PersonId }
  | { readonly scope: 'due'; readonly until?: LocalDate; readonly leaveOut?: readonly Reference[] }
  | { readonly scope: 'overdue'; readonly today: LocalDate; readonly leaveOut?: readonly Reference[] }
  | { readonly scope: 'waiting'; readonly waitingFor: WaitingFor }
  | { readonly scope: 'all' }

export interface Page {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

const StoredRow = z.object({
  reference: z.string().transform((text) => text as Reference),
  status: z.enum(caseStatuses),
  rights: z.array(z.enum(rightTypes)),
  effectiveDue: z.string().transform((text) => text as LocalDate),
  promisedDue: z.string().transform((text) => text as LocalDate),
  statutoryDue: z.string().transform((text) => text as LocalDate),
  assignee: z
    .string()
    .nullable()
    .transform((text) => text as PersonId | null),
  version: z.int(),
})

// Word for word the condition of the index `cases_open_due`, without which it is not used.
const isOpen = sql`status not in ('responded', 'closed')`

// The rule is `isErasing` of the domain; test/db/case-list.test.ts compares the two.
const isErasing = sql`(
  exists (select from jsonb_array_elements(p.lines) l where l->>'action' in ('delete', 'anonymise'))
  or exists (select from jsonb_array_elements(p.items) i
    where i->>'right' = 'erasure' and i->>'outcome' in ('fulfilled', 'partially_fulfilled')))`

const decidedBy = (approvers: readonly string[]) => sql`exists (select from plans p
  where p.reference = c.reference and p.is_current
    and case when ${isErasing} then ${approvers.includes('engineer')}::boolean else ${approvers.includes('manager')}::boolean end)`

function waiting({ statuses, approvers, isUnassigned, except }: WaitingFor): SQL {
  const parts = [sql`status in (select json_array_elements_text(${JSON.stringify(statuses)}::text::json))`]
  if (approvers !== undefined) parts.push(decidedBy(approvers))
  if (isUnassigned) parts.push(sql`assignee is null`)
  if (except !== undefined) {
    parts.push(sql`subject_person is distinct from ${except}`)
    parts.push(sql`not exists (select from plans p
      where p.reference = c.reference and p.is_current and p.proposed_by = ${except})`)
  }
  return sql.join(parts, sql` and `)
}

const without = (references: readonly Reference[] = []): SQL =>
  references.length === 0
    ? sql`true`
    : sql`reference not in (select json_array_elements_text(${json(references)}))`

function conditionOf(wanted: CaseScope): SQL {
  switch (wanted.scope) {
    case 'mine':
      return sql`assignee = ${wanted.person} and status <> 'closed'`
    case 'due':
      return wanted.until === undefined
        ? isOpen
        : sql`${isOpen} and effective_due <= ${wanted.until} and ${without(wanted.leaveOut)}`
    case 'overdue':
      return sql`${isOpen} and effective_due < ${wanted.today} and ${without(wanted.leaveOut)}`
    case 'waiting':
      return waiting(wanted.waitingFor)
    case 'all':
      return sql`true`
  }
}

/** Whom a list is for: a case about this person is never in it (§5.7). */
export interface For {
  readonly hideFrom: PersonId
}

/** One page of a list and how many cases the list has. Nearest effective date first; `all`: newest first. */
export async function listCases(
  from: Reader,
  wanted: CaseScope & Page & For,
): Promise<{ readonly rows: readonly CaseRow[]; readonly total: number }> {
  const condition = sql`${conditionOf(wanted)} and subject_person is distinct from ${wanted.hideFrom}`
  const order = wanted.scope === 'all' ? sql`opened_at desc, reference desc` : sql`effective_due, reference`
  const [rows, counted] = await Promise.all([
    from.execute(sql`
      select reference, status, effective_due as "effectiveDue", promised_due as "promisedDue",
        statutory_due as "statutoryDue", assignee, version,
        (select json_agg(i."right" order by i.position) from case_items i where i.reference = c.reference) as rights
      from cases c where ${condition}
      order by ${order} limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`),
    from.execute<{ total: number }>(sql`select count(*)::int as total from cases c where ${condition}`),
  ])
  return { rows: z.array(StoredRow).parse([...rows]), total: counted[0]!.total }
}

/** Open cases whose clock stands and whose row says that they are due by `until`. */
export async function findStandingClocks(from: Reader, until: LocalDate): Promise<readonly Reference[]> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select reference from cases
    where ${isOpen} and effective_due <= ${until} and pauses @> '[{"answeredAt": null}]'::jsonb`)
  return rows.map(({ reference }) => reference)
}

/** How many cases are open, and how many of them are past their effective date, `today` in Oslo. */
export async function countOpen(
  from: Reader,
  today: LocalDate,
  leaveOut: readonly Reference[] = [],
): Promise<{ readonly open: number; readonly overdue: number }> {
  const rows = await from.execute<{ open: number; overdue: number }>(sql`
    select count(*)::int as open, (count(*) filter (where effective_due < ${today} and ${without(leaveOut)}))::int as overdue
    from cases where ${isOpen}`)
  return rows[0]!
}

/** The case that was opened last, or null. */
export async function findNewestReference(from: Reader): Promise<Reference | null> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select reference from events where type = 'request.received' order by seq desc limit 1`)
  return rows[0]?.reference ?? null
}
