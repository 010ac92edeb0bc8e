import { sql } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { forgetJob } from './enqueue.js'
import type { SentPlace } from './outbox.js'
import { instant, json } from './parameters.js'

/** What decides whether a case may go, or its looks, beside the holds. */
export interface CaseTies {
  readonly reference: Reference
  readonly receivedAt: DateTime
  /** Null while it is open. */
  readonly closedAt: DateTime | null
  /** The case itself and every other of the same person. */
  readonly samePerson: readonly Reference[]
  /** A restriction of the person's data is in force. */
  readonly isRestricted: boolean
  /** Another case needs it: one that it was merged into, or one in which the person has asked for a copy of their data. */
  readonly isNeeded: boolean
  /** Copies of what it erased may still be in backups, and would have to be erased again. */
  readonly hasLedger: boolean
}

const Instant = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** Days after the answer to a request for a copy during which what it was made of stays (§4.3). */
const copyDays = 14

/** What ties these cases, at an instant of the desk's clock; `today` is its day in Oslo. */
export async function tiesOf(
  from: Reader,
  references: readonly Reference[],
  { now, today }: { readonly now: DateTime; readonly today: LocalDate },
): Promise<readonly CaseTies[]> {
  if (references.length === 0) return []
  const copiesSince = instant(now.minus({ days: copyDays }))
  const rows = await from.execute<Record<string, unknown>>(sql`
    with wanted as (
      select c.reference, c.received_at, c.closed_at, c.merged_into
      from json_array_elements_text(${json(references)}) as w(reference) join cases c using (reference)
    ), same as (
      select reference, reference as other from wanted
      union
      select w.reference, o.reference from wanted w
      join subject_indexes i on i.reference = w.reference join subject_indexes o using (kind, value)
    )
    select w.reference, to_json(w.received_at) #>> '{}' as received, to_json(w.closed_at) #>> '{}' as closed,
      (select json_agg(s.other order by s.other) from same s where s.reference = w.reference) as people,
      exists (select from same s join restrictions r on r.reference = s.other
        where s.reference = w.reference and r.lifted_at is null) as restricted,
      exists (select from cases m where m.reference = w.merged_into and m.status <> 'closed')
      or exists (select from same s join cases c on c.reference = s.other join case_items i on i.reference = c.reference
        where s.reference = w.reference and s.other <> w.reference and i."right" in ('access', 'portability')
          and i.outcome is distinct from 'merged'
          and ((i.responded_at is null and c.status <> 'closed')
            or i.responded_at > ${copiesSince}::timestamptz)) as needed,
      exists (select from erasure_searches q join erasure_keys k on k.search_id = q.id
        join erasures e on e.search_id = q.id
        where q.reference = w.reference and e.purge_after >= ${today}::date) as ledger
    from wanted w`)
  return rows.map((row) => ({
    reference: row['reference'] as Reference,
    receivedAt: Instant(String(row['received'])),
    closedAt: row['closed'] === null ? null : Instant(String(row['closed'])),
    samePerson: row['people'] as readonly Reference[],
    isRestricted: row['restricted'] === true,
    isNeeded: row['needed'] === true,
    hasLedger: row['ledger'] === true,
  }))
}

/** Holds a closed case until the transaction ends; gives its anchor, or null when it is open again or gone. */
export async function lockClosed(tx: Tx, reference: Reference): Promise<DateTime | null> {
  const rows = await tx.execute<{ at: string }>(sql`
    select to_json(closed_at) #>> '{}' as at from cases where reference = ${reference} and status = 'closed' for update`)
  return rows[0] ? Instant(rows[0].at) : null
}

/** Deletes the sealed texts of a case that were written up to its closing; later ones say why somebody looked. */
export async function deleteTexts(tx: Tx, reference: Reference): Promise<void> {
  await tx.execute(sql`
    delete from sealed_texts x using cases c
    where c.reference = x.reference and x.reference = ${reference} and x.at <= c.closed_at`)
}

/** Replaces what is sealed of the person by the same without the request text. */
export async function saveWithoutText(tx: Tx, reference: Reference, sealed: Buffer): Promise<void> {
  await tx.execute(
    sql`update subjects set sealed = ${sealed}, has_text = false where reference = ${reference}`,
  )
}

/** Notes that there is no request text in what is sealed. */
export async function noteNoText(tx: Tx, reference: Reference): Promise<void> {
  await tx.execute(sql`update subjects set has_text = false where reference = ${reference}`)
}

/**
 * Crypto-shredding (§5.3): the key of the case and all that it sealed, the blind indexes, and the keys of record ids.
 * Messages about it that wait are not sent any more. Gives false while one is being sent.
 */
