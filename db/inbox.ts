import { lt, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reader, Tx } from './client.js'
import { json } from './parameters.js'
import { selectActor, StoredActor, type Platform } from './people.js'
import { inbox } from './schema/index.js'

/** Whether an interaction comes for the first time; if not, what was answered (null: nothing was kept). */
export type Taken = { readonly first: true } | { readonly first: false; readonly outcome: unknown }

interface TakenRow extends Record<string, unknown> {
  readonly first: boolean
  readonly outcome: unknown
}

// The update changes nothing but waits for a delivery that is being worked on, and gives the row that it left.
const take = (key: string) => sql`
  insert into inbox (key) values (${key})
  on conflict (key) do update set key = excluded.key
  returning outcome, (xmax = 0) as first`

const takenOf = ({ first, outcome }: TakenRow): Taken => (first ? { first } : { first, outcome })

/** Takes an interaction and finds who acts, in one round trip; `actor` is null for an unknown account. */
export async function arrive(
  from: Reader,
  key: string,
  platform: Platform,
  tenant: string,
  userId: string,
): Promise<{ readonly taken: Taken; readonly actor: StoredActor | null }> {
  const rows = await from.execute<TakenRow & { readonly actor: unknown }>(sql`
    with taken as (${take(key)})
    select taken.outcome, taken.first, found.actor
    from taken left join (${selectActor({ platform, tenant, userId })}) found on true`)
  const row = rows[0]!
  return { taken: takenOf(row), actor: row.actor === null ? null : StoredActor.parse(row.actor) }
}

/** Keeps what was answered, for later deliveries: codes and a reference only. */
export async function saveOutcome(tx: Tx, key: string, outcome: unknown): Promise<void> {
  await tx.execute(sql`update inbox set outcome = ${json(outcome)} where key = ${key}`)
}

/** Forgets interactions written before `olderThan`; gives how many. */
export async function purgeInbox(from: Reader, olderThan: DateTime): Promise<number> {
  const gone = await from.delete(inbox).where(lt(inbox.writtenAt, olderThan.toJSDate()))
  return gone.count
}
