import { sql } from 'drizzle-orm'
import { reference } from '../src/domain/case/reference.js'
import type { Reference } from '../src/domain/case/types.js'
import type { Tx } from './client.js'

/**
 * The next reference of a year (the Oslo year of receipt, M2). Gap-free: the number is given back when the
 * transaction rolls back, and other openings of that year wait until it ends, so take it late.
 */
export async function nextReference(tx: Tx, year: number): Promise<Reference> {
  const rows = await tx.execute<{ last: number }>(sql`
    insert into reference_counters (year, last) values (${year}, 1)
    on conflict (year) do update set last = reference_counters.last + 1
    returning last`)
  return reference(year, rows[0]!.last)
}
