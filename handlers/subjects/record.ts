import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader } from '../../db/client.js'
import { findCaseKey, findSubject, insertCaseKey, insertSubject, type BlindIndex } from '../../db/subjects.js'
import type { Reference } from '../../src/domain/case/types.js'
import type { Identities } from '../../src/domain/data-map/types.js'
import { normaliseEmail, normalisePhone } from '../../src/domain/privacy/normalise.js'
import type { Vault, WrappedKey } from '../../src/vault/vault.js'
import type { Context } from '../context.js'

/** Details of the data subject as they lie sealed in the store (Z2). */
export const SubjectRecord = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  requestText: z.string().nullable(),
})
export type SubjectRecord = z.infer<typeof SubjectRecord>

type Given = { readonly [Field in keyof SubjectRecord]?: string | undefined }

/** Keeps the key of a case and, sealed with it, who the person is, with blind indexes to find them again (§5.3). */
export async function keepSubject(
  { tx, desk }: Context,
  key: WrappedKey,
  reference: Reference,
  given: Given,
): Promise<void> {
  const record: SubjectRecord = {
    name: given.name ?? null,
    email: given.email ?? null,
    phone: given.phone ?? null,
    requestText: given.requestText ?? null,
  }
  const sealed = await desk.vault.seal(key, reference, JSON.stringify(record))
  await insertCaseKey(tx, reference, key)
  await insertSubject(tx, reference, { id: randomUUID(), sealed }, indexesOf(desk.vault, record))
}

function indexesOf(vault: Context['desk']['vault'], { email, phone }: SubjectRecord): BlindIndex[] {
  const normal = { email: email && normaliseEmail(email), phone: phone && normalisePhone(phone, 'NO') }
  return (['email', 'phone'] as const).flatMap((kind) => {
    const value = normal[kind]
    return value ? [{ kind, value: vault.blindIndex(kind, value) }] : []
  })
}

/** Who the person of a case is, opened, with the key of the case. Null after a purge: the key is gone, and with it what it sealed. */
export async function openSubject(
  from: Reader,
  vault: Vault,
  reference: Reference,
): Promise<{ readonly key: WrappedKey; readonly record: SubjectRecord } | null> {
  const key = await findCaseKey(from, reference)
  const subject = await findSubject(from, reference)
  if (!key || !subject) return null
  const opened = await vault.open(key, reference, subject.sealed)
  return { key, record: SubjectRecord.parse(JSON.parse(opened)) }
}

/** Who the person of a case is, as stores are searched for them: nothing after a purge. For one search, not to be kept. */
export async function identitiesOf(from: Reader, vault: Vault, reference: Reference): Promise<Identities> {
  const opened = await openSubject(from, vault, reference)
  if (!opened) return {}
  const { email, phone } = opened.record
  return { ...(email ? { email: [email] } : {}), ...(phone ? { phone_number: [phone] } : {}) }
}
