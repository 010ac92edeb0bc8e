import { describe, expect, test } from 'vitest'
import { usage } from '../../src/chat/grammar.js'
import { refusals, refuse, type RefusalCode } from '../../src/domain/refusals.js'
import { refusalView, refusalWords } from '../../src/views/refusal.js'
import { monday, ola } from '../support/case-builder.js'
import { drawing } from '../support/gallery.js'

const codes = Object.keys(refusals) as readonly RefusalCode[]
const d = drawing('en')
const lines = (...given: Parameters<typeof refuse>) =>
  refusalView(d, refuse(...given)).blocks.map((block) =>
    block.kind === 'text' ? block.text.words : block.kind,
  )

describe.each(['nb', 'en'] as const)('in %s', (language) => {
  test.each(codes)('%s says what happened, what to do, and its code', (code) => {
    const drawn = drawing(language)
    const words = refusalWords(drawn, refuse(code))
    expect(words).toMatch(/^\p{Lu}.+[.:] .*\p{Lu}.+[.:;].* \(E_[A-Z0-9_]+\)$/su)
    expect(JSON.stringify(refusalView(drawn, refuse(code)))).toContain(code)
  })
})

test.each<[string, Parameters<typeof refuse>, string]>([
  ['roles', ['E_NOT_ALLOWED', { roles: ['manager', 'system'] }], 'Who can: privacy manager.'],
  ['status', ['E_WRONG_STATE', { status: 'closed' }], 'The case is now: closed.'],
  ['who was first', ['E_ALREADY_DONE', { by: ola.id, at: monday.toISO()! }], 'did it Mon 9 Mar 2026 09:00.'],
  [
    'the nearest command',
    ['E_UNKNOWN_COMMAND', { nearest: '/rights show RR-YYYY-NNNN' }],
    'Did you mean /rights show RR-YYYY-NNNN?',
  ],
  [
    'open steps',
    ['E_CHECKLIST_INCOMPLETE', { steps: ['INT-05'] }],
    'INT-05: It is settled whether this is our own data',
  ],
  [
    'missing elements',
    ['E_LETTER_INCOMPLETE', { missing: ['judicial_remedy'] }],
    'The right to go to court.',
  ],
  [
    'cases to answer first',
    ['E_ACCESS_FIRST', { references: ['RR-2026-0001', 'RR-2026-0002'] }],
    'RR-2026-0001 and RR-2026-0002.',
  ],
])('facts complete the sentence: %s', (_, given, expected) => {
  expect(lines(...given).join('\n')).toContain(expected)
})

test('a fact that is no known code is left out, whatever it says', () => {
  const facts = {
    roles: ['Test Testesen'],
    status: 'Test Testesen',
    steps: ['Test Testesen'],
    by: 'x',
    at: 'Test Testesen',
    references: ['Test Testesen'],
    incident: 'Test Testesen',
    due: 'Test',
  }
  expect(lines('E_NOT_ALLOWED', facts).join()).not.toContain('Test')
})

test('how to type it is shown when given', () => {
  const typed = usage({
    verb: 'show',
    aliases: [],
    action: 'request.show',
    args: [{ name: 'reference', kind: 'reference' }],
  })
  expect(JSON.stringify(refusalView(d, refuse('E_INPUT'), typed))).toContain(
    'Type it like this: /rights show RR-YYYY-NNNN',
  )
})
