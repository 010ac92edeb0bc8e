import { createHash, randomUUID } from 'node:crypto'
import { appendSealedText, findCaseKey, type SealedText } from '../db/subjects.js'
import type { Reason } from '../src/domain/case/commands.js'
import type { Reference } from '../src/domain/case/types.js'
import type { WrappedKey } from '../src/vault/vault.js'
import type { Context } from './context.js'

/** What a sealed text is; shown as its heading beside the details of the case. */
export type TextKind = 'backdate' | 'doubt' | 'reason' | 'question' | 'customer' | 'plan' | 'late'

/** A text ready to be kept, and what an event may know of it. */
interface Prepared {
  readonly reason: Reason
  readonly text: SealedText | null
}

/**
 * Seals a text that somebody wrote, without keeping it yet. Events hold its id and the hash of the sealed bytes,
 * never of the words, which could be guessed (§3.4).
 */
export async function prepareText(
  { desk, now }: Context,
  key: WrappedKey,
  reference: Reference,
  kind: TextKind,
  words: string | undefined,
): Promise<Prepared> {
  if (!words) return { reason: { hasReason: false }, text: null }
  const sealed = await desk.vault.seal(key, reference, words)
  const id = randomUUID()
  const textHash = createHash('sha256').update(sealed).digest('hex')
  return { reason: { hasReason: true, textId: id, textHash }, text: { id, kind, sealed, at: now } }
}

/** Seals and keeps a text about a case; without one, says that there is none. */
export async function sealText(
  context: Context,
  reference: Reference,
  kind: TextKind,
  words: string | undefined,
): Promise<Reason> {
  if (!words) return { hasReason: false }
  const key = await findCaseKey(context.tx, reference)
  if (!key) throw new Error('The case has no key')
  const { reason, text } = await prepareText(context, key, reference, kind, words)
  if (text) await appendSealedText(context.tx, reference, text)
  return reason
}
