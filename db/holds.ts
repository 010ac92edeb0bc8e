import { asc, eq, isNull, sql } from 'drizzle-orm'
import { holdRef, numberOfHold, type HoldRef } from '../src/domain/case/hold-ref.js'
import type { Hold } from '../src/domain/case/holds.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { endWatch, saveWatch } from './reminders.js'
import { holds } from './schema/index.js'

/** Held while a number is taken, so that two holds placed at once get two numbers. */
const numberLock = 727_437_303

/** Why the hold is there, in words: sealed with a key of its own, with the hold's reference as additional data. */
export interface SealedPurpose {
  readonly keyId: string
  readonly wrapped: Buffer
  readonly purpose: Buffer
}

type Row = typeof holds.$inferSelect

const holdOf = ({ number, keyId: _k, wrapped: _w, purpose: _p, writtenAt: _a, ...rest }: Row): Hold => ({
  ...rest,
  holdRef: holdRef(number),
})

/** The reference of the next hold; others who ask for one wait until this transaction ends. */
export async function nextHoldRef(tx: Tx): Promise<HoldRef> {
  const [, rows] = await inOrder(tx, [
    sql`select pg_advisory_xact_lock(${numberLock}::bigint)`,
    sql`select coalesce(max(number), 0) + 1 as next from holds`,
  ])
  return holdRef(Number(rows![0]!['next']))
}

export async function insertHold(
  tx: Tx,
  { holdRef: ref, ...hold }: Hold,
  purpose: SealedPurpose,
): Promise<void> {
  await tx.insert(holds).values({ ...hold, ...purpose, number: numberOfHold(ref) })
  await watchHold(tx, { ...hold, holdRef: ref })
}

/** The hold, held until the transaction ends; or null. */
export async function lockHold(tx: Tx, ref: HoldRef): Promise<Hold | null> {
  const rows = await tx
    .select()
    .from(holds)
    .where(eq(holds.number, numberOfHold(ref)))
    .for('update')
  return rows[0] ? holdOf(rows[0]) : null
}

/** Writes what happened to a hold since it was placed. */
export async function saveHold(tx: Tx, hold: Hold): Promise<void> {
  const { reviewBy, releaseProposedBy, releasedBy, releasedAt } = hold
  await tx
    .update(holds)
    .set({ reviewBy, releaseProposedBy, releasedBy, releasedAt })
    .where(eq(holds.number, numberOfHold(hold.holdRef)))
  await watchHold(tx, hold)
}

/** Its review is reminded of until it is released: in its case, or by its own number where it names none. */
async function watchHold(tx: Tx, { holdRef: key, scope, reviewBy, releasedAt }: Hold): Promise<void> {
  if (releasedAt) return endWatch(tx, 'R-HOLD', key)
  await saveWatch(tx, { code: 'R-HOLD', key, reference: scope.references[0] ?? key, anchor: reviewBy })
}

/** Holds in force, the next to be reviewed first. */
export async function listActiveHolds(from: Reader): Promise<readonly Hold[]> {
  const rows = await from
    .select()
    .from(holds)
    .where(isNull(holds.releasedAt))
    .orderBy(asc(holds.reviewBy), asc(holds.number))
  return rows.map(holdOf)
}
