import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RefusalCode } from '../../src/domain/refusals.js'

/** Codes that no rule raises but the desk around them: each is the outcome of a test in this folder. */
const raisedHere = [
  'E_UNKNOWN_COMMAND',
  'E_UNKNOWN_CASE',
  'E_UNKNOWN_PERSON',
  'E_NOT_ENGINEER',
  'E_NOTHING_TO_RETRY',
  'E_NO_SWEEP',
  'E_PAUSED',
  'E_NOT_PAUSED',
  'E_FORBIDDEN_IDENTIFIER',
  'E_LINK_CODE',
  'E_LINK_TRIES',
  'E_LINK_PLATFORM',
  'E_LINK_BUSY',
  'E_LINK_FIRST',
  'E_FORGED',
  'E_STALE_CARD',
  'E_NO_ROLE',
  'E_SHARED_CHANNEL',
  'E_LAST_MANAGER',
  'E_PII_IN_CHANNEL',
  'E_UNAVAILABLE',
] as const satisfies readonly RefusalCode[]

const folder = import.meta.dirname
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && name !== 'codes.test.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

test.each(raisedHere)('%s is expected by a test of the desk', (code) => {
  // In an expectation or a row of a table, not only in the name of a test.
  expect(tests).toMatch(
    new RegExp(`(toContain|toBe|toMatch)\\('[^']*${code}'|'[^']*${code}',? *(\\]|'|$)`, 'mu'),
  )
})
