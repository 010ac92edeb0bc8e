import { describe, expect, test } from 'vitest'
import type { Field, Form, Option } from '../../src/chat/form.js'
import type { Text } from '../../src/chat/view.js'
import { faultsOfView } from '../../src/local/slack-cloud/blocks.js'
import { renderForm } from '../../src/slack/render-form.js'

const words = (text: string): Text<'Z1'> => ({ zone: 'Z1', words: text })
const form = (...fields: Field[]): Form => ({
  action: 'case.act',
  token: 'signed',
  title: words('Title'),
  intro: [],
  submit: words('Send'),
  cancel: words('Cancel'),
  fields,
})
const options = (count: number): Option[] =>
  Array.from({ length: count }, (_none, n) => ({ value: `v${n}`, label: words(`L${n}`) }))
const drawn = (field: Field) => renderForm(form(field))
const element = (field: Field) =>
  (drawn(field).payload.blocks[0] as { element?: Record<string, unknown> }).element
const label = words('Label')

describe('kinds of fields', () => {
  test.each<[string, Field, object]>([
    [
      'text',
      { kind: 'text', name: 'f', label, initial: 'a', maxLength: 9 },
      { type: 'plain_text_input', action_id: 'text', initial_value: 'a', max_length: 9 },
    ],
    [
      '4 choices',
      { kind: 'choice', name: 'f', label, options: options(4), initial: 'v1' },
      { type: 'radio_buttons', initial_option: { value: 'v1' } },
    ],
    ['5 choices', { kind: 'choice', name: 'f', label, options: options(5) }, { type: 'static_select' }],
    [
      '10 boxes',
      { kind: 'choices', name: 'f', label, options: options(10), initial: ['v2'] },
      { type: 'checkboxes', initial_options: [{ value: 'v2' }] },
    ],
    [
      '11 boxes',
      { kind: 'choices', name: 'f', label, options: options(11) },
      { type: 'multi_static_select' },
    ],
    [
      'a box',
      { kind: 'tick', name: 'f', label, box: label, initial: true },
      { type: 'checkboxes', action_id: 'tick', initial_options: [{ value: 'true' }] },
    ],
    [
      'a date',
      { kind: 'date', name: 'f', label, initial: '2026-12-04' },
      { type: 'datepicker', initial_date: '2026-12-04' },
    ],
    [
      'a time',
      { kind: 'time', name: 'f', label, initial: '09:30' },
      { type: 'timepicker', initial_time: '09:30' },
    ],
    [
      'a person',
      { kind: 'person', name: 'f', label, initial: 'U0KARI' },
      { type: 'users_select', initial_user: 'U0KARI' },
    ],
  ])('%s', (_name, field, expected) => {
    expect(element(field)).toMatchObject(expected)
    expect(faultsOfView(drawn(field).payload, 'modal')).toEqual([])
  })

  test.each<[string, Field]>([
    [
      'an initial value that is no option',
      { kind: 'choice', name: 'f', label, options: options(2), initial: 'gone' },
    ],
    ['an initial date that is none', { kind: 'date', name: 'f', label, initial: 'soon' }],
    ['no options', { kind: 'choice', name: 'f', label, options: [] }],
  ])('%s is left out', (_name, field) => {
    expect(faultsOfView(drawn(field).payload, 'modal')).toEqual([])
    expect(JSON.stringify(element(field) ?? {})).not.toContain('initial')
  })
})

test.each<[string, (n: number) => Form, number, string]>([
  ['title', (n) => ({ ...form(), title: words('x'.repeat(n)) }), 24, 'title'],
  ['button', (n) => ({ ...form(), submit: words('x'.repeat(n)) }), 24, 'submit'],
  ['label', (n) => form({ kind: 'date', name: 'f', label: words('x'.repeat(n)) }), 2_000, 'label'],
  ['hint', (n) => form({ kind: 'date', name: 'f', label, hint: words('x'.repeat(n)) }), 2_000, 'hint'],
  [
    'option',
    (n) => form({ kind: 'choice', name: 'f', label, options: [{ value: 'v', label: words('x'.repeat(n)) }] }),
    150,
    'option',
  ],
  ['initial text', (n) => form({ kind: 'text', name: 'f', label, initial: 'x'.repeat(n) }), 3_000, 'initial'],
  ['options', (n) => form({ kind: 'choice', name: 'f', label, options: options(n) }), 100, 'options:+1'],
  [
    'fields',
    (n) => form(...Array.from({ length: n }, (_none, i): Field => ({ kind: 'date', name: `f${i}`, label }))),
    100,
    'blocks:+2',
  ],
])('%s at the limit', (_name, make, most, cut) => {
  for (const [length, cuts] of [
    [most - 1, []],
    [most, []],
    [most + 1, [cut]],
  ] as const) {
    const { payload, cuts: found } = renderForm(make(length))
    expect(faultsOfView(payload, 'modal')).toEqual([])
    expect(found).toEqual(cuts)
  }
})

test('hostile text in a form is only text', () => {
  const hostile = words('<!channel> *x* <@U9>')
  const { payload } = renderForm({
    ...form({ kind: 'text', name: 'f', label: hostile, hint: hostile }),
    intro: [hostile],
    title: hostile,
  })
  expect(JSON.stringify(payload)).not.toContain('mrkdwn')
})
