import type { RightType } from './rights.js'

/** Every ground on which a request may be refused, in whole or in part (§1.3). */
export const refusalGrounds = [
  'not_identified',
  'manifestly_unfounded',
  'excessive',
  'rights_of_others',
  'national_exception',
  'data_accurate',
  'erasure_ground_missing',
  'erasure_exc_a',
  'erasure_exc_b',
  'erasure_exc_c',
  'erasure_exc_d',
  'erasure_exc_e',
  'restriction_ground_missing',
  'portability_not_applicable',
  'objection_not_applicable',
  'objection_compelling_grounds',
  'objection_legal_claims',
] as const
export type RefusalGround = (typeof refusalGrounds)[number]

interface GroundRow {
  /** Of the GDPR; `pol.` is personopplysningsloven. */
  readonly article: string
  readonly rights: readonly RightType[]
  /** Rights for which the ground is valid only under personopplysningsloven § 17 (archives, research, statistics). */
  readonly rightsUnderSection17?: readonly RightType[]
  readonly needsLawReference?: true
  /** Redact, do not refuse everything (rec. 63). */
  readonly isPartialOnly?: true
  /** Our grounds weighed against the person's situation, in writing (Art. 21(1)). */
  readonly needsBalancing?: true
}

const anyButStops: readonly RightType[] = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'automated_decision',
]

/** The matrix of §1.3, a row a ground. Art. 22 has no column there; Art. 12(2) and 12(5) name it. */
export const groundTable: Record<RefusalGround, GroundRow> = {
  not_identified: {
    article: '11(2), 12(2), 12(6)',
    rights: [...anyButStops, 'objection_direct_marketing', 'consent_withdrawal'],
  },
  manifestly_unfounded: { article: '12(5)', rights: anyButStops },
  excessive: { article: '12(5)', rights: anyButStops },
  rights_of_others: { article: '15(4), 20(4)', rights: ['access', 'portability'], isPartialOnly: true },
  national_exception: {
    article: '23; pol. §§ 16-17',
    rights: ['access'],
    rightsUnderSection17: ['rectification', 'restriction'],
    needsLawReference: true,
  },
  data_accurate: { article: '16', rights: ['rectification'] },
  erasure_ground_missing: { article: '17(1)', rights: ['erasure'] },
  erasure_exc_a: { article: '17(3)(a)', rights: ['erasure'] },
  erasure_exc_b: { article: '17(3)(b)', rights: ['erasure'], needsLawReference: true },
  erasure_exc_c: { article: '17(3)(c)', rights: ['erasure'] },
  erasure_exc_d: { article: '17(3)(d)', rights: ['erasure'] },
  erasure_exc_e: { article: '17(3)(e)', rights: ['erasure'] },
  restriction_ground_missing: { article: '18(1)', rights: ['restriction'] },
  portability_not_applicable: { article: '20(1)', rights: ['portability'] },
  objection_not_applicable: { article: '21(1)', rights: ['objection'] },
  objection_compelling_grounds: { article: '21(1)', rights: ['objection'], needsBalancing: true },
  objection_legal_claims: { article: '21(1)', rights: ['objection'] },
}

const section17 = /\b(?:personopplysningsloven|pol\.?|personal data act)\s*(?:§§?|section)\s*17(?!\w)/i

/**
 * Whether `right` may be refused on `ground` (§1.3); false means `E_REFUSAL_GROUND`.
 * A cell marked (17) is valid only with a `lawReference` to personopplysningsloven § 17.
 * That a ground needs some law reference at all is `needsLawReference`.
 */
export function isGroundValid(
  ground: RefusalGround,
  right: RightType,
  lawReference: string | null = null,
): boolean {
  const { rights, rightsUnderSection17 = [] } = groundTable[ground]
  if (rights.includes(right)) return true
  return rightsUnderSection17.includes(right) && lawReference !== null && section17.test(lawReference)
}

