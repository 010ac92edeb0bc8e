import type { ErasureScope } from '../erasure/scope.js'
import type { DateTime } from 'luxon'
import type { Role, PersonId } from '../people/roles.js'
import type { RightType } from '../rights/rights.js'
import type { LocalDate } from '../time/calendar.js'
import type { LetterElement, LetterType } from './letters.js'
import type { HoldRef } from './hold-ref.js'
import type { HoldScope } from './holds.js'
import type { RestrictionGround } from './restrictions.js'
import type {
  CaseLanguage,
  IdentityMethod,
  IntakeChannel,
  LineAside,
  PlanHash,
  PlanItem,
  PlanLine,
  Reference,
  RightsRequest,
} from './types.js'

/**
 * A text somebody wrote. It lies in the sealed store; a command carries only that it exists, and an event where it lies
 * and its hash, never its words (§3.4).
 */
export interface Reason {
  readonly hasReason: boolean
  readonly textId?: string
  readonly textHash?: string
}

/** T01. The caller gives the number, after `refusalToOpen` has found nothing to refuse. */
export interface LogInput extends Reason {
  readonly reference: Reference
  readonly receivedAt: DateTime
  readonly channel: IntakeChannel
  readonly language: CaseLanguage
  readonly isOnBehalf: boolean
  readonly rights: readonly RightType[]
  /** The member of staff who is the data subject, if any. */
  readonly subjectPerson: PersonId | null
  /** Version of the privacy notice in force at receipt (INT-10). */
  readonly noticeVersion: string
}

export interface PlanInput extends Reason {
  readonly items: readonly PlanItem[]
  readonly lines: readonly PlanLine[]
  /** What the desk searched for the plan. */
  readonly scope?: ErasureScope
}

export const channelTypes = ['email', 'letter', 'secure_link', 'phone', 'in_person'] as const
/** How an answer went out. Never the address itself. */
export type ChannelType = (typeof channelTypes)[number]

export interface SendInput {
  readonly letter: LetterType
  /** Elements of §1.13 that the letter contains. */
  readonly elements: readonly LetterElement[]
  readonly channelType: ChannelType
  readonly sentAt: DateTime
  /** Why a refusal is told after `refusalNoticeBy`; its words are in the sealed store. */
  readonly lateReason?: Reason
  readonly textId?: string
  readonly textHash?: string
}

/** Whoever is to work the case, as read in the same transaction. */
interface Assignee {
  readonly id: PersonId
  readonly roles: readonly Role[]
  readonly isActive: boolean
}

export interface ExtendInput extends Reason {
  /** One of `extensionReasons`; anything else is refused with `E_EXT_REASON`. */
  readonly reason: string
  /** Length of the written reason: at least 20 characters name the concrete complexity (§2.5). */
  readonly reasonLength: number
  readonly rights: readonly RightType[]
  readonly newDue: LocalDate
}

type None = Readonly<Record<never, never>>

/** What each command needs, already read from the form and free of words about persons. */
export interface CommandInput {
  'request.log': LogInput
  'request.start': None
  /** The reason is the written doubt (Art. 12(6)). */
  'identity.request': Reason & { readonly method: IdentityMethod }
  'identity.waive': Reason
  /** `answeredAt`: when the answer reached the company, not when it was read (U5). */
  'identity.record': {
    readonly result: 'verified' | 'failed'
    readonly method: IdentityMethod
    readonly answeredAt: DateTime
  }
  /** The reason is the question. */
  'clarification.ask': Reason & { readonly isLargeVolume: boolean }
  'clarification.record': { readonly answeredAt: DateTime }
  'clarification.proceed': None
  'step.tick': { readonly code: string }
  'step.untick': { readonly code: string }
  'plan.propose': PlanInput
  'plan.approve': { readonly planHash: PlanHash }
  'plan.reject': Reason
  'plan.revise': None
  /** Ids of the lines now carried out. */
  'plan.execute': { readonly lines: readonly string[] }
  /** The line of the plan that the desk no longer tries, and who does it instead. */
  'plan.set_aside': Reason & LineAside
  'response.send': SendInput
  'response.bounce': { readonly bouncedAt: DateTime }
  /** `recipients` settles Art. 19 in the same act; an exemption needs the reason. */
  'request.close': Partial<Reason> & { readonly recipients?: 'notified' | 'exempted' }
  /** `on`: the day the withdrawal reached the company. */
  'request.withdraw': { readonly isWritten: boolean; readonly on?: LocalDate }
  'request.redirect': {
    readonly isCustomerNamed: boolean
    readonly isForwarded: boolean
    /** The day the request went to the customer. */
    readonly on?: LocalDate
    readonly isRequesterTold: boolean
  }
  /** `target` as locked in the same transaction; `isSameSubject` from the blind index. */
  'request.merge': { readonly target: RightsRequest; readonly isSameSubject: boolean }
  'request.dismiss': Reason & { readonly isAnswered: boolean }
  /** Rights to be answered (again). */
  'request.reopen': Reason & { readonly rights: readonly RightType[] }
  'request.assign': { readonly assignee: Assignee }
  'deadline.extend': ExtendInput
  'deadline.extension_sent': { readonly sentAt: DateTime; readonly elements: readonly LetterElement[] }
  /** `ground` as typed: anything outside `suspensionGrounds` is `E_SUSPEND_GROUND`. The reason overrides a late question. */
  'clock.suspend': Reason & { readonly ground: string }
  'clock.resume': { readonly answeredAt: DateTime }
  'recipients.notify': Reason & { readonly result: 'notified' | 'exempted' }
  'hold.place': HoldInput
  'hold.review': { readonly reviewBy: LocalDate }
  'hold.release': None
  'restriction.apply': RestrictionInput
  'restriction.lift_notice': {
    readonly sentAt: DateTime
    readonly liftOn: LocalDate
    readonly elements: readonly LetterElement[]
    /** The person takes the restriction back in writing: nobody has to be told, and nothing is waited for. */
    readonly isAskedByPerson: boolean
  }
  'restriction.lift': None
  'disclosure.report_misdelivery': { readonly awareAt: DateTime }
}

/** T24. The purpose lies in the sealed store (`hasReason`); the matter is an opaque title. */
export interface HoldInput extends Reason {
  readonly holdRef: HoldRef
  readonly matter: string
  readonly legalReference: string
  readonly scope: HoldScope
  readonly reviewBy: LocalDate
}

/** T25. `scope` names systems and categories, never values. */
export interface RestrictionInput {
  readonly id: string
  readonly reference: Reference
  readonly ground: RestrictionGround
  readonly systems: readonly string[]
  readonly categories: readonly string[]
}

export type CommandName = keyof CommandInput

/** Commands decided on objects of their own: `holds.ts`, `restrictions.ts`, `open.ts`. */
type OwnObjectCommand = Extract<CommandName, 'request.log' | `hold.${string}` | `restriction.${string}`>

/** Commands that `decide` takes. */
export type CaseCommand = Exclude<CommandName, OwnObjectCommand>
