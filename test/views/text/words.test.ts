import { describe, expect, test } from 'vitest'
import { steps } from '../../../src/domain/case/checklist.js'
import { channelTypes } from '../../../src/domain/case/commands.js'
import { letterTypes, mandatoryElements } from '../../../src/domain/case/letters.js'
import * as facts from '../../../src/domain/case/types.js'
import { grantableRoles, roles } from '../../../src/domain/people/roles.js'
import { eventTypes } from '../../../src/domain/proof/event.js'
import { refusals } from '../../../src/domain/refusals.js'
import { refusalGrounds } from '../../../src/domain/rights/grounds.js'
import { outcomes, rightTypes } from '../../../src/domain/rights/rights.js'
import { actActions } from '../../../src/views/buttons.js'
import { en } from '../../../src/views/text/en.js'
import { nb } from '../../../src/views/text/nb.js'

const english: Readonly<Record<string, string>> = en
const norwegian: Readonly<Record<string, string>> = nb
const keys = Object.keys(english)
const placeholders = (words: string) =>
  [...new Set([...words.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name))].sort()

test('both languages have the same keys', () => {
  expect(Object.keys(norwegian).sort()).toEqual([...keys].sort())
})

test('both languages name the same values', () => {
  expect(
    keys.filter((key) => String(placeholders(english[key]!)) !== String(placeholders(norwegian[key]!))),
  ).toEqual([])
})

test('a plural has the forms of both languages', () => {
  const bases = keys
    .filter((key) => /_(?:zero|one|other)$/u.test(key))
    .map((key) => key.replace(/_(?:zero|one|other)$/u, ''))
  expect(bases.filter((base) => !(`${base}_one` in english && `${base}_other` in english))).toEqual([])
})

test.each([
  ['en', english],
  ['nb', norwegian],
])('no words of %s are empty, padded or left as a draft', (_, words) => {
  const bad = Object.entries(words).filter(
    ([, text]) => text.trim() !== text || text === '' || /todo|xxx|\bticket\b/iu.test(text),
  )
  expect(bad).toEqual([])
})

test('no sentence of one language was left in the other', () => {
  const same = keys.filter(
    (key) => english[key] === norwegian[key] && /[a-z]{3,} [a-z]{3,}/iu.test(english[key]!),
  )
  expect(same).toEqual([])
})

const codes: readonly [string, readonly string[]][] = [
  ['right', rightTypes],
  ['right_hint', rightTypes],
  ['status', facts.caseStatuses],
  ['outcome', outcomes],
  ['ground', refusalGrounds],
  ['channel', facts.intakeChannels],
  ['answer_channel', channelTypes],
  ['method', facts.identityMethods],
  ['role', roles],
  ['extension_reason', facts.extensionReasons],
  ['suspension_ground', facts.suspensionGrounds],
  ['plan_action', facts.planActions],
  ['step', Object.keys(steps)],
  ['event', eventTypes],
  ['letter', letterTypes],
  [
    'element',
    letterTypes.flatMap((letter) =>
      mandatoryElements(letter, { isPartial: true, hasNationalException: true }),
    ),
  ],
  ['refusal', Object.keys(refusals).flatMap((code) => [`${code}.what`, `${code}.next`])],
  ['button', actActions],
  ['done', actActions.filter((action) => !action.endsWith('.form'))],
  ['help', actActions],
]

describe.each(codes)('every %s has words', (topic, values) => {
  test('in both languages', () => {
    expect(
      values.filter((value) => !(`${topic}.${value}` in english) || !(`${topic}.${value}` in norwegian)),
    ).toEqual([])
  })
})

test.each([
  ['step', Object.keys(steps)],
  ['event', eventTypes],
  ['element', codes.find(([topic]) => topic === 'element')![1]],
])('no words are kept for a %s that is none', (topic, values) => {
  const known = new Set<string>(values.map((value) => `${topic}.${value}`))
  expect(keys.filter((key) => key.startsWith(`${topic}.`) && !known.has(key))).toEqual([])
})

test('roles that can be granted are named for people', () => {
  expect(grantableRoles.map((role) => norwegian[`role.${role}`])).toEqual([
    'saksbehandler',
    'personvernansvarlig',
    'tekniker',
    'personvernombud',
    'revisor',
  ])
})

test('the glossary of the nine rights in Norwegian', () => {
  expect(rightTypes.map((right) => norwegian[`right.${right}`])).toEqual([
    'innsyn',
    'retting',
    'sletting',
    'begrensning av behandling',
    'dataportabilitet',
    'protest',
    'reservasjon mot direkte markedsføring',
    'tilbaketrekking av samtykke',
    'automatisert avgjørelse',
  ])
})
