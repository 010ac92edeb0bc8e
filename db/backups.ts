import { sql } from 'drizzle-orm'
import type { LocalDate } from '../src/domain/time/calendar.js'
import type { Reader } from './client.js'

/** Systems whose backups still hold on `today` what was deleted, each with the day on which the last copy is gone. */
export async function listBackupsToPurge(
  from: Reader,
  today: LocalDate,
): Promise<readonly { readonly system: string; readonly purgeBy: LocalDate }[]> {
  const rows = await from.execute<{ system: string; purgeBy: LocalDate }>(sql`
    select fields->>'system' as system, max(fields->>'backupPurgeBy') as "purgeBy" from events
    where type = 'deletion.recorded' and fields->>'backupPurgeBy' >= ${today} group by 1 order by 1`)
  return [...rows]
}
