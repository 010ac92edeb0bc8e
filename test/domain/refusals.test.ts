import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refusals, refuse, type RefusalCode } from '../../src/domain/refusals.js'

/** Raised outside the rules: by handlers, the outbound filter, the people commands and the adapters. */
const elsewhere: readonly RefusalCode[] = [
  'E_UNKNOWN_COMMAND',
  'E_UNKNOWN_CASE',
  'E_UNKNOWN_PERSON',
  'E_NOT_ENGINEER',
  'E_NOTHING_TO_RETRY',
  'E_NO_SWEEP',
  'E_PAUSED',
  'E_NOT_PAUSED',
  'E_FORBIDDEN_IDENTIFIER',
  'E_FORGED',
  'E_STALE_CARD',
  'E_NO_ROLE',
  'E_SHARED_CHANNEL',
  'E_LAST_MANAGER',
  'E_PII_IN_CHANNEL',
  'E_UNAVAILABLE',
]

const folder = new URL('.', import.meta.url).pathname

function testsUnder(path: string): string {
  const entries = readdirSync(path, { withFileTypes: true })
  return entries
    .filter(({ name }) => name !== 'refusals.test.ts')
    .map((entry) => {
      const full = join(path, entry.name)
      return entry.isDirectory() ? testsUnder(full) : readFileSync(full, 'utf8')
    })
    .join('\n')
}

const codes = Object.keys(refusals) as RefusalCode[]
const tests = testsUnder(folder)

test.each(codes.filter((code) => !elsewhere.includes(code)))(
  '%s is raised by a test of the rules',
  (code) => {
    // As a value that is compared, not only in the name of a test.
    expect(tests).toMatch(new RegExp(`code: '${code}'|, '${code}'\\]?,?|'${code}',\\n`))
  },
)

test('the codes raised elsewhere exist', () => {
  expect(elsewhere.filter((code) => !codes.includes(code))).toEqual([])
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
