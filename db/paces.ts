import { sql } from 'drizzle-orm'
import { nextSlot, withSend, type Limit } from '../src/domain/time/pace.js'
import { inOrder, type Tx } from './client.js'
import { json } from './parameters.js'

/**
 * Reserves the next send to a place for the caller; gives how long to wait for it, 0 = now. All replicas draw from the
 * same row, and time is the database's.
 */
export async function reserveSlot(tx: Tx, place: string, limits: readonly Limit[]): Promise<number> {
  if (limits.length === 0) return 0
  const [, rows] = await inOrder(tx, [
    sql`insert into paces (place, sends, blocked_until) values (${place}, '[]', 0) on conflict do nothing`,
    sql`select sends, blocked_until as blocked,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as now from paces where place = ${place} for update`,
  ])
  const row = rows![0]!
  const now = Number(row['now'])
  const sends = row['sends'] as readonly number[]
  const slot = Math.max(nextSlot(sends, limits, now), Number(row['blocked']))
  await tx.execute(
    sql`update paces set sends = ${json(withSend(sends, limits, slot))}::jsonb where place = ${place}`,
  )
  return Math.ceil(slot - now)
}

/** The platform said not to come back to this place for so long. */
export async function blockPlace(tx: Tx, place: string, forMs: number): Promise<void> {
  await tx.execute(sql`
    insert into paces (place, sends, blocked_until)
    values (${place}, '[]', (extract(epoch from clock_timestamp()) * 1000)::float8 + ${forMs}::float8)
    on conflict (place) do update set blocked_until = excluded.blocked_until`)
}

/** How long the platform still wants no message for this place, ms; 0 = not at all. */
export async function blockedFor(tx: Tx, place: string): Promise<number> {
  const rows = await tx.execute<{ left: number }>(sql`
    select ceil(blocked_until - extract(epoch from clock_timestamp()) * 1000)::float8 as left
    from paces where place = ${place}`)
  return Math.max(0, rows[0]?.left ?? 0)
}
