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
export const restrictionGrounds = ['a', 'b', 'c', 'd'] as const
export type RestrictionGround = (typeof restrictionGrounds)[number]

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

export interface RestrictionDecision {
  readonly ok: true
  readonly next: Restriction
  readonly event: EventDraft
  readonly role: Role
}

type Answer = RestrictionDecision | Refusal

/** RES-08 and RES-09: days until the next look; working days between notice and lifting. */
const reviewDays = 30
const noticeWorkingDays = 5

/** The first day on which a restriction may be lifted whose notice goes out at `sentAt` (Art. 18(3), RES-09). */
export const earliestLift = (sentAt: DateTime): LocalDate =>
  addWorkingDays(localDate(sentAt), noticeWorkingDays)

/** Who may do what to a restriction. */
export const restrictionRoles = {
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
  const role = roleOr(actor, restrictionRoles.apply)
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

type LiftNotice = CommandInput['restriction.lift_notice']

/**
 * Art. 18(3): the person is told before, and at least five working days before [P]; or takes the restriction back
 * (§3.3), which ends it on the day that a manager lifts it.
 */
export function sendLiftNotice(found: Restriction, actor: Actor, input: LiftNotice, at: DateTime): Answer {
  const role = roleOr(actor, restrictionRoles.notice)
  if (typeof role !== 'string') return role
  const { sentAt, isAskedByPerson } = input
  const no = notActive(found) ?? outside(sentAt, found.appliedAt, at, 'sentAt') ?? refusalOfNotice(input)
  if (no) return no
  const liftOn = isAskedByPerson ? localDate(at) : input.liftOn
  const fields = { restriction: found.id, sentAt: iso(sentAt), liftOn, isAskedByPerson }
  const next = { ...found, liftNotice: { sentAt, liftOn, by: actor.id } }
  return { ok: true, next, event: record('restriction.lift_notice_sent', found.reference, fields), role }
}

function refusalOfNotice({ sentAt, liftOn, elements, isAskedByPerson }: LiftNotice): Refusal | null {
  if (isAskedByPerson) return null
  const missing = missingElements('LET-LIFT', elements)
  if (missing.length > 0) return refuse('E_LETTER_INCOMPLETE', { letter: 'LET-LIFT', missing }, 'elements')
  const earliest = earliestLift(sentAt)
  return liftOn < earliest ? refuse('E_LIFT_NOTICE', { earliest }, 'liftOn') : null
}

/** RES-10: lifted by a manager other than whoever sent the notice, from the day that the notice named. */
export function liftRestriction(found: Restriction, actor: Actor, at: DateTime): Answer {
  const role = roleOr(actor, restrictionRoles.lift)
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
