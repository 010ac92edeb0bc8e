import type { DateTime } from 'luxon'
import type { Reason } from '../case/commands.js'
import { iso, reasonFields, record } from '../case/record.js'
import type { SystemKey } from '../data-map/types.js'
import { actingRole } from '../people/policy.js'
import type { Actor, PersonId, Role } from '../people/roles.js'
import type { EventDraft } from '../proof/event.js'
import { refuse, type Refusal } from '../refusals.js'
import { addMonthsClamped, endExclusive, localDate, type LocalDate } from '../time/calendar.js'
import type { ExceptionRef } from './exception-ref.js'
import { retentionRules } from './rules.js'

/** Which records an exception keeps, beside whose they are: that is sealed, and known to the search alone. */
export interface ExceptionScope {
  /** Systems of the data map; never none. */
  readonly systems: readonly SystemKey[]
  /** Only records whose anchor lies on one of these days in Oslo, both included; null: without bound. */
  readonly from: LocalDate | null
  readonly until: LocalDate | null
}

/** A longer time that somebody asked for; it holds once a manager has confirmed it. */
export interface Renewal {
  readonly askedBy: PersonId
  readonly endsOn: LocalDate
  readonly confirmed: { readonly by: PersonId; readonly at: DateTime } | null
}

/**
 * An exception by which records of one person are kept longer for customer support (RET-ARCH, notice §4). It ends by
 * itself; after it the records are judged by their own retention again.
 */
export interface ArchiveException {
  readonly exceptionRef: ExceptionRef
  /** The inquiry's own reference in the support tool: a code, no words about a person. */
  readonly inquiry: string
  /** The member of staff who answers for it. */
  readonly owner: PersonId
  readonly scope: ExceptionScope
  readonly grantedBy: PersonId
  readonly grantedAt: DateTime
  /** The last day in Oslo on which it keeps records. */
  readonly endsOn: LocalDate
  readonly renewal: Renewal | null
  /** By nobody: it ran out. Null: it was not ended, or its end is not recorded yet. */
  readonly ended: { readonly by: PersonId | null; readonly at: DateTime } | null
}

/** Who grants exceptions, asks for their renewal and ends them. */
export const exceptionRoles: readonly Role[] = ['support', 'manager']
/** Who confirms a renewal that another person asked for. */
export const renewalRoles: readonly Role[] = ['manager']

const { monthsMax } = retentionRules['RET-ARCH'].period

/** The last day on which an exception granted at `at` may end: 12 calendar months later (RET-ARCH). */
export const latestEnd = (at: DateTime): LocalDate => addMonthsClamped(localDate(at), monthsMax)

/** The last day until which an exception may be renewed: 12 calendar months after the end that it has. */
export const latestRenewal = ({ endsOn }: Pick<ArchiveException, 'endsOn'>): LocalDate =>
  addMonthsClamped(endsOn, monthsMax)

/** Whether it keeps records from the sweep of `day`, its last day included. Ended early, it keeps nothing from then on. */
export const isInForce = ({ endsOn, ended }: ArchiveException, day: LocalDate): boolean =>
  endsOn >= day && (ended === null || ended.by === null)

export interface GrantInput extends Reason {
  readonly exceptionRef: ExceptionRef
  readonly inquiry: string
  readonly owner: Pick<Actor, 'id' | 'roles'>
  readonly scope: ExceptionScope
  /** Whether it is said, sealed, whose records they are. */
  readonly namesSomebody: boolean
  readonly endsOn: LocalDate
}

export interface ExceptionDecision {
  readonly ok: true
  readonly next: ArchiveException
  readonly event: EventDraft
  readonly role: Role
}

const notAllowed = (actor: Actor, roles: readonly Role[]): Refusal | null =>
  actingRole(actor, roles) === null ? refuse('E_NOT_ALLOWED', { roles }) : null

const notInForce = (exception: ArchiveException, at: DateTime): Refusal | null =>
  isInForce(exception, localDate(at)) ? null : refuse('E_EXCEPTION_ENDED')

const isOrdered = ({ from, until }: ExceptionScope) => from === null || until === null || from <= until

function missingOf(input: GrantInput, at: DateTime): readonly string[] {
  const { endsOn, scope, owner } = input
  return Object.entries({
    inquiry: input.inquiry.trim() !== '',
    owner: exceptionRoles.some((role) => owner.roles.includes(role)),
    reason: input.hasReason,
    endsOn: endsOn > localDate(at) && endsOn <= latestEnd(at),
    systems: scope.systems.length > 0,
    subject: input.namesSomebody,
    until: isOrdered(scope),
  }).flatMap(([part, isThere]) => (isThere ? [] : [part]))
}

