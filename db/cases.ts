import { sql, type SQL } from 'drizzle-orm'
import type { Reference, RightsRequest } from '../src/domain/case/types.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import { caseOf, StoredCase } from './case-row.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { json, instant } from './parameters.js'
import { VersionConflict } from './errors.js'
import { savePlan } from './plans.js'

/** The dates of a case worked out by the rules at the moment of saving; lists and reminders read them. */
export interface StoredDates {
  readonly promisedDue: LocalDate
  readonly statutoryDue: LocalDate
  readonly effectiveDue: LocalDate
  readonly workBy: LocalDate
}

const selectCases = (references: readonly Reference[]) => sql`
    select to_json(c) as facts,
      (select coalesce(json_agg(i order by i.position), '[]') from case_items i where i.reference = c.reference) as items,
      (select coalesce(json_agg(s order by s.ticked_at, s.code), '[]') from case_steps s
        where s.reference = c.reference) as ticks,
      (select to_json(p) from plans p where p.reference = c.reference and is_current) as plan
    from json_array_elements_text(${json(references)}) with ordinality as wanted(reference, place)
    join cases c using (reference) order by wanted.place`

const caseFrom = (row: unknown) => (row === undefined ? null : caseOf(StoredCase.parse(row)))

/** A whole case in one statement, or null. */
export async function findCase(from: Reader, reference: Reference): Promise<RightsRequest | null> {
  const rows = await from.execute(selectCases([reference]))
  return caseFrom(rows[0])
}

/** Whole cases in one statement, in the order of the references; those that do not exist are left out. */
export async function findCases(
  from: Reader,
  references: readonly Reference[],
): Promise<readonly RightsRequest[]> {
  if (references.length === 0) return []
  const rows = await from.execute(selectCases(references))
  return rows.map((row) => caseOf(StoredCase.parse(row)))
}

/**
 * The case as it is once we have it to ourselves until the transaction ends, or null. Two statements in one round
 * trip: one alone would show the items and the plan of before the wait.
 */
export async function lockCase(tx: Tx, reference: Reference): Promise<RightsRequest | null> {
  const lock = sql`select 1 from cases where reference = ${reference} for no key update`
  const [, rows] = await inOrder(tx, [lock, selectCases([reference])])
  return caseFrom(rows?.[0])
}

const respondedAtOf = (found: RightsRequest) => (found.status === 'responded' ? found.respondedAt : null)
const closedAtOf = (found: RightsRequest) => (found.status === 'closed' ? found.closedAt : null)

/** Writes a new case with its items, ticks and plan. */
export async function insertCase(tx: Tx, made: RightsRequest, dates: StoredDates): Promise<void> {
  await inOrder(tx, [
    insertRow(made, dates),
    ...saveItems(made),
    ...(made.ticks.length > 0 ? saveTicks(made) : []),
    ...savePlan(made.reference, null, made.plan),
  ])
}

function insertRow(made: RightsRequest, dates: StoredDates): SQL {
  return sql`
      insert into cases (reference, version, status, received_at, channel, language, is_on_behalf, opened_by,
        opened_at, assignee, subject_person, identity, clarification, pauses, extension, recipients, notice_version,
        merged_into, is_late_refusal, responded_at, closed_at, promised_due, statutory_due, effective_due, work_by)
      values (${made.reference}, ${made.version}, ${made.status}, ${instant(made.receivedAt)}, ${made.channel},
        ${made.language}, ${made.isOnBehalf}, ${made.openedBy}, ${instant(made.openedAt)}, ${made.assignee},
        ${made.subjectPerson}, ${json(made.identity)}, ${json(made.clarification)}, ${json(made.pauses)},
        ${json(made.extension)}, ${made.recipients}, ${made.noticeVersion}, ${made.mergedInto}, ${made.isLateRefusal},
        ${instant(respondedAtOf(made))}, ${instant(closedAtOf(made))}, ${dates.promisedDue}, ${dates.statutoryDue},
        ${dates.effectiveDue}, ${dates.workBy})`
}

function updateRow(before: RightsRequest, next: RightsRequest, dates: StoredDates): SQL {
  return sql`
    update cases set version = ${next.version}, status = ${next.status}, received_at = ${instant(next.receivedAt)},
      channel = ${next.channel}, language = ${next.language}, is_on_behalf = ${next.isOnBehalf},
      assignee = ${next.assignee}, subject_person = ${next.subjectPerson}, identity = ${json(next.identity)},
      clarification = ${json(next.clarification)}, pauses = ${json(next.pauses)}, extension = ${json(next.extension)},
      recipients = ${next.recipients}, notice_version = ${next.noticeVersion}, merged_into = ${next.mergedInto},
      is_late_refusal = ${next.isLateRefusal}, responded_at = ${instant(respondedAtOf(next))},
      closed_at = ${instant(closedAtOf(next))}, promised_due = ${dates.promisedDue},
      statutory_due = ${dates.statutoryDue}, effective_due = ${dates.effectiveDue}, work_by = ${dates.workBy},
      remind_on = default
    where reference = ${before.reference} and version = ${before.version}
    returning 1`
}

/**
 * Writes what changed between `before` (as it was read) and `next`. Throws `VersionConflict`, with nothing of it
 * kept once the transaction rolls back, when somebody else has saved the case since.
 */
export async function saveCase(
  tx: Tx,
  before: RightsRequest,
  next: RightsRequest,
  dates: StoredDates,
): Promise<void> {
  if (next.reference !== before.reference) throw new RangeError('a case keeps its reference')
  const [updated] = await inOrder(tx, [
    updateRow(before, next, dates),
    ...(isSame(before.items, next.items) ? [] : saveItems(next)),
    ...(isSame(before.ticks, next.ticks) ? [] : saveTicks(next)),
    ...(isSame(before.plan, next.plan) ? [] : savePlan(next.reference, before.plan, next.plan)),
  ])
  if (updated?.length !== 1) throw new VersionConflict(before.reference)
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

function saveItems({ reference, items }: RightsRequest): readonly SQL[] {
  const rows = json(items.map((item, position) => ({ ...item, position })))
  return [
    sql`
      delete from case_items where reference = ${reference}
        and "right" not in (select r."right" from json_to_recordset(${rows}) as r("right" text))`,
    sql`
      insert into case_items (reference, "right", position, outcome, ground, law_reference, responded_at)
      select ${reference}::text, r."right", r.position, r.outcome, r.ground, r."lawReference", r."respondedAt"
      from json_to_recordset(${rows}) as r("right" text, position int, outcome text, ground text,
        "lawReference" text, "respondedAt" timestamptz)
      on conflict (reference, "right") do update set position = excluded.position, outcome = excluded.outcome,
        ground = excluded.ground, law_reference = excluded.law_reference, responded_at = excluded.responded_at`,
  ]
}

function saveTicks({ reference, ticks }: RightsRequest): readonly SQL[] {
  const rows = json(ticks)
  return [
    sql`
      delete from case_steps where reference = ${reference}
        and code not in (select r.code from json_to_recordset(${rows}) as r(code text))`,
    sql`
      insert into case_steps (reference, code, ticked_by, ticked_at)
      select ${reference}::text, r.code, r."by", r."at"
      from json_to_recordset(${rows}) as r(code text, "by" uuid, "at" timestamptz)
      on conflict (reference, code) do update set ticked_by = excluded.ticked_by, ticked_at = excluded.ticked_at`,
  ]
}
