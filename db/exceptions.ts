import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import { exceptionRef, numberOfException, type ExceptionRef } from '../src/domain/retention/exception-ref.js'
import type { ArchiveException, Renewal } from '../src/domain/retention/exceptions.js'
import type { LocalDate } from '../src/domain/time/calendar.js'
import { inOrder, type Reader, type Tx } from './client.js'
import { archiveExceptions as table } from './schema/index.js'
import type { StoredKey } from './subjects.js'

/** Held while a number is taken, so that two exceptions granted at once get two numbers. */
const numberLock = 727_437_304

/** What is sealed with the exception's own key, with its reference as additional data. */
export interface SealedException extends StoredKey {
  readonly reason: Buffer
  /** `Identities` as JSON. */
  readonly identities: Buffer
}

type Row = typeof table.$inferSelect

function renewalOf(row: Row): ArchiveException['renewal'] {
  const {
    renewalAskedBy: askedBy,
    renewalEndsOn: endsOn,
    renewalConfirmedBy: by,
    renewalConfirmedAt: at,
  } = row
  return askedBy && endsOn ? { askedBy, endsOn, confirmed: by && at ? { by, at } : null } : null
}

function exceptionOf(row: Row): ArchiveException {
  const { number, inquiry, owner, scope, grantedBy, grantedAt, endsOn, endedBy, endedAt } = row
  return {
    ...{ inquiry, owner, scope, grantedBy, grantedAt, endsOn },
    exceptionRef: exceptionRef(number),
    renewal: renewalOf(row),
    ended: endedAt ? { by: endedBy, at: endedAt } : null,
  }
}

const isIt = (ref: ExceptionRef) => eq(table.number, numberOfException(ref))

/** The reference of the next exception; others who ask for one wait until this transaction ends. */
export async function nextExceptionRef(tx: Tx): Promise<ExceptionRef> {
  const [, rows] = await inOrder(tx, [
    sql`select pg_advisory_xact_lock(${numberLock}::bigint)`,
    sql`select coalesce(max(number), 0) + 1 as next from archive_exceptions`,
  ])
  return exceptionRef(Number(rows![0]!['next']))
}

export async function insertException(
  tx: Tx,
  exception: ArchiveException,
  sealed: SealedException,
): Promise<void> {
  const { inquiry, owner, scope, grantedBy, grantedAt, endsOn } = exception
  const number = numberOfException(exception.exceptionRef)
  await tx.insert(table).values({ number, inquiry, owner, scope, grantedBy, grantedAt, endsOn, ...sealed })
}

export async function findException(from: Reader, ref: ExceptionRef): Promise<ArchiveException | null> {
  const rows = await from.select().from(table).where(isIt(ref))
  return rows[0] ? exceptionOf(rows[0]) : null
}

/** The exception, held until the transaction ends; or null. */
export async function lockException(tx: Tx, ref: ExceptionRef): Promise<ArchiveException | null> {
  const rows = await tx.select().from(table).where(isIt(ref)).for('update')
  return rows[0] ? exceptionOf(rows[0]) : null
}

/** What was asked for is never taken back, so columns of an exception without a renewal are left alone. */
const renewalColumns = ({ askedBy, endsOn, confirmed }: Renewal) => ({
  renewalAskedBy: askedBy,
  renewalEndsOn: endsOn,
  ...(confirmed ? { renewalConfirmedBy: confirmed.by, renewalConfirmedAt: confirmed.at } : {}),
})

/** Writes what happened to an exception since it was granted. */
export async function saveException(
  tx: Tx,
  { exceptionRef: ref, endsOn, renewal, ended }: ArchiveException,
): Promise<void> {
  const asked = renewal ? renewalColumns(renewal) : {}
  const end = ended ? { endedBy: ended.by, endedAt: ended.at } : {}
  await tx
    .update(table)
    .set({ endsOn, ...asked, ...end })
    .where(isIt(ref))
}

/** Keeps why a renewal was asked for; the reason of an earlier asking is gone. */
export async function saveRenewalReason(tx: Tx, ref: ExceptionRef, renewalReason: Buffer): Promise<void> {
  await tx.update(table).set({ renewalReason }).where(isIt(ref))
}

/**
 * Exceptions that keep records from the sweep of `day`, a day in Oslo, as `isInForce` says: the next to end first. One
 * that was ended early is none of them.
 */
export async function listExceptionsInForce(
  from: Reader,
  day: LocalDate,
): Promise<readonly ArchiveException[]> {
  const rows = await from
    .select()
    .from(table)
    .where(and(gte(table.endsOn, day), isNull(table.endedBy)))
    .orderBy(asc(table.endsOn), asc(table.number))
  return rows.map(exceptionOf)
}

/** Exceptions whose last day is before `day` and whose end is not recorded, held until the transaction ends. */
export async function lockExpired(tx: Tx, day: LocalDate): Promise<readonly ArchiveException[]> {
  const rows = await tx
    .select()
    .from(table)
    .where(and(lt(table.endsOn, day), isNull(table.endedAt)))
    .orderBy(asc(table.number))
    .for('update')
  return rows.map(exceptionOf)
}

/** The exception's key, and whose records it keeps, sealed with it; null once the key is destroyed. */
export async function findSealedIdentities(
  from: Reader,
  ref: ExceptionRef,
): Promise<{ readonly key: StoredKey; readonly identities: Buffer } | null> {
  const columns = { keyId: table.keyId, wrapped: table.wrapped, identities: table.identities }
  const [row] = await from.select(columns).from(table).where(isIt(ref))
  if (!row?.keyId || !row.wrapped || !row.identities) return null
  return { key: { keyId: row.keyId, wrapped: row.wrapped }, identities: row.identities }
}

/** Destroys the key of exceptions that ended before `endedBefore`, and all that it sealed; gives how many. */
export async function shredExceptions(tx: Tx, endedBefore: DateTime): Promise<number> {
  const none = { keyId: null, wrapped: null, reason: null, identities: null, renewalReason: null }
  const rows = await tx
    .update(table)
    .set(none)
    .where(and(lt(table.endedAt, endedBefore), sql`${table.wrapped} is not null`))
    .returning({ number: table.number })
  return rows.length
}
