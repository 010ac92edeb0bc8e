import { describe, expect, test } from 'vitest'
import {
  letterElements,
  letterFor,
  letterNeeds,
  lettersFor,
  letterTypes,
  mandatoryElements,
  missingElements,
} from '../../../src/domain/case/letters.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'
import { aCase, granted } from '../../support/case-builder.js'

test.each(letterTypes)('%s: nothing missing when all is ticked, everything when nothing is', (letter) => {
  expect(missingElements(letter, letterElements)).toEqual([])
  expect(missingElements(letter, [])).toEqual(mandatoryElements(letter))
  expect(mandatoryElements(letter).length).toBeGreaterThan(1)
})

test('elements have one name each', () => {
  expect(new Set(letterElements).size).toBe(letterElements.length)
})

describe('§1.13', () => {
  test('LET-REF names complaint and court', () => {
    expect(mandatoryElements('LET-REF')).toEqual([
      'what_refused',
      'reasons_with_article',
      'complaint_authority',
      'judicial_remedy',
    ])
  })

  test('LET-ID says that no ID copy is wanted (C7, C8)', () => {
    expect(mandatoryElements('LET-ID')).toContain('no_id_copy')
  })

  test('LET-ACC has 15(1)(a)-(h), and redactions with their ground when some are made', () => {
    expect(mandatoryElements('LET-ACC')).toEqual(
      expect.arrayContaining(['named_recipients', 'source', 'transfers']),
    )
    const partial = mandatoryElements('LET-ACC', { isPartial: true })
    expect(partial).toEqual(expect.arrayContaining(['redactions_with_ground', 'judicial_remedy']))
  })

  test.each([
    ['a line that is kept', [{ right: 'erasure', action: 'keep', count: 2 }], true],
    ['one whose records were not counted', [{ right: 'erasure', action: 'keep', count: null }], true],
    ['nothing to keep', [{ right: 'erasure', action: 'keep', count: 0 }], false],
    ['deletions alone', [{ right: 'erasure', action: 'delete', count: 2 }], false],
    ['a line kept for another right', [{ right: 'restriction', action: 'keep', count: 2 }], false],
  ] as const)('an erasure with %s: complaint and court as it needs them (ERA-11)', (_, lines, isTold) => {
    const needs = letterNeeds([{ right: 'erasure', outcome: 'fulfilled', ground: null }], lines)
    const elements = mandatoryElements('LET-ERA', needs)
    for (const one of ['complaint_authority', 'judicial_remedy', 'reasons_with_article'] as const)
      expect(elements.includes(one)).toBe(isTold)
  })

  test('a national exception is named to the letter (C15)', () => {
    const needs = letterNeeds([{ right: 'access', outcome: 'refused', ground: 'national_exception' }], [])
    expect(missingElements('LET-REF', mandatoryElements('LET-REF'), needs)).toEqual(['exact_exception'])
  })
})

describe('which letter', () => {
  test.each(rightTypes)('%s has a letter for each way to end', (right) => {
    expect(letterFor(right, 'refused')).toBe('LET-REF')
    expect(letterFor(right, 'not_identified')).toBe('LET-REF')
    expect(letterFor(right, 'no_data_held')).toBe('LET-NODATA')
    expect(letterFor(right, 'partially_fulfilled')).toBe(letterFor(right, 'fulfilled'))
  })

  test('those not yet sent, each once', () => {
    const items = [
      { ...granted('access'), outcome: 'no_data_held' },
      { ...granted('portability'), outcome: 'no_data_held' },
      granted('rectification'),
    ] as const
    const found = aCase().forRights('access', 'portability', 'rectification')
    expect(lettersFor(found.approved({ items }))).toEqual(['LET-NODATA', 'LET-REC'])
    expect(lettersFor(found.responded({ items }))).toEqual([])
    expect(lettersFor(found.inProgress())).toEqual([])
  })
})
