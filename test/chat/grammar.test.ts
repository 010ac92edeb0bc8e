import { describe, expect, test } from 'vitest'
import { parse, readReference, usage, words, type CommandSpec } from '../../src/chat/grammar.js'

const reference = { name: 'reference', kind: 'reference' } as const
const table: readonly CommandSpec[] = [
  { verb: 'help', aliases: ['?', 'hjelp'], action: 'help', args: [] },
  {
    verb: 'list',
    aliases: ['ls'],
    action: 'request.list',
    args: [
      { name: 'scope', kind: 'choice', choices: ['mine', 'due', 'all'], isOptional: true },
      { name: 'page', kind: 'number', isOptional: true },
    ],
  },
  { verb: 'show', aliases: [], action: 'request.show', args: [reference] },
  {
    verb: 'assign',
    aliases: ['take'],
    action: 'request.assign',
    args: [reference, { name: 'assignee', kind: 'person', isOptional: true }],
  },
  { verb: 'people', aliases: [], action: 'people.list', args: [] },
  {
    verb: 'people grant',
    aliases: [],
    action: 'people.grant',
    args: [
      { name: 'person', kind: 'person' },
      { name: 'role', kind: 'choice', choices: ['support', 'manager'] },
    ],
  },
  { verb: 'name', aliases: [], action: 'name', args: [{ name: 'text', kind: 'word' }] },
]

const understood: readonly [string, string, Record<string, string>][] = [
  ['help', 'help', {}],
  ['  HELP ', 'help', {}],
  ['?', 'help', {}],
  ['Hjelp', 'help', {}],
  ['list', 'request.list', {}],
  ['ls Mine', 'request.list', { scope: 'mine' }],
  ['list mine 02', 'request.list', { scope: 'mine', page: '2' }],
  ['list 3', 'request.list', { page: '3' }],
  ['show RR-2026-0042', 'request.show', { reference: 'RR-2026-0042' }],
  ['show rr-2026-42', 'request.show', { reference: 'RR-2026-0042' }],
  ['show "RR-2026-42"', 'request.show', { reference: 'RR-2026-0042' }],
  ['take RR-2026-1', 'request.assign', { reference: 'RR-2026-0001' }],
  ['assign RR-2026-1 @U0KARI', 'request.assign', { reference: 'RR-2026-0001', assignee: 'U0KARI' }],
  ['people', 'people.list', {}],
  ['People  Grant @29:1aB-c MANAGER', 'people.grant', { person: '29:1aB-c', role: 'manager' }],
  ['name "two words"', 'name', { text: 'two words' }],
  ['name “to ord”', 'name', { text: 'to ord' }],
  ['name «to ord»', 'name', { text: 'to ord' }],
  ['name "open quote', 'name', { text: 'open quote' }],
]

test.each(understood)('understands %j', (text, action, fields) => {
  const parsed = parse(text, table)
  expect(parsed).toMatchObject({ kind: 'command', fields })
  expect(parsed.kind === 'command' && parsed.spec.action).toBe(action)
})

const wrong: readonly [string, string, string | null][] = [
  ['show', 'missing', 'reference'],
  ['show 42', 'not_understood', 'reference'],
  ['show RR-26-42', 'not_understood', 'reference'],
  ['show RR-2026-42 please', 'too_many', null],
  ['assign RR-2026-42 Kari', 'not_understood', 'assignee'],
  ['assign RR-2026-42 @U1 @U2', 'too_many', null],
  ['list everything', 'not_understood', 'scope'],
  ['list mine two', 'not_understood', 'page'],
  ['list -1', 'not_understood', 'scope'],
  ['people grant @U1', 'missing', 'role'],
  ['people grant @U1 king', 'not_understood', 'role'],
  ['help me', 'too_many', null],
]

test.each(wrong)('says what is wrong with %j', (text, problem, argument) => {
  expect(parse(text, table)).toMatchObject({ kind: 'wrong', problem, argument })
})

describe('an unknown verb', () => {
  test.each([
    ['shwo RR-2026-42', 'show'],
    ['lst', 'list'],
    ['asign', 'assign'],
    ['HLEP', 'help'],
    ['poeple', 'people'],
    ['people gramt @U1 manager', 'people'],
    ['xyzzy', null],
    ['x', null],
    ['delete everything', null],
  ])('%j is near %j', (text, verb) => {
    const parsed = parse(text, table)
    const found =
      parsed.kind === 'unknown'
        ? (parsed.nearest?.verb ?? null)
        : parsed.kind === 'wrong'
          ? parsed.spec.verb
          : 'none'
    expect(found).toBe(verb)
  })

  test('is quickly answered when it is very long', () => {
    expect(parse('x'.repeat(100_000), table)).toEqual({ kind: 'unknown', nearest: null })
  })
})

test.each(['', '   ', '\n'])('nothing typed: %j', (text) => {
  expect(parse(text, table)).toEqual({ kind: 'empty' })
})

test('a reader of references that is passed in is used', () => {
  expect(parse('show A', table, (typed) => `<${typed}>`)).toMatchObject({ fields: { reference: '<A>' } })
})

test.each([
  ['RR-2026-42', 'RR-2026-0042'],
  ['rr-2026-000042', 'RR-2026-0042'],
  ['RR–2026–10234', 'RR-2026-10234'],
  [' rr_2026_7 ', 'RR-2026-0007'],
  ['RR-2026-', null],
  ['RR-2026-42; drop', null],
])('reference %j → %j', (typed, expected) => {
  expect(readReference(typed)).toBe(expected)
})

test('words keeps what stands in quotes together', () => {
  expect(words(`a "b c"  'd e' ""`)).toEqual(['a', 'b c', "'d", "e'", ''])
})

test.each([
  ['list', '/rights list [mine|due|all] [page]'],
  ['assign', '/rights assign RR-YYYY-NNNN [@person]'],
  ['people grant', '/rights people grant @person <support|manager>'],
])('usage of %s', (verb, expected) => {
  expect(usage(table.find((spec) => spec.verb === verb)!)).toBe(expected)
})
