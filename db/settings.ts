import { eq } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { z } from 'zod'
import type { PersonId } from '../src/domain/people/roles.js'
import type { Reader, Tx } from './client.js'
import { settings } from './schema/index.js'

/** A policy of the company, read by its zod schema; null where it was never set. Throws when the row does not fit. */
export async function findSetting<T>(from: Reader, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const rows = await from.select({ value: settings.value }).from(settings).where(eq(settings.key, key))
  return rows[0] === undefined ? null : schema.parse(rows[0].value)
}

/** Sets a policy; the caller appends the event `config.changed`. */
export async function saveSetting(
  tx: Tx,
  key: string,
  value: unknown,
  { by, at }: { readonly by: PersonId; readonly at: DateTime },
): Promise<void> {
  const set = { value, updatedBy: by, updatedAt: at }
  await tx
    .insert(settings)
    .values({ key, ...set })
    .onConflictDoUpdate({ target: settings.key, set })
}
