import { expect, test } from 'vitest'
import { refusals, refuse, type RefusalCode } from '../../src/domain/refusals.js'
import { raisedElsewhere, testsUnder } from '../support/raised-elsewhere.js'

const codes = Object.keys(refusals) as RefusalCode[]
const tests = testsUnder(import.meta.dirname, 'refusals.test.ts')

test.each(codes.filter((code) => !raisedElsewhere.includes(code)))(
  '%s is raised by a test of the rules',
  (code) => {
    // As a value that is compared, not only in the name of a test.
    expect(tests).toMatch(new RegExp(`code: '${code}'|, '${code}'\\]?,?|'${code}',\\n`))
  },
)

test('the codes raised elsewhere exist', () => {
  expect(raisedElsewhere.filter((code) => !codes.includes(code))).toEqual([])
})

test('every code says what it rests on', () => {
  expect(codes.filter((code) => refusals[code].source.length < 2)).toEqual([])
})

test('the field is there only when it is known', () => {
  expect(refuse('E_INPUT')).toEqual({ ok: false, code: 'E_INPUT', facts: {} })
  expect(refuse('E_INPUT', { a: 1 }, 'rights')).toEqual({
    ok: false,
    code: 'E_INPUT',
    facts: { a: 1 },
    field: 'rights',
  })
})
