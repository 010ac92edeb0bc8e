import type { DateTime } from 'luxon'
import type { ErasureScope } from '../erasure/scope.js'
import type { PersonId } from '../people/roles.js'
import type { RefusalGround } from '../rights/grounds.js'
import type { Outcome, RightType } from '../rights/rights.js'
import type { LocalDate } from '../time/calendar.js'

/** `RR-YYYY-NNNN`: year of receipt in Oslo, gap-free number of that year; never derived from a person (M2). */
export type Reference = string & { readonly __brand: 'Reference' }

export const caseStatuses = [
  'received',
  'awaiting_identity',
  'awaiting_clarification',
  'in_progress',
  'awaiting_approval',
  'approved',
  'responded',
  'closed',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Where the request reached the company. Every one of them starts the clock (F3, K9). */
export const intakeChannels = [
  'email',
  'phone',
  'letter',
  'chat',
  'support_case',
  'in_person',
  'other',
] as const
export type IntakeChannel = (typeof intakeChannels)[number]

/** Language of the request, and so of the answer. */
export type CaseLanguage = 'nb' | 'en'

/** One right asked for in a case, with its own outcome (Art. 12). */
export interface RightItem {
  readonly right: RightType
  readonly outcome: Outcome | null
  readonly ground: RefusalGround | null
  /** Named law for grounds that need one, e.g. "bokføringsloven § 13". Never about the person. */
  readonly lawReference: string | null
  /** When the final letter for this item was sent and did not bounce. */
  readonly respondedAt: DateTime | null
}

export const identityMethods = [
  'known_address_code',
  'login',
  'callback_known_number',
  'knowledge_check',
  'in_person',
] as const
export type IdentityMethod = (typeof identityMethods)[number]

/** What is known of the requester's identity. Evidence is never stored (C7, C16): method, result and times only. */
export interface Identity {
  readonly state: 'undecided' | 'not_required' | 'requested' | 'verified' | 'failed'
  readonly method: IdentityMethod | null
  /** How many times the person was asked. */
  readonly attempts: number
  readonly askedAt: DateTime | null
  readonly decidedAt: DateTime | null
}

/** A question to the person about the content of the request. */
export interface Clarification {
  readonly askedAt: DateTime
  readonly answeredAt: DateTime | null
  /** A large quantity of data is processed and the person is asked to specify (rec. 63). */
  readonly isLargeVolume: boolean
}

export const suspensionGrounds = ['identity', 'clarification_large_volume'] as const
export type SuspensionGround = (typeof suspensionGrounds)[number]

/** A stop of the clock that a manager confirmed (domain specification §2.4). */
export interface Pause {
  readonly ground: SuspensionGround
  readonly askedAt: DateTime
  /** Null while the answer is awaited. */
  readonly answeredAt: DateTime | null
}

export const extensionReasons = [
  'volume',
  'scattered_data',
  'redaction',
  'intelligibility',
  'request_peak',
] as const
export type ExtensionReason = (typeof extensionReasons)[number]

/** Art. 12(3): decided once, effective only from the moment its notice is recorded as sent. */
export interface Extension {
  readonly decidedAt: DateTime
  readonly decidedBy: PersonId
  readonly reason: ExtensionReason
  readonly newDue: LocalDate
  readonly rights: readonly RightType[]
  readonly noticeSentAt: DateTime | null
}

/** A ticked step of a checklist (§1.4–1.12). */
export interface Tick {
  readonly code: string
  readonly by: PersonId
  readonly at: DateTime
}

export type PlanHash = string & { readonly __brand: 'PlanHash' }

/** What the plan decides for one right. */
export interface PlanItem {
  readonly right: RightType
  readonly outcome: Outcome
  readonly ground: RefusalGround | null
  readonly lawReference: string | null
}

export const planActions = [
  'delete',
  'anonymise',
  'correct',
  'restrict',
  'disclose',
  'stop',
  'keep',
  'clear',
] as const
export type PlanAction = (typeof planActions)[number]

/** One thing to carry out in one system for one data category. Holds no value of a person. */
export interface PlanLine {
  readonly id: string
  readonly right: RightType
  readonly system: string
  readonly category: string
  readonly action: PlanAction
  /** Records found; null = not counted by the desk (manual system). Unknown is never zero. */
  readonly count: number | null
  readonly keepGround: string | null
  readonly keepUntil: LocalDate | null
}

/**
 * Why the desk no longer tries a line that it could not carry out: left undone for now, or given to people, who tick it.
 * Neither makes the line done.
 */
export const asideKinds = ['skipped', 'handed'] as const
export type AsideKind = (typeof asideKinds)[number]

export interface LineAside {
  readonly line: string
  readonly kind: AsideKind
}

export interface Plan {
  readonly items: readonly PlanItem[]
  readonly lines: readonly PlanLine[]
  /** What was searched in the stores; null for a plan that people carry out by hand. */
  readonly scope: ErasureScope | null
  readonly hash: PlanHash
  readonly proposedBy: PersonId
  readonly proposedAt: DateTime
  /** The manager's approval of a plan that takes two (`approverRole`); null for every other. */
  readonly firstApproval: { readonly by: PersonId; readonly at: DateTime } | null
  /** `by` is null where policy needs no second person (T09). */
  readonly approval: { readonly by: PersonId | null; readonly at: DateTime } | null
  /** Ids of the lines carried out so far. */
  readonly linesDone: readonly string[]
  readonly linesAside: readonly LineAside[]
  readonly executedAt: DateTime | null
}

/** Recipients told, or exempted with a reason (Art. 19). */
export type RecipientsNotice = 'not_needed' | 'open' | 'notified' | 'exempted'

/** What every case has, whatever its status. */
export interface CaseFacts {
  readonly reference: Reference
  /** Grows by one with every act; a button carries the version it was drawn from. */
  readonly version: number
  readonly receivedAt: DateTime
  readonly channel: IntakeChannel
  readonly language: CaseLanguage
  readonly isOnBehalf: boolean
  readonly openedBy: PersonId
  readonly openedAt: DateTime
  readonly assignee: PersonId | null
  /** The member of staff who is the data subject, if any (E_SELF_SUBJECT). */
  readonly subjectPerson: PersonId | null
  readonly items: readonly RightItem[]
  readonly identity: Identity
  readonly clarification: Clarification | null
  readonly pauses: readonly Pause[]
  readonly extension: Extension | null
  readonly ticks: readonly Tick[]
  readonly recipients: RecipientsNotice
  /** Version of the privacy notice in force at receipt (INT-10). */
  readonly noticeVersion: string
  readonly mergedInto: Reference | null
  readonly isLateRefusal: boolean
}

export type ApprovedPlan = Plan & { readonly approval: NonNullable<Plan['approval']> }

/** One type per status: a field that exists only from some status on can be read only there. */
export type RightsRequest = CaseFacts &
  (
    | {
        readonly status: 'received' | 'awaiting_identity' | 'awaiting_clarification' | 'in_progress'
        readonly plan: null
      }
    | { readonly status: 'awaiting_approval'; readonly plan: Plan }
    | { readonly status: 'approved'; readonly plan: ApprovedPlan }
    | { readonly status: 'responded'; readonly plan: ApprovedPlan; readonly respondedAt: DateTime }
    | { readonly status: 'closed'; readonly plan: ApprovedPlan | null; readonly closedAt: DateTime }
  )

/** What surrounds a case when a command is decided: read by the caller in the same transaction. */
export interface Surroundings {
  /** Active legal holds whose scope includes this subject. */
  readonly activeHolds: number
  /** Grounds (Art. 18(1) letters) of active restrictions in scope. */
  readonly restrictions: readonly ('a' | 'b' | 'c' | 'd')[]
  /** Open access or portability items of the same person, in this or another case. */
  readonly openAccess: readonly Reference[]
  /** Who is on call now: only they decide on an erasure (T10). */
  readonly onCall: readonly PersonId[]
  /** Systems of the plan that failed their last check, or have never been checked. */
  readonly failingStores: readonly string[]
}

export const noSurroundings: Surroundings = {
  activeHolds: 0,
  restrictions: [],
  openAccess: [],
  onCall: [],
  failingStores: [],
}
