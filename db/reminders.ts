import { sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import { z } from 'zod'
import type { HoldRef } from '../src/domain/case/hold-ref.js'
import type { Reference, RightsRequest } from '../src/domain/case/types.js'
import type { WatchCode } from '../src/domain/time/due-reminders.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { ReminderCode } from '../src/domain/time/reminders.js'
import { findCases, type StoredDates } from './cases.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { instant, json } from './parameters.js'

/** One reminder for one recipient: a person, or `privacy_channel`. */
export interface Reminder {
  /** A case, or a hold that names none. */
  readonly reference: Reference | HoldRef
  readonly code: ReminderCode
  readonly day: LocalDate
  readonly recipient: string
}

export type ReminderEnd = 'told' | 'mailed' | 'lapsed' | 'undeliverable' | 'unclear'

/** The next cases that the run of `day` has to look at. */
export async function findCasesToLookAt(
  from: Reader,
  day: LocalDate,
  limit: number,
): Promise<readonly RightsRequest[]> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select reference from cases where status <> 'closed' and remind_on <= ${day}::date
    order by remind_on, reference limit ${limit}`)
  return findCases(
    from,
    rows.map(({ reference }) => reference),
  )
}

/** What a look at a case came to: when it is looked at next, and its dates as they are now. */
export interface Look extends StoredDates {
  readonly reference: Reference
  /** As it was looked at. */
  readonly version: number
  /** Null: not before somebody acts on it. */
  readonly next: LocalDate | null
}

/**
 * Notes what the run of `day` found: the reminders, and when the cases are looked at again. A case that somebody acted
 * on since it was read is left as it is, without a reminder: it is looked at anew. Dates are written with it, for a
 * stopped clock moves them by itself.
 */
export async function saveLooks(
  tx: Tx,
  day: LocalDate,
  looks: readonly Look[],
  reminders: readonly Reminder[],
): Promise<void> {
  await tx.execute(sql`
    with looked as (
      update cases c set remind_on = coalesce(l.next, 'infinity'), promised_due = l."promisedDue",
        statutory_due = l."statutoryDue", effective_due = l."effectiveDue", work_by = l."workBy"
      from json_to_recordset(${json(looks)}) as l(reference text, version int, next date, "promisedDue" date,
        "statutoryDue" date, "effectiveDue" date, "workBy" date)
      where c.reference = l.reference and c.version = l.version and c.remind_on <= ${day}::date
      returning c.reference
    )
    insert into reminders (reference, code, day, recipient)
    select r.reference, r.code, r.day, r.recipient
    from json_to_recordset(${json(reminders)}) as r(reference text, code text, day date, recipient text)
    join looked using (reference)
    on conflict do nothing`)
}

/** Adds reminders; those that are there already stay as they are. */
export async function insertReminders(tx: Tx, reminders: readonly Reminder[]): Promise<void> {
  if (reminders.length === 0) return
  await tx.execute(sql`
    insert into reminders (reference, code, day, recipient)
    select r.reference, r.code, r.day, r.recipient
    from json_to_recordset(${json(reminders)}) as r(reference text, code text, day date, recipient text)
    on conflict do nothing`)
}

export const StoredReminder = z.object({
  reference: z.string().transform((text) => text as Reference | HoldRef),
  code: z.string().transform((text) => text as ReminderCode),
  day: z.string().transform((text) => text as LocalDate),
  recipient: z.string(),
})

/** What waits for a recipient, up to and including `day`. */
export async function listWaiting(
  from: Reader,
  recipient: string,
  day: LocalDate,
): Promise<readonly Reminder[]> {
  const rows = await from.execute(sql`
    select reference, code, day::text as day, recipient from reminders
    where state = 'waiting' and recipient = ${recipient} and day <= ${day}::date order by day, reference, code`)
  return z.array(StoredReminder).parse([...rows])
}

/** Everybody for whom something waits up to and including `day`, with the kinds of it. */
export async function listWaitingRecipients(
  from: Reader,
  day: LocalDate,
): Promise<readonly { readonly recipient: string; readonly codes: readonly ReminderCode[] }[]> {
  const rows = await from.execute<{ recipient: string; codes: readonly ReminderCode[] }>(sql`
    select recipient, json_agg(distinct code) as codes from reminders
    where state = 'waiting' and day <= ${day}::date group by recipient order by recipient`)
  return [...rows]
}

/** Notes how these reminders ended. */
export async function endReminders(
  tx: Tx,
  reminders: readonly Reminder[],
  state: ReminderEnd,
  at: DateTime,
): Promise<void> {
  if (reminders.length === 0) return
  await tx.execute(sql`
    update reminders m set state = ${state}, ended_at = ${instant(at)}::timestamptz
    from json_to_recordset(${json(reminders)}) as r(reference text, code text, day date, recipient text)
    where m.reference = r.reference and m.code = r.code and m.day = r.day and m.recipient = r.recipient
      and m.state in ('waiting', 'unclear')`)
}

/** The kinds of reminders that a person got of a case, the latest day first. */
export async function listTold(
  from: Reader,
  reference: Reference,
  recipient: string,
): Promise<readonly Reminder[]> {
  const rows = await from.execute(sql`
    select reference, code, day::text as day, recipient from reminders
    where reference = ${reference} and recipient = ${recipient} and state in ('told', 'mailed', 'waiting')
    order by day desc, code limit 50`)
  return z.array(StoredReminder).parse([...rows])
}

/** Something beside a case that is reminded of. */
export interface Watch {
  readonly code: WatchCode
  readonly key: string
  /** The case, or the hold itself where it names none. */
  readonly reference: Reference | HoldRef
  readonly anchor: LocalDate
}

/** Watches a day: a hold's review, a restriction's start, a backup's purge, a package's expiry. A new day replaces the old. */
export async function saveWatch(tx: Tx, { code, key, reference, anchor }: Watch): Promise<void> {
  await tx.execute(sql`
    insert into watches (code, key, reference, anchor) values (${code}, ${key}, ${reference}, ${anchor}::date)
    on conflict (code, key) do update set reference = excluded.reference, anchor = excluded.anchor,
      remind_on = default`)
}

/** Ends a watch: the hold was released, the restriction lifted, the backup purged, the package destroyed. */
export async function endWatch(tx: Tx, code: WatchCode, key: string): Promise<void> {
  await tx.execute(sql`delete from watches where code = ${code} and key = ${key}`)
}

/** Ends watches of a kind whose day is before `day`: whoever had to know was told. */
export async function endWatchesBefore(tx: Tx, code: WatchCode, day: LocalDate): Promise<void> {
  await tx.execute(sql`delete from watches where code = ${code} and anchor < ${day}::date`)
}

/** The watches that the run of `day` has to look at, held until the transaction ends. */
export async function lockWatches(tx: Tx, day: LocalDate, limit: number): Promise<readonly Watch[]> {
  const rows = await tx.execute<Watch & Record<string, unknown>>(sql`
    select code, key, reference, anchor::text as anchor from watches where remind_on <= ${day}::date
    order by remind_on, code, key limit ${limit} for no key update`)
  return [...rows]
}

/** Notes when a watch is looked at again; null: never. */
export async function saveWatchLook(tx: Tx, { code, key }: Watch, next: LocalDate | null): Promise<void> {
  await inOrder(tx, [
    sql`update watches set remind_on = coalesce(${next}::date, 'infinity') where code = ${code} and key = ${key}`,
  ])
}

/** Which of these watches are still there: `code reference`. */
export async function watchedNow(
  from: Reader,
  references: readonly Reference[],
): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set()
  const rows = await from.execute<{ hit: string }>(sql`
    select distinct code || ' ' || reference as hit from watches
    where reference in (select json_array_elements_text(${json(references)}))`)
  return new Set(rows.map(({ hit }) => hit))
}