const decision = (
  next: ArchiveException,
  event: EventDraft,
  actor: Actor,
  roles: readonly Role[],
): ExceptionDecision => ({ ok: true, next, event, role: actingRole(actor, roles)! })

/** Support or a manager keeps records for an inquiry: with an owner, a reason, a scope and an end within 12 months. */
export function grantException(input: GrantInput, actor: Actor, at: DateTime): ExceptionDecision | Refusal {
  const no = notAllowed(actor, exceptionRoles)
  if (no) return no
  const missing = missingOf(input, at)
  if (missing.length > 0) return refuse('E_EXCEPTION_INCOMPLETE', { missing }, missing[0])
  const { exceptionRef, inquiry, scope, endsOn } = input
  const owner = input.owner.id
  const granted = { grantedBy: actor.id, grantedAt: at }
  const next = { exceptionRef, inquiry, owner, scope, endsOn, ...granted, renewal: null, ended: null }
  const fields = { exceptionRef, owner, endsOn, ...scope, ...reasonFields(input) }
  return decision(next, record('exception.granted', null, fields), actor, exceptionRoles)
}

/** Why nobody can ask for a longer time of this exception; null: somebody with the role can. */
export function refusalToRenew(exception: ArchiveException, actor: Actor, at: DateTime): Refusal | null {
  const no = notAllowed(actor, exceptionRoles) ?? notInForce(exception, at)
  if (no) return no
  return exception.renewal?.confirmed ? refuse('E_EXCEPTION_RENEWED') : null
}

/** Asks for the one renewal, until a later day. Until a manager confirms it nothing changes; asked again, the later counts. */
export function askRenewal(
  exception: ArchiveException,
  actor: Actor,
  { endsOn, ...reason }: Reason & { readonly endsOn: LocalDate },
  at: DateTime,
): ExceptionDecision | Refusal {
  const no = refusalToRenew(exception, actor, at)
  if (no) return no
  if (!reason.hasReason) return refuse('E_EXCEPTION_INCOMPLETE', { missing: ['reason'] }, 'reason')
  if (endsOn <= exception.endsOn || endsOn > latestRenewal(exception))
    return refuse('E_EXCEPTION_INCOMPLETE', { missing: ['endsOn'] }, 'endsOn')
  const next = { ...exception, renewal: { askedBy: actor.id, endsOn, confirmed: null } }
  const fields = { exceptionRef: exception.exceptionRef, endsOn, ...reasonFields(reason) }
  return decision(next, record('exception.renewal_asked', null, fields), actor, exceptionRoles)
}

/** A manager, who is not the one that asked, confirms the renewal until the day that they were shown (four-eyes). */
export function confirmRenewal(
  exception: ArchiveException,
  actor: Actor,
  shown: LocalDate,
  at: DateTime,
): ExceptionDecision | Refusal {
  const { renewal, exceptionRef } = exception
  const no = notAllowed(actor, renewalRoles) ?? notInForce(exception, at)
  if (no) return no
  if (renewal?.confirmed) {
    const { by, at: when } = renewal.confirmed
    return refuse('E_ALREADY_DONE', { by, at: iso(when) })
  }
  if (renewal?.endsOn !== shown) return refuse('E_STALE_CARD')
  const { askedBy, endsOn } = renewal
  if (askedBy === actor.id) return refuse('E_FOUR_EYES', { proposedBy: askedBy })
  const next = { ...exception, endsOn, renewal: { ...renewal, confirmed: { by: actor.id, at } } }
  const fields = { exceptionRef, endsOn, askedBy }
  return decision(next, record('exception.renewed', null, fields), actor, renewalRoles)
}

/** Ends it before its day: what it kept is judged by its own retention from the next sweep on. */
export function endException(
  exception: ArchiveException,
  actor: Actor,
  at: DateTime,
): ExceptionDecision | Refusal {
  const no = notAllowed(actor, exceptionRoles)
  if (no) return no
  const { ended, exceptionRef } = exception
  if (ended?.by) return refuse('E_ALREADY_DONE', { by: ended.by, at: iso(ended.at) })
  const late = notInForce(exception, at)
  if (late) return late
  const next = { ...exception, ended: { by: actor.id, at } }
  return decision(
    next,
    record('exception.ended', null, { exceptionRef, isEarly: true }),
    actor,
    exceptionRoles,
  )
}

/** The end of an exception whose last day is over, and what is recorded of it. */
export function expire(exception: ArchiveException): ExceptionDecision {
  const { exceptionRef, endsOn } = exception
  const event = record('exception.ended', null, { exceptionRef, endsOn, isEarly: false })
  const ended = { by: null, at: endExclusive(endsOn) }
  return { ok: true, next: { ...exception, ended }, event, role: 'system' }
}
