import { expect, test } from 'vitest'
import { raisedElsewhere, testsUnder } from '../support/raised-elsewhere.js'

const tests = testsUnder(import.meta.dirname, 'codes.test.ts')

test.each(raisedElsewhere)('%s is expected by a test of the desk', (code) => {
  // In an expectation or a row of a table, not only in the name of a test.
  expect(tests).toMatch(
    new RegExp(`(toContain|toBe|toMatch)\\('[^']*${code}'|'[^']*${code}',? *(\\]|'|$)`, 'mu'),
  )
})
