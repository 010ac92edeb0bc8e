import { describe, expect, test } from 'vitest'
import type { Form } from '../../../src/chat/form.js'
import { tokens } from '../../../src/chat/token.js'
import { stepsOf } from '../../../src/domain/case/checklist.js'
import { stepGroups } from '../../../src/views/forms/steps.js'
import { cases, drawing } from '../../support/gallery.js'
import { galleryForms } from '../../support/gallery-forms.js'

const forms = galleryForms(drawing('en'), cases)
const fieldsOf = (form: Form) => form.fields.map(({ name, isOptional }) => (isOptional ? `${name}?` : name))
const values = (form: Form, name: string) => {
  const field = form.fields.find((one) => one.name === name)
  return field && (field.kind === 'choice' || field.kind === 'choices')
    ? field.options.map(({ value }) => value)
    : null
}
const initial = (form: Form, name: string) => {
  const field = form.fields.find((one) => one.name === name)
  return field && 'initial' in field ? field.initial : undefined
}

test.each<[string, string, string[]]>([
  [
    'open by hand',
    'request.open',
    [
      'rights',
      'receivedOn',
      'receivedAt?',
      'channel',
      'language',
      'name',
      'email?',
      'phone?',
      'text?',
      'keepText?',
      'onBehalf?',
      'backdateReason?',
    ],
  ],
  ['identity undecided', 'identity.form', ['act', 'method?', 'note?']],
  ['clarification to ask', 'clarification.form', ['act', 'question', 'largeVolume?']],
  ['clarification asked', 'clarification.form', ['act', 'answeredOn', 'answeredAt?']],
  [
    'steps',
    'step.form',
    ['steps_intake?', 'steps_access?', 'steps_erasure?', 'steps_objection_direct_marketing?'],
  ],
  ['assign', 'request.assign', ['assignee']],
  ['withdraw', 'request.withdraw', ['receivedOn', 'inWriting?']],
  ['redirect', 'request.redirect', ['customer', 'forwardedOn', 'forwarded?', 'toldRequester?']],
  ['merge', 'request.merge', ['target']],
  ['dismiss', 'request.dismiss', ['reason', 'answered?']],
  ['close', 'request.close', ['recipients', 'exemptReason?']],
  ['recipients', 'recipients.notify', ['recipients', 'exemptReason?']],
  ['reopen', 'request.reopen', ['reason']],
  ['extend', 'deadline.extend', ['reasonCode', 'reason', 'newDue', 'rights']],
  ['extension sent', 'deadline.extension_sent', ['sentOn', 'elements?']],
  ['suspend', 'clock.suspend', ['ground', 'overrideReason?']],
  ['resume', 'clock.resume', ['answeredOn', 'answeredAt?']],
  ['approve', 'plan.approve', ['typedReference']],
  ['reject', 'plan.reject', ['reason']],
  ['execute', 'plan.execute', ['lines']],
  ['respond', 'response.send', ['letter', 'elements?', 'channelType', 'sentOn', 'sentAt?', 'lateReason?']],
  ['view reason', 'subject.view', ['reason']],
  ['grant', 'people.grant', ['person', 'role']],
])('%s is the form of %s', (name, action, fields) => {
  expect(forms[name]!.action).toBe(action)
  expect(fieldsOf(forms[name]!)).toEqual(fields)
})

describe('the text of a message', () => {
  test('is kept only when somebody ticks the box, and never longer than a form takes', () => {
    expect(initial(forms['open from a message']!, 'keepText')).toBe(false)
    expect(initial(forms['open by hand']!, 'keepText')).toBe(true)
    expect(initial(forms['open from a message']!, 'text')).toHaveLength(3000)
    expect(initial(forms['open from a message']!, 'rights')).toEqual(['erasure'])
  })
})

test.each([
  ['identity undecided', ['ask', 'waive']],
  ['identity asked', ['verified', 'failed', 'ask']],
  ['clarification to ask', ['ask']],
  ['clarification asked', ['answered', 'proceed']],
])('%s offers what fits the state', (name, expected) => {
  expect(values(forms[name]!, 'act')).toEqual(expected)
})

test('a marketing objection cannot be refused (Art. 21(3))', () => {
  expect(values(forms['plan']!, 'outcome_objection_direct_marketing')).not.toContain('refused')
  expect(values(forms['plan']!, 'outcome_erasure')).toContain('refused')
})

test('only rights that can be extended are offered (§2.5)', () => {
  expect(values(forms['extend']!, 'rights')).toEqual(['access', 'erasure'])
  expect(initial(forms['extend']!, 'newDue')).toBe('2026-06-08')
})

test('an approval is bound to the plan that is shown', () => {
  const subject = tokens(Buffer.alloc(32, 1)).read(forms['approve']!.token)
  const { plan, version } = cases['awaiting approval']!
  expect(plan!.hash.startsWith(subject!.extra!)).toBe(true)
  expect(subject).toMatchObject({ action: 'plan.approve', reference: 'RR-2026-0042', version })
  expect(subject!.extra).toMatch(/^sha256:[0-9a-f]{32}$/u)
})

test('each step that people tick stands in exactly one field', () => {
  const found = cases['in progress']!
  const shown = stepGroups(found).flatMap(([, codes]) => codes)
  const byHand = stepsOf(found)
    .filter(({ who }) => who.some((role) => role !== 'system'))
    .map(({ code }) => code)
  expect([...shown].sort()).toEqual([...byHand].sort())
  expect(shown).not.toContain('INT-03')
})
