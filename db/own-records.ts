import { sql } from 'drizzle-orm'
import { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import { inOrder, type Reader, type Tx } from './client.js'
import type { SentPlace } from './outbox.js'
import { json } from './parameters.js'

const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** An event that may be emptied, with what decides about it. */
export interface AgingEvent {
  readonly seq: number
  readonly at: DateTime
  readonly reference: Reference | null
  /** The hold that it tells of. */
  readonly holdRef: string | null
}

/** Events that are whole still, by number. */
export async function listAgingEvents(from: Reader, seqs: readonly string[]): Promise<readonly AgingEvent[]> {
  const rows = await from.execute<{
    seq: string
    at: string
    reference: Reference | null
    hold: string | null
  }>(sql`
    select seq, to_json(at) #>> '{}' as at, reference, fields->>'holdRef' as hold
    from events where seq in (select value::bigint from json_array_elements_text(${json(seqs)})) and redacted_by is null
    order by seq`)
  return rows.map(({ seq, at, reference, hold }) => ({
    seq: Number(seq),
    at: utc(at),
    reference,
    holdRef: hold,
  }))
}

/** Deletes the sealed reasons that these looks at details were given with. */
export async function deleteReasonsOf(tx: Tx, seqs: readonly number[]): Promise<void> {
  await tx.execute(sql`
    delete from sealed_texts x using events e
    where e.seq in (select value::bigint from json_array_elements_text(${json(seqs.map(String))}))
      and e.fields->>'textId' is not null and x.id = (e.fields->>'textId')::uuid`)
}

/** A message of no case that was sent, and where it stands; `place` is null where that was not noted. */
export interface SentMessage {
  readonly sentAt: DateTime
  readonly place: SentPlace | null
}

export async function findSentMessage(from: Reader, id: string): Promise<SentMessage | null> {
  const rows = await from.execute<{
    at: string
    platform: SentPlace['platform']
    channel: string | null
    message: string | null
  }>(sql`
    select to_json(sent_at) #>> '{}' as at, coalesce(sent_platform, platform) as platform,
      coalesce(sent_channel, channel) as channel, message_id as message
    from outbox where id = ${id} and reference is null and sent_at is not null`)
  const row = rows[0]
  if (!row) return null
  const { platform, channel, message: messageId } = row
  return { sentAt: utc(row.at), place: channel && messageId ? { platform, channel, messageId } : null }
}

/** Forgets a message that is gone; false when somebody else did. */
export async function deleteMessage(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.execute(sql`delete from outbox where id = ${id} returning id`)
  return rows.length > 0
}

/** Holds a released hold until the transaction ends; gives its release, or null when it is in force or not there. */
export async function lockReleased(tx: Tx, number: number): Promise<DateTime | null> {
  const rows = await tx.execute<{ at: string }>(sql`
    select to_json(released_at) #>> '{}' as at from holds
    where number = ${number} and released_at is not null for update`)
  return rows[0] ? utc(rows[0].at) : null
}

/** Removes the sealed purpose of a hold and its key. */
export async function deletePurpose(tx: Tx, number: number): Promise<void> {
  await tx.execute(sql`update holds set purpose = '', wrapped = '', key_id = '' where number = ${number}`)
}

/** Removes everything of a hold but its number, which is never given again, and its dates; and what was reminded of it. */
export async function emptyHold(tx: Tx, number: number, holdRef: string): Promise<void> {
  await inOrder(tx, [
    sql`update holds set matter = '', legal_reference = '', purpose = '', wrapped = '', key_id = '',
      scope = '{"references": [], "systems": [], "categories": [], "from": null, "until": null}',
      placed_by = '00000000-0000-0000-0000-000000000000', release_proposed_by = null,
      released_by = '00000000-0000-0000-0000-000000000000'
      where number = ${number}`,
    sql`delete from reminders where reference = ${holdRef}`,
  ])
}

/** Holds a search that came to nothing until the transaction ends; gives when it was asked for, or null. */
export async function lockFruitless(tx: Tx, id: string): Promise<DateTime | null> {
  const rows = await tx.execute<{ at: string }>(sql`
    select to_json(proposed_at) #>> '{}' as at from erasure_searches
    where id = ${id} and state in ('blocked', 'refused', 'superseded') for update`)
  return rows[0] ? utc(rows[0].at) : null
}

/** Deletes what a search found, with the key that seals it. */
export async function deleteFindings(tx: Tx, id: string): Promise<void> {
  await inOrder(tx, [
    sql`delete from erasure_keys where search_id = ${id}`,
    sql`delete from erasure_pages where search_id = ${id}`,
  ])
}
