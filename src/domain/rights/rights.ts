/** The nine rights of domain specification §1.1, in the order people see them. */
export const rightTypes = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'objection_direct_marketing',
  'consent_withdrawal',
  'automated_decision',
] as const
export type RightType = (typeof rightTypes)[number]

export const outcomes = [
  'fulfilled',
  'partially_fulfilled',
  'refused',
  'no_data_held',
  'not_identified',
  'redirected_to_controller',
  'withdrawn_by_requester',
  'merged',
  'not_a_rights_request',
] as const
export type Outcome = (typeof outcomes)[number]

interface RightRow {
  /** Of the GDPR. */
  readonly article: string
  /** What a plan may decide. The outcomes that end a whole case (T16–T19) are possible besides. */
  readonly outcomes: readonly Outcome[]
  /** Art. 19: whether each recipient is told; `when_deleted` where deletion follows. */
  readonly notifiesRecipients: boolean | 'when_deleted'
  /**
   * Four eyes on the plan: `hard` cannot be switched off, `default` can, `on_refusal` and `on_deletion` are only for
   * a plan that refuses or deletes. A refusal in whole needs a second person for every right (§3.3), and so does
   * lifting a restriction.
   */
  readonly needsSecondPerson: 'hard' | 'default' | 'no' | 'on_refusal' | 'on_deletion'
  /** Art. 12(3): whether the month can be extended (§2.5). */
  readonly isExtendable: boolean
  /** Stop first, ask who it is later: identity must not be harder than signing up was (§1.3, Art. 7(3), 12(2)). */
  readonly stopsBeforeIdentity: boolean
}

/** Outcomes that end a case as a whole, whatever right it is about (T16–T19). */
export const caseOutcomes = [
  'redirected_to_controller',
  'withdrawn_by_requester',
  'merged',
  'not_a_rights_request',
] as const satisfies readonly Outcome[]

const decided = ['fulfilled', 'partially_fulfilled', 'refused', 'no_data_held', 'not_identified'] as const
const usual = { isExtendable: true, stopsBeforeIdentity: false } as const
/** A stop is unconditional and cannot wait. */
const stop = {
  outcomes: ['fulfilled', 'no_data_held', 'not_identified'],
  isExtendable: false,
  stopsBeforeIdentity: true,
} as const

/** What the law and the notice say of each right (§1.1). */
export const rightTable: Record<RightType, RightRow> = {
  access: {
    ...usual,
    article: '15(1)-(4)',
    outcomes: decided,
    notifiesRecipients: false,
    needsSecondPerson: 'default',
  },
  rectification: {
    ...usual,
    article: '16',
    outcomes: decided,
    notifiesRecipients: true,
    needsSecondPerson: 'no',
  },
  erasure: {
    ...usual,
    article: '17(1)-(3)',
    outcomes,
    notifiesRecipients: true,
    needsSecondPerson: 'hard',
  },
  restriction: {
    ...usual,
    article: '18(1)-(3)',
    outcomes: decided,
    notifiesRecipients: true,
    needsSecondPerson: 'no',
  },
  portability: {
    ...usual,
    article: '20(1)-(4)',
    outcomes,
    notifiesRecipients: false,
    needsSecondPerson: 'default',
  },
  objection: {
    ...usual,
    article: '21(1), (4), (5)',
    outcomes,
    notifiesRecipients: 'when_deleted',
    needsSecondPerson: 'on_refusal',
  },
  objection_direct_marketing: {
    ...stop,
    article: '21(2)-(3)',
    notifiesRecipients: false,
    needsSecondPerson: 'no',
  },
  consent_withdrawal: {
    ...stop,
    article: '7(3), 17(1)(b)',
    notifiesRecipients: 'when_deleted',
    needsSecondPerson: 'on_deletion',
  },
  automated_decision: {
    ...usual,
    article: '22',
    outcomes: ['fulfilled', 'refused', 'no_data_held'],
    notifiesRecipients: false,
    needsSecondPerson: 'default',
  },
}

/** Whether an item about `right` can end with `outcome` (§1.1, T16–T19). */
export function isOutcomePossible(right: RightType, outcome: Outcome): boolean {
  return rightTable[right].outcomes.includes(outcome) || caseOutcomes.some((whole) => whole === outcome)
}