/** Whether the refusal must name the law it rests on, e.g. "bokføringsloven § 13" (§1.3, C15). */
export function needsLawReference(ground: RefusalGround): boolean {
  return groundTable[ground].needsLawReference ?? false
}

/** Whether the ground, by default, only ever takes a part away: outcome `partially_fulfilled`, not `refused`. */
export function isPartialOnly(ground: RefusalGround): boolean {
  return groundTable[ground].isPartialOnly ?? false
}

/** Whether a written balancing of interests must go with the ground (Art. 21(1), OBJ-05). */
export function needsBalancing(ground: RefusalGround): boolean {
  return groundTable[ground].needsBalancing ?? false
}

/** Art. 6(1)(a)–(f), in that order. */
export const legalBases = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const
export type LegalBasis = (typeof legalBases)[number]

/** Ids of the words that go with a cell of the legal-basis matrix (§1.1). */
export const basisConditions = [
  /** 17(1)(b) */ 'after_withdrawal',
  /** 17(1)(a) */ 'when_no_longer_necessary',
  /** 17(3)(b) */ 'not_while_duty_lasts',
  /** 17(3)(b) */ 'not_while_task_lasts',
  /** 17(1)(c) or (a) */ 'after_objection_or_no_longer_necessary',
  /** 20(1)(b) */ 'if_automated',
  /** 7(3) */ 'withdraw_instead',
  /** 22(1) */ 'if_solely_automated',
] as const
export type BasisCondition = (typeof basisConditions)[number]

export type BasisAnswer = 'yes' | 'no' | 'conditional'
type Cell = BasisAnswer | readonly [BasisAnswer, BasisCondition]
type BasisRow = Record<LegalBasis, Cell>

const always: BasisRow = {
  consent: 'yes',
  contract: 'yes',
  legal_obligation: 'yes',
  vital_interests: 'yes',
  public_task: 'yes',
  legitimate_interests: 'yes',
}
const never: BasisRow = {
  consent: 'no',
  contract: 'no',
  legal_obligation: 'no',
  vital_interests: 'no',
  public_task: 'no',
  legitimate_interests: 'no',
}
const ifSolelyAutomated: Cell = ['conditional', 'if_solely_automated']

const basisTable: Record<RightType, BasisRow> = {
  access: always,
  rectification: always,
  erasure: {
    consent: ['conditional', 'after_withdrawal'],
    contract: ['conditional', 'when_no_longer_necessary'],
    legal_obligation: ['no', 'not_while_duty_lasts'],
    vital_interests: ['conditional', 'when_no_longer_necessary'],
    public_task: ['no', 'not_while_task_lasts'],
    legitimate_interests: ['conditional', 'after_objection_or_no_longer_necessary'],
  },
  restriction: always,
  portability: {
    ...never,
    consent: ['conditional', 'if_automated'],
    contract: ['conditional', 'if_automated'],
  },
  objection: {
    ...never,
    consent: ['no', 'withdraw_instead'],
    public_task: 'yes',
    legitimate_interests: 'yes',
  },
  objection_direct_marketing: always,
  consent_withdrawal: { ...never, consent: 'yes' },
  automated_decision: {
    consent: ifSolelyAutomated,
    contract: ifSolelyAutomated,
    legal_obligation: ifSolelyAutomated,
    vital_interests: ifSolelyAutomated,
    public_task: ifSolelyAutomated,
    legitimate_interests: ifSolelyAutomated,
  },
}

/** Whether `right` exists where the processing rests on `basis` (§1.1). The condition is in `basisCondition`. */
export function rightForBasis(right: RightType, basis: LegalBasis): BasisAnswer {
  const cell = basisTable[right][basis]
  return typeof cell === 'string' ? cell : cell[0]
}

/** Id of the words that qualify the answer of `rightForBasis`, or null where it stands alone. */
export function basisCondition(right: RightType, basis: LegalBasis): BasisCondition | null {
  const cell = basisTable[right][basis]
  return typeof cell === 'string' ? null : cell[1]
}
