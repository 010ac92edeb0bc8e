import { describe, expect, it, test } from 'vitest'
import type { RefusalGround } from '../../../src/domain/rights/grounds.js'
import {
  basisCondition,
  isGroundValid,
  isPartialOnly,
  legalBases,
  needsBalancing,
  needsLawReference,
  refusalGrounds,
  rightForBasis,
} from '../../../src/domain/rights/grounds.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'

const columns = rightTypes.filter((right) => right !== 'automated_decision')

/** §1.3 as printed: Y valid, - invalid, 7 valid only under personopplysningsloven § 17. */
const matrix: Record<RefusalGround, string> = {
  not_identified: 'Y Y Y Y Y Y Y Y',
  manifestly_unfounded: 'Y Y Y Y Y Y - -',
  excessive: 'Y Y Y Y Y Y - -',
  rights_of_others: 'Y - - - Y - - -',
  national_exception: 'Y 7 - 7 - - - -',
  data_accurate: '- Y - - - - - -',
  erasure_ground_missing: '- - Y - - - - -',
  erasure_exc_a: '- - Y - - - - -',
  erasure_exc_b: '- - Y - - - - -',
  erasure_exc_c: '- - Y - - - - -',
  erasure_exc_d: '- - Y - - - - -',
  erasure_exc_e: '- - Y - - - - -',
  restriction_ground_missing: '- - - Y - - - -',
  portability_not_applicable: '- - - - Y - - -',
  objection_not_applicable: '- - - - - Y - -',
  objection_compelling_grounds: '- - - - - Y - -',
  objection_legal_claims: '- - - - - Y - -',
}

describe('the matrix of refusal grounds', () => {
  it.each(refusalGrounds)('%s', (ground) => {
    const cell = (right: (typeof columns)[number]) =>
      isGroundValid(ground, right)
        ? 'Y'
        : isGroundValid(ground, right, 'personopplysningsloven § 17')
          ? '7'
          : '-'
    expect(columns.map(cell).join(' ')).toBe(matrix[ground])
  })

  it('has, for automated decisions, the grounds of Art. 12 that name Art. 22', () => {
    expect(refusalGrounds.filter((ground) => isGroundValid(ground, 'automated_decision'))).toEqual([
      'not_identified',
      'manifestly_unfounded',
      'excessive',
    ])
  })
})

test.each([
  ['personopplysningsloven § 17', true],
  ['Personopplysningsloven §17 andre ledd', true],
  ['pol. § 17', true],
  ['Personal Data Act section 17', true],
  ['personopplysningsloven § 16', false],
  ['personopplysningsloven § 170', false],
  ['bokføringsloven § 17', false],
  ['', false],
])('a national exception to rectification under "%s": %s', (lawReference, isValid) => {
  expect(isGroundValid('national_exception', 'rectification', lawReference)).toBe(isValid)
  expect(isGroundValid('national_exception', 'erasure', lawReference)).toBe(false)
})

test('what must go with a ground', () => {
  expect(refusalGrounds.filter(needsLawReference)).toEqual(['national_exception', 'erasure_exc_b'])
  expect(refusalGrounds.filter(isPartialOnly)).toEqual(['rights_of_others'])
  expect(refusalGrounds.filter(needsBalancing)).toEqual(['objection_compelling_grounds'])
})

test.each([
  ['access', 'yes yes yes yes yes yes'],
  ['rectification', 'yes yes yes yes yes yes'],
  ['erasure', 'conditional conditional no conditional no conditional'],
  ['restriction', 'yes yes yes yes yes yes'],
  ['portability', 'conditional conditional no no no no'],
  ['objection', 'no no no no yes yes'],
  ['objection_direct_marketing', 'yes yes yes yes yes yes'],
  ['consent_withdrawal', 'yes no no no no no'],
] as const)('%s by legal basis: %s', (right, row) => {
  expect(legalBases.map((basis) => rightForBasis(right, basis)).join(' ')).toBe(row)
})

test('every conditional answer names its condition, a plain yes none', () => {
  for (const right of rightTypes) {
    for (const basis of legalBases) {
      const answer = rightForBasis(right, basis)
      if (answer === 'conditional') expect(basisCondition(right, basis)).not.toBeNull()
      if (answer === 'yes') expect(basisCondition(right, basis)).toBeNull()
    }
  }
  expect(basisCondition('objection', 'consent')).toBe('withdraw_instead')
  expect(basisCondition('erasure', 'legal_obligation')).toBe('not_while_duty_lasts')
})
