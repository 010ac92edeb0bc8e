import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'

/** Open requests in the database. */
export const million = 1_000_000
/** Of them the run of the day looks at so many. */
export const dueToday = 1_000

/**
 * Fills a migrated database with a million open requests received over the last weeks, with the dates that the rules give
 * in months without holidays; all but a thousand were looked at and are looked at again on a later day. Those thousand all
 * have a reminder today: nobody took them, two weeks or one are left, or they are overdue.
 */
export async function addMillion(db: Database, today: LocalDate): Promise<void> {
  const slices = 20
  for (let slice = 0; slice < slices; slice++) {
    const [from, to] = [(slice * million) / slices + 1, ((slice + 1) * million) / slices]
    await db.execute(sql`
      insert into cases (reference, version, status, received_at, channel, language, is_on_behalf, opened_by, opened_at,
        identity, pauses, recipients, notice_version, is_late_refusal, promised_due, statutory_due, effective_due, work_by,
        remind_on)
      select 'RR-2026-' || lpad(n::text, 7, '0'), 1, 'in_progress', at, 'email', 'nb', false,
        '00000000-0000-4000-8000-000000000001', at,
        '{"state":"verified","method":"login","attempts":1,"askedAt":null,"decidedAt":null}', '[]', 'not_needed',
        '2022-01-01', false, at::date + 30, at::date + 31, at::date + 30, at::date + 30,
        case when n <= ${dueToday}::int then ${today}::date else ${today}::date + 1 + n % 40 end
      from generate_series(${from}::int, ${to}::int) n,
        lateral (select case when n <= ${dueToday}::int then (array[1, 16, 23, 31])[1 + n % 4] else 1 + n % 60 end) age(days),
        lateral (select ${today}::date + time '10:00' - days * interval '1 day' as at) received`)
    await db.execute(sql`
      insert into case_items (reference, "right", position)
      select 'RR-2026-' || lpad(n::text, 7, '0'), 'access', 0 from generate_series(${from}::int, ${to}::int) n`)
  }
  await db.execute(sql`vacuum (analyze) cases`)
  await db.execute(sql`vacuum (analyze) case_items`)
}
