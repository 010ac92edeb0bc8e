import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import type { Reference } from '../case/types.js'
import type { PersonId, Role } from '../people/roles.js'
import { isRecorded } from './redaction.js'

/** Values that an event may hold: codes, counts, dates, ids. Never words of or about a person (§3.4). */
export type EventValue = string | number | boolean | null | readonly string[]

/** Codes of §3.3 and §3.4, and those of the acts that the desk adds to them (steps, roles). */
export const eventTypes = [
  'request.received',
  'request.started',
  'request.assigned',
  'request.closed',
  'request.withdrawn',
  'request.redirected',
  'request.merged',
  'request.dismissed',
  'request.reopened',
  'identity.requested',
  'identity.verified',
  'identity.failed',
  'identity.waived',
  'clarification.requested',
  'clarification.received',
  'clarification.waived',
  'step.ticked',
  'step.unticked',
  'plan.proposed',
  'plan.auto_approved',
  'plan.revised',
  'approval.granted',
  'approval.denied',
  'execution.started',
  'execution.line_done',
  'execution.failed',
  'execution.completed',
  'response.sent',
  'response.bounced',
  'extension.decided',
  'extension.notice_sent',
  'clock.suspended',
  'clock.resumed',
  'recipients.notified',
  'recipients.exempted',
  'hold.placed',
  'hold.reviewed',
  'hold.release_proposed',
  'hold.released',
  'exception.granted',
  'exception.renewal_asked',
  'exception.renewed',
  'exception.ended',
  'restriction.applied',
  'restriction.lift_notice_sent',
  'restriction.lifted',
  'disclosure.misdelivered',
  'command.denied',
  'reminder.sent',
  'reminder.undeliverable',
  'escalation.raised',
  'subject_details.viewed',
  'export.built',
  'export.downloaded',
  'export.destroyed',
  'sweep.planned',
  'sweep.approved',
  'sweep.executed',
  'sweep.failed',
  'sweep.vetoed',
  'sweep.backlog',
  'notice.version_published',
  'config.changed',
  'plan.search_started',
  'plan.search_blocked',
  'execution.paused',
  'execution.resumed',
  'execution.line_skipped',
  'execution.line_handed',
  'deletion.recorded',
  'deletion.replayed',
  'oncall.planned',
  'oncall.handed_over',
  'oncall.overridden',
  'authority.contacted',
  'pii.pasted',
  'role.proposed',
  'role.granted',
  'role.revoked',
  'person.link_asked',
  'person.link_declined',
  'person.linked',
  'person.unlinked',
  'account.changed',
  'events.redacted',
] as const
export type EventType = (typeof eventTypes)[number]

/** An act, before it is chained. */
export interface EventDraft {
  readonly type: EventType
  readonly reference: Reference | null
  readonly fields: Readonly<Record<string, EventValue>>
}

/** What the hash of an event covers. `at` is a UTC instant with milliseconds. */
export interface UnchainedEvent extends EventDraft {
  readonly seq: number
  readonly at: DateTime
  readonly actor: PersonId
  readonly role: Role
}

/** An act as recorded. Hashes are lower-case hex SHA-256. */
export interface ChainedEvent extends UnchainedEvent {
  readonly prevHash: string
  readonly hash: string
  /** Number of the event that says this one was emptied (`redaction.ts`); null: it is as it was recorded. */
  readonly redactedBy: number | null
}

/** `prevHash` of the first event. */
export const genesisHash = '0'.repeat(64)

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

function sorted(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC')
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).map(([key, inner]) => [key.normalize('NFC'), sorted(inner)] as const)
  // By code unit, not by locale: the same on every machine.
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The one way of writing an event: JSON without spaces, keys sorted at every depth, NFC text, `at` as UTC ISO with
 * milliseconds. `hash` and `prevHash` are not part of it. Throws on a number that JSON cannot hold.
 */
export function canonical(event: UnchainedEvent): string {
  const { seq, type, reference, actor, role, fields } = event
  const bad = Object.entries(fields).find(([, value]) => typeof value === 'number' && !Number.isFinite(value))
  if (bad) throw new RangeError(`event field ${bad[0]} is not a finite number`)
  const at = event.at.toUTC().toISO({ precision: 'milliseconds' })
  return JSON.stringify(sorted({ seq, at, type, reference, actor, role, fields: { ...fields } }))
}

/** Hash of an event in the chain: hex SHA-256 of the previous hash, a line feed and the canonical form. */
export function eventHash(prevHash: string, event: UnchainedEvent): string {
  return createHash('sha256')
    .update(`${prevHash}\n${canonical(event)}`, 'utf8')
    .digest('hex')
}

/** Why an event does not fit. `unrecorded_redaction`: it is empty, and no later event says so. */
type Break = 'gap' | 'prev_mismatch' | 'hash_mismatch' | 'unrecorded_redaction'

/**
 * What a walk over the chain found. Hashes disagreeing is broken; time going backwards is only worth a look. Of `count`
 * events so many are `redacted`: their place in the chain was verified, their content is gone, as a later event says.
 */
export type ChainVerdict =
  | {
      readonly ok: true
      readonly count: number
      readonly redacted: number
      readonly head: string
      readonly backwards: readonly number[]
    }
  | { readonly ok: false; readonly seq: number; readonly why: Break }

/** Where a chain starts: before its first event, or at a checkpoint that replaced older events. */
export interface ChainStart {
  readonly seq: number
  readonly hash: string
}

function breakOf(event: ChainedEvent, last: ChainStart, record: ChainedEvent | null): Break | null {
  if (event.seq !== last.seq + 1) return 'gap'
  if (event.prevHash !== last.hash) return 'prev_mismatch'
  if (event.redactedBy !== null) return isRecorded(event, record) ? null : 'unrecorded_redaction'
  return eventHash(event.prevHash, event) === event.hash ? null : 'hash_mismatch'
}

/**
 * Checks a chain event by event, in constant memory, for events that are read in pages. A redacted event comes with its
 * record, which is verified itself when the walk gets there: it stands later in the chain.
 */
export function chainVerifier(start: ChainStart = { seq: 0, hash: genesisHash }) {
  let last = start
  let lastAt: DateTime | null = null
  let count = 0
  let redacted = 0
  let broken: ChainVerdict | null = null
  const backwards: number[] = []
  const note = (event: ChainedEvent) => {
    count += 1
    if (event.redactedBy !== null) redacted += 1
    // Of a redacted event only the month is left.
    else if (lastAt && event.at < lastAt) backwards.push(event.seq)
    if (event.redactedBy === null) lastAt = event.at
  }
  return {
    /** Takes the next event in order of `seq`; false once the chain is broken. */
    add(event: ChainedEvent, record: ChainedEvent | null = null): boolean {
      if (broken) return false
      const why = breakOf(event, last, record)
      if (why) {
        broken = { ok: false, seq: event.seq, why }
        return false
      }
      note(event)
      last = { seq: event.seq, hash: event.hash }
      return true
    },
    verdict: (): ChainVerdict => broken ?? { ok: true, count, redacted, head: last.hash, backwards },
  }
}

/** Recomputes a whole chain, oldest first. Gives its head, or the first event that does not fit and why. */
export function verifyChain(events: Iterable<ChainedEvent>, start?: ChainStart): ChainVerdict {
  const walk = chainVerifier(start)
  for (const event of events) if (!walk.add(event)) break
  return walk.verdict()
}