export async function shredCase(tx: Tx, reference: Reference): Promise<boolean> {
  const searches = sql`(select id from erasure_searches where reference = ${reference})`
  const results = await inOrder(tx, [
    sql`delete from case_keys where reference = ${reference}`,
    sql`delete from subjects where reference = ${reference}`,
    sql`delete from subject_indexes where reference = ${reference}`,
    sql`delete from sealed_texts where reference = ${reference}`,
    sql`delete from erasure_keys where search_id in ${searches}`,
    sql`delete from erasure_pages where search_id in ${searches}`,
    sql`update outbox set state = 'lapsed' where reference = ${reference} and state = 'waiting'`,
    // One that began long ago is not under way any more: whoever sent it ended.
    sql`select 1 from outbox where reference = ${reference} and state = 'sending'
      and written_at > now() - interval '1 hour' limit 1`,
  ])
  return results.at(-1)!.length === 0
}

/** Where messages about a case stand: its cards, and whatever else was posted or said about it. */
export async function listPlaces(from: Reader, reference: Reference): Promise<readonly SentPlace[]> {
  const rows = await from.execute<SentPlace & Record<string, unknown>>(sql`
    select platform, channel, message_id as "messageId" from cards where reference = ${reference}
    union
    select coalesce(sent_platform, platform), coalesce(sent_channel, channel), message_id from outbox
    where reference = ${reference} and message_id is not null and coalesce(sent_channel, channel) is not null
    order by 1, 2, 3`)
  return rows.map(({ platform, channel, messageId }) => ({ platform, channel, messageId }))
}

/** Forgets where a message about a case stood: it is gone. */
export async function forgetPlace(
  tx: Tx,
  reference: Reference,
  { channel, messageId }: SentPlace,
): Promise<void> {
  await inOrder(tx, [
    sql`delete from cards where reference = ${reference} and channel = ${channel} and message_id = ${messageId}`,
    sql`delete from outbox where reference = ${reference} and coalesce(sent_channel, channel) = ${channel}
      and message_id = ${messageId}`,
  ])
}

/** Adds a case to the anonymous sums that stay (§5.4). */
async function addFigures(tx: Tx, reference: Reference): Promise<void> {
  await tx.execute(sql`
    insert into case_figures as f (year, "right", outcome, is_on_time, count, days)
    select extract(year from c.received_at at time zone 'Europe/Oslo')::int, i."right", coalesce(i.outcome, 'none'),
      d.day <= c.effective_due, 1, d.day - (c.received_at at time zone 'Europe/Oslo')::date
    from cases c join case_items i using (reference)
    cross join lateral (
      select (coalesce(i.responded_at, c.closed_at) at time zone 'Europe/Oslo')::date as day) d
    where c.reference = ${reference}
    on conflict (year, "right", outcome, is_on_time)
    do update set count = f.count + 1, days = f.days + excluded.days`)
}

/** Removes a closed case from every table, once it is shredded and its messages are gone. Its events are not touched. */
export async function deleteCase(tx: Tx, reference: Reference): Promise<void> {
  await addFigures(tx, reference)
  const searches = sql`(select id from erasure_searches where reference = ${reference})`
  await inOrder(tx, [
    sql`delete from erasures where search_id in ${searches}`,
    ...[
      'erasure_searches',
      'plans',
      'case_steps',
      'case_items',
      'restrictions',
      'reminders',
      'cards',
      'outbox',
    ].map((table) => sql`delete from ${sql.identifier(table)} where reference = ${reference}`),
    sql`delete from watches where reference = ${reference}`,
    sql`update cases set merged_into = null where merged_into = ${reference}`,
    sql`update holds set scope = jsonb_set(scope, '{references}', (scope->'references') - ${reference}::text)
      where scope->'references' ? ${reference}::text and released_at is not null`,
    forgetJob(`locate-plan:${reference}`),
    sql`delete from cases where reference = ${reference}`,
  ])
}

/** Numbers of the events of a case, and of those of no case or another one that name it among their fields. */
export async function listEventSeqs(from: Reader, reference: Reference): Promise<readonly number[]> {
  const rows = await from.execute<{ seq: string }>(sql`
    select seq from events where reference = ${reference}
    union
    select seq from events where type = 'command.denied' and fields->>'case' = ${reference} and redacted_by is null
    union
    select seq from events where type in ('request.merged', 'hold.placed') and redacted_by is null
      and (fields->>'from' = ${reference} or fields->>'into' = ${reference} or fields->'references' ? ${reference}::text)
    order by 1`)
  return rows.map(({ seq }) => Number(seq))
}
