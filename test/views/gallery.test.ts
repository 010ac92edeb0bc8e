import { expect, test } from 'vitest'
import { tokens } from '../../src/chat/token.js'
import type { Form } from '../../src/chat/form.js'
import type { Button, View } from '../../src/chat/view.js'
import { gallery, type Sample } from '../support/gallery.js'

const { read } = tokens(Buffer.alloc(32, 1))
const views = gallery.filter((sample): sample is Sample & { view: View } => 'view' in sample)
const forms = gallery.filter((sample): sample is Sample & { form: Form } => 'form' in sample)

const buttonsOf = (view: View): readonly Button[] =>
  view.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'entries' ? block.entries.flatMap(({ button }) => button ?? []) : []
  })

/** Every text in anything drawn. */
function texts(drawn: unknown): readonly { zone: string; words: string }[] {
  if (typeof drawn !== 'object' || drawn === null) return []
  if ('words' in drawn) return [drawn as { zone: string; words: string }]
  return Object.values(drawn).flatMap(texts)
}

test('names are unique', () => {
  const names = gallery.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test.each(gallery.map((sample) => [sample.name, sample] as const))('%s: no gap in its words', (_, sample) => {
  const bad = texts(sample).filter(
    ({ words }) =>
      words.trim() === '' || /\{\{|undefined|null|NaN|\[object|^[a-z_]+(?:\.[\w-]+)+$/u.test(words),
  )
  expect(bad).toEqual([])
})

test.each(views.map(({ name, view }) => [name, view] as const))(
  '%s: buttons are signed for their own act',
  (_, view) => {
    for (const { action, token } of buttonsOf(view)) expect(read(token)?.action).toBe(action)
  },
)

test.each(forms.map(({ name, form }) => [name, form] as const))(
  '%s: is signed, and its fields are sound',
  (_, form) => {
    expect(read(form.token)?.action).toBe(form.action)
    const names = form.fields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const field of form.fields) {
      if (field.kind !== 'choice' && field.kind !== 'choices') continue
      const values = field.options.map(({ value }) => value)
      expect(values.length, field.name).toBeGreaterThan(0)
      expect(new Set(values).size, field.name).toBe(values.length)
      const initial = field.initial === undefined ? [] : [field.initial].flat()
      expect(initial.filter((value) => !values.includes(value))).toEqual([])
    }
  },
)

test('details of a person, what staff typed, and codes, stand only in views for one reader', () => {
  const withDetails = views
    .filter(({ view }) => texts(view).some(({ zone }) => zone === 'Z2'))
    .map(({ name }) => name)
  const typedByStaff = [
    'holds: some',
    'holds: for readers',
    'exceptions: for support',
    'exceptions: for managers',
    'exceptions: for readers',
    'restrictions: some',
    'restrictions: for readers',
  ]
  const withCode = 'link: the code'
  expect(withDetails).toEqual(
    ['nb', 'en'].flatMap((language) =>
      ['details: full', withCode, ...typedByStaff].map((name) => `${language} ${name}`),
    ),
  )
})
