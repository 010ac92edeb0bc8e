import type { DateTime } from 'luxon'
import { z } from 'zod'
import { record } from '../case/record.js'
import type { PlanLine, Reference } from '../case/types.js'
import { keepReasons } from '../retention/keepers.js'
import type { ChainedEvent, EventDraft } from './event.js'

const Code = z.string().regex(/^[\p{L}\p{N}_.,:()§ -]{1,300}$/u)
const Id = z.uuid()
const Day = z.iso.date()
const Instant = z.iso.datetime()
const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/u)

/** What a deletion did not take, and why (Art. 17(3)). */
const Kept = z.strictObject({
  category: Code,
  count: z.int().nonnegative(),
  reason: z.enum(keepReasons),
  law: Code.nullable(),
  until: Day.nullable(),
})

/**
 * Proof of deletion without recording the data again (§4.8): what kind, how many, where, by which rule, who decided,
 * that it was checked, when the last copy goes. Every text is a code, an id, a date or a hash: nothing else fits.
 */
export const DeletionRecord = z.strictObject({
  deletionId: z.string().regex(/^DEL-\d{4}-\d{6,}$/u),
  trigger: z.enum(['erasure', 'retention', 'consent_withdrawal', 'contract_end', 'objection']),
  caseRef: z
    .string()
    .regex(/^RR-\d{4}-\d{4,}$/u)
    .nullable(),
  system: Code,
  collection: Code,
  dataCategory: Code,
  recordCount: z.int().nonnegative(),
  selectorKind: z.enum(['subject_pseudonym', 'retention_rule']),
  method: z.enum(['hard_delete', 'tombstone', 'crypto_shred', 'anonymise', 'overwrite']),
  planHash: Hash,
  proposedBy: Id,
  approvedBy: Id.nullable(),
  executedBy: Id,
  executedAt: Instant,
  verifiedAt: Instant,
  verification: z.literal('count=0'),
  physicalPurgeBy: Day.nullable(),
  backupPurgeBy: Day.nullable(),
  kept: z.array(Kept),
  /** Of a retention sweep: which one, by which rule, and the days from which the periods ran. */
  sweepId: z
    .string()
    .regex(/^SW-\d{4}-\d{2}-\d{2}-\d{2,}$/u)
    .nullable()
    .default(null),
  ruleId: Code.nullable().default(null),
  anchorRange: z.array(Day).max(2).default([]),
})
export type DeletionRecord = z.infer<typeof DeletionRecord>

/** The record with its place in the chain. */
export type ProvedDeletion = DeletionRecord & { readonly prevHash: string; readonly hash: string }

/** `DEL-YYYY-NNNNNN`: year in Oslo and the gap-free number of that year. */
export const deletionId = (year: number, number: number): string =>
  `DEL-${year}-${String(number).padStart(6, '0')}`

/** What a plan keeps, for the records of its deletions. */
export function keptOf(lines: readonly PlanLine[]): DeletionRecord['kept'] {
  return lines
    .filter(({ action }) => action === 'keep')
    .map(({ system, category, count, keepGround, keepUntil }) => ({
      category: `${system}.${category}`,
      count: count ?? 0,
      reason: 'keep_statutory' as const,
      law: keepGround,
      until: keepUntil,
    }))
}

/** The event that is the proof. Throws when anything in it is not a code, an id, a date or a hash. */
export function deletionEvent(made: z.input<typeof DeletionRecord>): EventDraft {
  const { kept, caseRef, ...fields } = DeletionRecord.parse(made)
  // Events hold no objects: what was kept stands as one line of JSON each.
  const lines = kept.map((one) => JSON.stringify(one))
  return record('deletion.recorded', caseRef as Reference | null, { ...fields, kept: lines })
}

/** The deletion that an event proves, with its hashes; null for every other event, and a redacted one. Throws when it is no record. */
export function deletionOf(event: ChainedEvent): ProvedDeletion | null {
  if (event.type !== 'deletion.recorded' || event.redactedBy !== null) return null
  const { kept, version: _version, ...fields } = event.fields
  const lines = (kept as readonly string[]).map((line) => JSON.parse(line) as unknown)
  const found = DeletionRecord.parse({ ...fields, caseRef: event.reference, kept: lines })
  return { ...found, prevHash: `sha256:${event.prevHash}`, hash: `sha256:${event.hash}` }
}

/** The instant as the record writes it. */
export const instantText = (at: DateTime): string =>
  at.toUTC().toISO({ precision: 'seconds' })!.replace(/\.\d+/u, '')
