import { sql, type SQL } from 'drizzle-orm'
import { customType, timestamp, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { DateTime } from 'luxon'

/** A UTC instant, as Luxon. */
export const instant = customType<{ data: DateTime; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: (value) => value.toUTC().toISO()!,
  fromDriver: (value) => DateTime.fromSQL(value, { zone: 'utc' }),
})

/** Bytes: sealed text, wrapped keys. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** When the database wrote the row; for housekeeping only, never for a rule. */
export const writtenAt = () => timestamp('written_at', { withTimezone: true }).notNull().defaultNow()

/** A constraint: the column holds one of these codes. */
export const oneOf = (column: AnyPgColumn, codes: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(codes.map((code) => `'${code}'`).join(', '))})`
