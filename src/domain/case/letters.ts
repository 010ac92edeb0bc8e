import type { Outcome, RightType } from '../rights/rights.js'
import type { CaseFacts, PlanItem, PlanLine } from './types.js'

const refusalElements = [
  'what_refused',
  'reasons_with_article',
  'complaint_authority',
  'judicial_remedy',
] as const
const actionElements = [
  'action_and_date',
  'scope',
  'kept_ground_until',
  'recipients_notified',
  'right_to_name_recipients',
] as const

/** Mandatory elements per letter (§1.13). `LET-AUT` is ours: the specification names no letter for Art. 22. */
const mandatory = {
  'LET-ACK': ['reference', 'date_received', 'rights_understood', 'answer_by', 'contact'],
  'LET-ID': ['doubt', 'least_intrusive_method', 'if_no_answer', 'no_id_copy', 'reference'],
  'LET-CLAR': ['unclear_or_large', 'may_ask_everything'],
  'LET-EXT': ['is_extended', 'extension_reasons', 'new_date', 'complaint_authority'],
  'LET-REF': refusalElements,
  'LET-FEE': ['fee_amount', 'fee_basis', 'right_to_withdraw'],
  'LET-ACC': [
    'confirmation',
    'copy',
    'purposes',
    'categories',
    'named_recipients',
    'retention_period',
    'other_rights',
    'complaint_authority',
    'source',
    'automated_decisions',
    'transfers',
  ],
  'LET-NODATA': ['identifiers_searched', 'no_data', 'complaint_authority'],
  'LET-REC': actionElements,
  'LET-ERA': actionElements,
  'LET-RES': actionElements,
  'LET-POR': actionElements,
  'LET-OBJ': actionElements,
  'LET-CON': actionElements,
  'LET-AUT': ['action_and_date', 'logic_explained', 'complaint_authority'],
  'LET-LIFT': ['lift_date', 'lift_why'],
  'LET-19': [
    'record_id',
    'data_concerned',
    'operation',
    'action_and_date',
    'confirmation_asked',
    'no_more_than_needed',
  ],
  'LET-FWD': ['we_received', 'date_received', 'content_forwarded', 'customer_decides'],
} as const satisfies Record<string, readonly string[]>

export type LetterType = keyof typeof mandatory

/** Elements that only some letters of a type need: Art. 15(4) redactions; the exact letter of personopplysningsloven § 16. */
type Occasional = 'redactions_with_ground' | 'exact_exception'
export type LetterElement = (typeof mandatory)[LetterType][number] | Occasional

export const letterTypes = Object.keys(mandatory) as [LetterType, ...LetterType[]]

/** Every element that some letter may need, each once. */
export const letterElements = [
  ...new Set<LetterElement>([
    ...Object.values(mandatory).flat(),
    'redactions_with_ground',
    'exact_exception',
  ]),
] as [LetterElement, ...LetterElement[]]

/** What about the case adds elements to a letter. */
export interface LetterNeeds {
  /** Something is refused in part: the letter is a refusal as well (C4). */
  readonly isPartial?: boolean
  /** A ground of personopplysningsloven §§ 16–17 is used (C15). */
  readonly hasNationalException?: boolean
}

/** The elements a letter must have before it may go out (§1.13). */
export function mandatoryElements(letter: LetterType, needs: LetterNeeds = {}): readonly LetterElement[] {
  const elements = new Set<LetterElement>(mandatory[letter])
  if (needs.isPartial) for (const element of refusalElements) elements.add(element)
  if (needs.isPartial && letter === 'LET-ACC') elements.add('redactions_with_ground')
  if (needs.hasNationalException) elements.add('exact_exception')
  return [...elements]
}

/** The mandatory elements that were not ticked, in the order of the table. */
export function missingElements(
  letter: LetterType,
  ticked: readonly string[],
  needs: LetterNeeds = {},
): readonly LetterElement[] {
  return mandatoryElements(letter, needs).filter((element) => !ticked.includes(element))
}

const actionLetters: Readonly<Record<RightType, LetterType>> = {
  access: 'LET-ACC',
  rectification: 'LET-REC',
  erasure: 'LET-ERA',
  restriction: 'LET-RES',
  portability: 'LET-POR',
  objection: 'LET-OBJ',
  objection_direct_marketing: 'LET-OBJ',
  consent_withdrawal: 'LET-CON',
  automated_decision: 'LET-AUT',
}

const byOutcome: Readonly<Partial<Record<Outcome, LetterType>>> = {
  refused: 'LET-REF',
  not_identified: 'LET-REF',
  no_data_held: 'LET-NODATA',
  redirected_to_controller: 'LET-FWD',
}

/** The final letter that tells the person the outcome of one right. */
export function letterFor(right: RightType, outcome: Outcome): LetterType {
  return byOutcome[outcome] ?? actionLetters[right]
}

/**
 * What the items told by one letter add to it, with the lines of their plan. Data that is kept though its erasure was
 * asked for is not erased: whoever asked may complain of that (ERA-11).
 */
export function letterNeeds(
  items: readonly Pick<PlanItem, 'right' | 'outcome' | 'ground'>[],
  lines: readonly Pick<PlanLine, 'right' | 'action' | 'count'>[],
): LetterNeeds {
  const isKept = (right: RightType) =>
    lines.some((line) => line.right === right && line.action === 'keep' && line.count !== 0)
  return {
    isPartial: items.some(({ right, outcome }) => outcome === 'partially_fulfilled' || isKept(right)),
    hasNationalException: items.some((item) => item.ground === 'national_exception'),
  }
}

/** Final letters that a case with this plan still has to send, each once, in the order of its rights. */
export function lettersFor(
  found: CaseFacts & { readonly plan: { readonly items: readonly PlanItem[] } | null },
): LetterType[] {
  const open = new Set(found.items.filter((item) => item.respondedAt === null).map((item) => item.right))
  const due = (found.plan?.items ?? []).filter((item) => open.has(item.right))
  return [...new Set(due.map((item) => letterFor(item.right, item.outcome)))]
}
