import { sql, type SQL } from 'drizzle-orm'
import type { DateTime } from 'luxon'

/** An instant as a parameter. */
export const instant = (at: DateTime | null): string | null => at?.toUTC().toISO() ?? null

/**
 * A value as a JSON parameter; null is SQL's null. The cast goes through text: the driver would write a parameter of
 * type json as JSON once more.
 */
export const json = (value: unknown): SQL => sql`${value === null ? null : JSON.stringify(value)}::text::json`
