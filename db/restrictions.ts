import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Restriction } from '../src/domain/case/restrictions.js'
import type { Reference } from '../src/domain/case/types.js'
import { localDate } from '../src/domain/time/calendar.js'
import type { Reader, Tx } from './client.js'
import { endWatch, saveWatch } from './reminders.js'
import { restrictions } from './schema/index.js'

type Row = typeof restrictions.$inferSelect

function restrictionOf({ noticeSentAt, noticeBy, liftOn, writtenAt: _w, ...rest }: Row): Restriction {
  const isTold = noticeSentAt !== null && noticeBy !== null && liftOn !== null
  return { ...rest, liftNotice: isTold ? { sentAt: noticeSentAt, by: noticeBy, liftOn } : null }
}

const noticeOf = ({ liftNotice }: Restriction) => ({
  noticeSentAt: liftNotice?.sentAt ?? null,
  noticeBy: liftNotice?.by ?? null,
  liftOn: liftNotice?.liftOn ?? null,
})

export async function insertRestriction(tx: Tx, restriction: Restriction): Promise<void> {
  const { liftNotice: _, ...rest } = restriction
  await tx.insert(restrictions).values({ ...rest, ...noticeOf(restriction) })
  const { id: key, reference, appliedAt } = restriction
  await saveWatch(tx, { code: 'R-RESTR', key, reference, anchor: localDate(appliedAt) })
}

/** The restriction, held until the transaction ends; or null. */
export async function lockRestriction(tx: Tx, id: string): Promise<Restriction | null> {
  const rows = await tx.select().from(restrictions).where(eq(restrictions.id, id)).for('update')
  return rows[0] ? restrictionOf(rows[0]) : null
}

/** Writes what happened to a restriction since it was applied. */
export async function saveRestriction(tx: Tx, restriction: Restriction): Promise<void> {
  const { id, liftedBy, liftedAt } = restriction
  await tx
    .update(restrictions)
    .set({ ...noticeOf(restriction), liftedBy, liftedAt })
    .where(eq(restrictions.id, id))
  if (liftedAt) await endWatch(tx, 'R-RESTR', id)
}

/** Restrictions in force that came from these cases, of all cases where none are given; oldest first. */
export async function listActiveRestrictions(
  from: Reader,
  references?: readonly Reference[],
): Promise<readonly Restriction[]> {
  const isOne = references && inArray(restrictions.reference, [...references])
  const rows = await from
    .select()
    .from(restrictions)
    .where(and(isOne, isNull(restrictions.liftedAt)))
    .orderBy(asc(restrictions.appliedAt), asc(restrictions.id))
  return rows.map(restrictionOf)
}
