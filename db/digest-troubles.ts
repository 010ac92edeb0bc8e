import { sql } from 'drizzle-orm'
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { WatchCode } from '../src/domain/time/due-reminders.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader } from './client.js'
import { instant } from './parameters.js'
import { StoredReminder, type Reminder } from './reminders.js'

/** A reminder that reached nobody, or of which nobody knows whether it did. */
export interface LostReminder extends Reminder {
  readonly isUnclear: boolean
}

/** When the last digest of a day before `day` was sent, by the desk's clock; null when none was. */
export async function lastDigestAt(from: Reader, day: LocalDate): Promise<DateTime | null> {
  const rows = await from.execute<{ at: string | null }>(sql`
    select to_json(max(sent_at)) #>> '{}' as at from outbox 
    where kind = 'digest' and channel is not null and day < ${day}::date`)
  const at = rows[0]?.at ?? null
  return at === null ? null : DateTime.fromISO(at, { zone: 'utc' })
}

/** Reminders that were lost since an instant of the desk's clock, the latest first, and how many there are. */
export async function listLostReminders(
  from: Reader,
  since: DateTime,
  limit: number,
): Promise<{ readonly lost: readonly LostReminder[]; readonly total: number }> {
  const rows = await from.execute(sql`
    select reference, code, day::text as day, recipient, state = 'unclear' as "isUnclear",
      (count(*) over ())::int as total
    from reminders where state in ('undeliverable', 'unclear') and ended_at >= ${instant(since)}::timestamptz
    order by ended_at desc, reference, code, recipient limit ${limit}`)
  const Row = StoredReminder.extend({ isUnclear: z.boolean(), total: z.int() })
  const lost = z.array(Row).parse([...rows])
  return { lost, total: lost[0]?.total ?? 0 }
}

/** Watched days that come up to and including `until`, by what is watched. */
export async function countWatches(
  from: Reader,
  until: LocalDate,
): Promise<Readonly<Partial<Record<WatchCode, number>>>> {
  const rows = await from.execute<{ code: WatchCode; count: number }>(sql`
    select code, count(*)::int as count from watches where anchor <= ${until}::date group by code`)
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]))
}

/**
 * Messages of the last seven days, by the database's clock, that were not sent, and those of which nobody knows whether
 * they arrived.
 */
export async function countLostMessages(
  from: Reader,
): Promise<{ readonly failed: number; readonly ambiguous: number }> {
  const rows = await from.execute<{ failed: number; ambiguous: number }>(sql`
    select (count(*) filter (where state = 'failed'))::int as failed,
      (count(*) filter (where state = 'ambiguous'))::int as ambiguous
    from outbox where state in ('failed', 'ambiguous') and written_at > now() - interval '7 days'`)
  return rows[0]!
}
