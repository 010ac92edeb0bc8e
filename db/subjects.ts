import { and, eq, sql } from 'drizzle-orm'
import type { DateTime } from 'luxon'
import type { Reference } from '../src/domain/case/types.js'
import type { Reader, Tx } from './client.js'
import { caseKeys, sealedTexts, subjectIndexes, subjects } from './schema/index.js'

/** The wrapped data key of a case. */
export interface StoredKey {
  readonly keyId: string
  readonly wrapped: Buffer
}

export interface StoredSubject {
  /** Pseudonymous id of the data subject. */
  readonly id: string
  readonly sealed: Buffer
}

export interface BlindIndex {
  readonly kind: 'email' | 'phone'
  readonly value: string
}

export interface SealedText {
  readonly id: string
  readonly kind: string
  readonly sealed: Buffer
  readonly at: DateTime
}

export async function insertCaseKey(tx: Tx, reference: Reference, key: StoredKey): Promise<void> {
  await tx.insert(caseKeys).values({ reference, ...key })
}

/** The case's key, or null: after its purge nothing sealed of the case can be read. */
export async function findCaseKey(from: Reader, reference: Reference): Promise<StoredKey | null> {
  const columns = { keyId: caseKeys.keyId, wrapped: caseKeys.wrapped }
  const rows = await from.select(columns).from(caseKeys).where(eq(caseKeys.reference, reference))
  return rows[0] ?? null
}

/** Writes the sealed details of the data subject and the blind indexes to find them again. */
export async function insertSubject(
  tx: Tx,
  reference: Reference,
  subject: StoredSubject,
  indexes: readonly BlindIndex[],
): Promise<void> {
  const rows = indexes.map((index) => ({ reference, ...index }))
  await Promise.all([
    tx.insert(subjects).values({ reference, ...subject }),
    rows.length > 0 ? tx.insert(subjectIndexes).values(rows).onConflictDoNothing() : null,
  ])
}

export async function findSubject(from: Reader, reference: Reference): Promise<StoredSubject | null> {
  const columns = { id: subjects.id, sealed: subjects.sealed }
  const rows = await from.select(columns).from(subjects).where(eq(subjects.reference, reference))
  return rows[0] ?? null
}

/** Other cases that share an e-mail address or phone number with this one, oldest reference first. */
export async function sameSubjectCases(from: Reader, reference: Reference): Promise<readonly Reference[]> {
  const rows = await from.execute<{ reference: Reference }>(sql`
    select distinct other.reference from subject_indexes own
    join subject_indexes other using (kind, value)
    where own.reference = ${reference} and other.reference <> own.reference
    order by other.reference`)
  return rows.map((row) => row.reference)
}

/** Keeps a sealed free text of the case; events hold its `id`. */
export async function appendSealedText(tx: Tx, reference: Reference, text: SealedText): Promise<void> {
  await tx.insert(sealedTexts).values({ reference, ...text })
}

/** The sealed texts of a case, of one kind where it is given, oldest first. */
export async function listSealedTexts(
  from: Reader,
  reference: Reference,
  kind?: string,
): Promise<readonly SealedText[]> {
  const isWanted = kind === undefined ? undefined : eq(sealedTexts.kind, kind)
  return await from
    .select({ id: sealedTexts.id, kind: sealedTexts.kind, sealed: sealedTexts.sealed, at: sealedTexts.at })
    .from(sealedTexts)
    .where(and(eq(sealedTexts.reference, reference), isWanted))
    .orderBy(sealedTexts.at, sealedTexts.id)
}
