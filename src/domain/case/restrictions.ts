import type { DateTime } from 'luxon'
import { actingRole } from '../people/policy.js'
import type { Actor, PersonId, Role } from '../people/roles.js'
import type { EventDraft } from '../proof/event.js'
import { refuse, type Refusal } from '../refusals.js'
import { addDays, addWorkingDays, localDate, type LocalDate } from '../time/calendar.js'
import type { CommandInput, RestrictionInput } from './commands.js'
import { outside } from './guards/guard.js'
import { missingElements } from './letters.js'
import { iso, record } from './record.js'
import type { Reference } from './types.js'

/** Art. 18(1)(a)–(d). */
export type RestrictionGround = 'a' | 'b' | 'c' | 'd'

/** A restriction of processing (Art. 18). It outlives the case it came from. */
export interface Restriction {
  readonly id: string
  readonly reference: Reference
  readonly ground: RestrictionGround
  readonly systems: readonly string[]
  readonly categories: readonly string[]
  readonly appliedBy: PersonId
  readonly appliedAt: DateTime
  /** RES-08. */
  readonly reviewBy: LocalDate
  readonly liftNotice: { readonly sentAt: DateTime; readonly liftOn: LocalDate; readonly by: PersonId } | null
  readonly liftedBy: PersonId | null
  readonly liftedAt: DateTime | null
}

interface RestrictionDecision {
  readonly ok: true
  readonly next: Restriction
  readonly event: EventDraft
  readonly role: Role
}

type Answer = RestrictionDecision | Refusal

/** RES-08 and RES-09: days until the next look; working days between notice and lifting. */
const reviewDays = 30
const noticeWorkingDays = 5

const roles = {
  apply: ['support', 'manager', 'system'],
  notice: ['support', 'manager'],
  lift: ['manager'],
} as const satisfies Record<string, readonly Role[]>

function roleOr(actor: Actor, allowed: readonly Role[]): Role | Refusal {
  return actingRole(actor, allowed) ?? refuse('E_NOT_ALLOWED', { roles: allowed })
}

const notActive = ({ liftedAt, liftedBy }: Restriction): Refusal | null =>
  liftedAt === null ? null : refuse('E_ALREADY_DONE', { by: liftedBy ?? '', at: iso(liftedAt) })

/** T25: applied at once, by staff or by the desk itself while accuracy or an objection is examined (REC-02, OBJ-04). */
export function applyRestriction(input: RestrictionInput, actor: Actor, at: DateTime): Answer {
  const role = roleOr(actor, roles.apply)
  if (typeof role !== 'string') return role
  const { id, reference, ground, systems, categories } = input
  if (systems.length + categories.length === 0) return refuse('E_INPUT', {}, 'systems')
  const reviewBy = addDays(localDate(at), reviewDays)
  const none = { liftNotice: null, liftedBy: null, liftedAt: null }
  const next = {
    id,
    reference,
    ground,
    systems,
    categories,
    appliedBy: actor.id,
    appliedAt: at,
    reviewBy,
    ...none,
  }
  const event = record('restriction.applied', reference, {
    restriction: id,
    ground,
    systems,
    categories,
    reviewBy,
  })
  return { ok: true, next, event, role }
}

/** Art. 18(3): the person is told before, and at least five working days before [P]. */
export function sendLiftNotice(
  found: Restriction,
  actor: Actor,
  { sentAt, liftOn, elements }: CommandInput['restriction.lift_notice'],
  at: DateTime,
): Answer {
  const role = roleOr(actor, roles.notice)
  if (typeof role !== 'string') return role
  const no = notActive(found) ?? outside(sentAt, found.appliedAt, at, 'sentAt')
  if (no) return no
  const missing = missingElements('LET-LIFT', elements)
  if (missing.length > 0) return refuse('E_LETTER_INCOMPLETE', { letter: 'LET-LIFT', missing }, 'elements')
  const earliest = addWorkingDays(localDate(sentAt), noticeWorkingDays)
  if (liftOn < earliest) return refuse('E_LIFT_NOTICE', { earliest }, 'liftOn')
  const fields = { restriction: found.id, sentAt: iso(sentAt), liftOn }
  const next = { ...found, liftNotice: { sentAt, liftOn, by: actor.id } }
  return { ok: true, next, event: record('restriction.lift_notice_sent', found.reference, fields), role }
}

/** RES-10: lifted by a manager other than whoever sent the notice, from the day that the notice named. */
export function liftRestriction(found: Restriction, actor: Actor, at: DateTime): Answer {
  const role = roleOr(actor, roles.lift)
  if (typeof role !== 'string') return role
  const no = notActive(found)
  if (no) return no
  const { liftNotice } = found
  if (liftNotice === null) return refuse('E_LIFT_NOTICE')
  if (localDate(at) < liftNotice.liftOn) return refuse('E_LIFT_NOTICE', { earliest: liftNotice.liftOn })
  if (liftNotice.by === actor.id) return refuse('E_FOUR_EYES', { proposedBy: actor.id })
  const next = { ...found, liftedBy: actor.id, liftedAt: at }
  return {
    ok: true,
    next,
    event: record('restriction.lifted', found.reference, { restriction: found.id }),
    role,
  }
}
