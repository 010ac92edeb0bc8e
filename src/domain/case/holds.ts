import type { DateTime } from 'luxon'
import { actingRole } from '../people/policy.js'
import type { Actor, PersonId, Role } from '../people/roles.js'
import type { EventDraft } from '../proof/event.js'
import { refuse, type Refusal } from '../refusals.js'
import { addDays, localDate, type LocalDate } from '../time/calendar.js'
import type { CommandInput, HoldInput } from './commands.js'
import type { HoldRef } from './hold-ref.js'
import { iso, reasonFields, record } from './record.js'
import type { Reference } from './types.js'

/** What a hold covers, by opaque ids and codes: never a name, never everything by silence (§4.3). */
export interface HoldScope {
  readonly references: readonly Reference[]
  readonly systems: readonly string[]
  readonly categories: readonly string[]
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

/** A legal hold (§4.7). It outlives the case and blocks deletion within its scope until two managers release it. */
export interface Hold {
  readonly holdRef: HoldRef
  /** Opaque title of the matter. */
  readonly matter: string
  readonly legalReference: string
  readonly scope: HoldScope
  readonly placedBy: PersonId
  readonly placedAt: DateTime
  readonly reviewBy: LocalDate
  readonly releaseProposedBy: PersonId | null
  readonly releasedBy: PersonId | null
  readonly releasedAt: DateTime | null
}

/** A hold is looked at again within this many days (§4.7). */
const holdReviewDays = 90

/** The latest day for the next look at a hold, seen from `at`. */
export const latestReview = (at: DateTime): LocalDate => addDays(localDate(at), holdReviewDays)

/** Who places, reviews and releases holds (T24). */
export const holdRoles: readonly Role[] = ['manager']

export interface HoldDecision {
  readonly ok: true
  readonly next: Hold
  readonly event: EventDraft
  readonly role: Role
}

const notAllowed = (actor: Actor): Refusal | null =>
  actingRole(actor, holdRoles) === null ? refuse('E_NOT_ALLOWED', { roles: holdRoles }) : null

const notActive = (hold: Hold): Refusal | null =>
  hold.releasedAt === null
    ? null
    : refuse('E_ALREADY_DONE', { by: hold.releasedBy ?? '', at: iso(hold.releasedAt) })

function isReviewInTime(reviewBy: LocalDate, at: DateTime): boolean {
  return reviewBy > localDate(at) && reviewBy <= latestReview(at)
}

const isNamed = ({ references, systems, categories, from, until }: HoldScope) =>
  references.length + systems.length + categories.length > 0 || from !== null || until !== null

const missingOf = (input: HoldInput, at: DateTime) =>
  Object.entries({
    holdRef: input.holdRef.trim() !== '',
    matter: input.matter.trim() !== '',
    purpose: input.hasReason,
    legalReference: input.legalReference.trim() !== '',
    scope: isNamed(input.scope),
    reviewBy: isReviewInTime(input.reviewBy, at),
  }).flatMap(([part, isThere]) => (isThere ? [] : [part]))

const decision = (next: Hold, event: EventDraft): HoldDecision => ({ ok: true, next, event, role: 'manager' })

/** T24: a manager places a hold with purpose, legal reference, scope and a review date at most 90 days away. */
export function placeHold(input: HoldInput, actor: Actor, at: DateTime): HoldDecision | Refusal {
  const no = notAllowed(actor)
  if (no) return no
  const missing = missingOf(input, at)
  if (missing.length > 0) return refuse('E_HOLD_INCOMPLETE', { missing }, missing[0])
  const { holdRef, matter, legalReference, scope, reviewBy } = input
  const none = { releaseProposedBy: null, releasedBy: null, releasedAt: null }
  const next: Hold = {
    holdRef,
    matter,
    legalReference,
    scope,
    placedBy: actor.id,
    placedAt: at,
    reviewBy,
    ...none,
  }
  const fields = { holdRef, legalReference, reviewBy, references: scope.references, systems: scope.systems }
  return decision(next, record('hold.placed', null, { ...fields, ...reasonFields(input) }))
}

/** The hold is kept after a look at it; an unfinished release is dropped. */
export function reviewHold(
  hold: Hold,
  actor: Actor,
  { reviewBy }: CommandInput['hold.review'],
  at: DateTime,
): HoldDecision | Refusal {
  const no = notAllowed(actor) ?? notActive(hold)
  if (no) return no
  if (!isReviewInTime(reviewBy, at)) return refuse('E_HOLD_INCOMPLETE', { missing: ['reviewBy'] }, 'reviewBy')
  return decision(
    { ...hold, reviewBy, releaseProposedBy: null },
    record('hold.reviewed', null, { holdRef: hold.holdRef, reviewBy }),
  )
}

/** Release takes two managers: the first proposes, another one releases (four-eyes, hard). */
export function releaseHold(hold: Hold, actor: Actor, at: DateTime): HoldDecision | Refusal {
  const no = notAllowed(actor) ?? notActive(hold)
  if (no) return no
  const { holdRef, releaseProposedBy } = hold
  if (releaseProposedBy === null) {
    return decision(
      { ...hold, releaseProposedBy: actor.id },
      record('hold.release_proposed', null, { holdRef }),
    )
  }
  if (releaseProposedBy === actor.id) return refuse('E_FOUR_EYES', { proposedBy: actor.id })
  const next = { ...hold, releasedBy: actor.id, releasedAt: at }
  return decision(next, record('hold.released', null, { holdRef, proposedBy: releaseProposedBy }))
}
