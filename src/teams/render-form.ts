import type { Field, Form, Option } from '../chat/form.js'
import { cutAt } from '../chat/cutting.js'
import type { Rendered } from '../chat/fitting.js'
import { press, type AdaptiveCard, type Part } from './card.js'
import { disarm, isFormatted, plainText, type Names } from './escape.js'
import { limits } from './limits.js'
import { packForm } from './packed-form.js'
import { Pen, type Piece } from './render-card.js'

/** Messages by field name; under `''` those of no field. */
export type FieldErrors = Readonly<Record<string, string>>

export interface FormDrawing {
  readonly names: Names
  /** Of this drawing: a form sent twice is taken once. */
  readonly nonce: string
  readonly errors?: FieldErrors
}

/** Draws a form as the card of a dialog; each message stands under its field, others above all. */
export function renderForm(
  form: Form,
  { names, nonce, errors = {} }: FormDrawing,
): Rendered<{ readonly title: string; readonly card: AdaptiveCard }> {
  const pen = new Pen({ surface: 'dialog', opensForm: () => false, names })
  const known = new Set(form.fields.map(({ name }) => name))
  const unplaced = Object.entries(errors).filter(([name]) => !known.has(name))
  const pieces = [
    ...unplaced.map(([, words]) => mistake(pen, words)),
    ...form.intro.flatMap(({ words }) => pen.text(words)),
    ...form.fields.flatMap((field) => fieldPieces(pen, field, form, errors[field.name])),
  ]
  const data = press({ action: form.action, token: form.token, form: packForm(form), nonce })
  const submit: Part = {
    type: 'Action.Submit',
    title: pen.cut(plainText(form.submit.words), limits.button.label, 'submit'),
    style: 'positive',
    data,
  }
  return {
    payload: {
      title: pen.cut(plainText(form.title.words), limits.dialog.title, 'title'),
      card: pen.card(pieces, form.title, [submit]),
    },
    cuts: pen.cuts,
  }
}

const mistake = (pen: Pen, words: string): Piece => ({
  part: pen.words(`⚠️ ${words}`, { color: 'attention', weight: 'bolder' }),
  isEntry: false,
})

function fieldPieces(pen: Pen, field: Field, form: Form, error: string | undefined): readonly Piece[] {
  const label = pen.cut(caption(field.label.words), limits.input.label, 'label')
  const element = draw[field.kind](pen, field as never)
  if (!element) return pen.text(`${label}: –`)
  const isRequired = field.isOptional !== true && field.kind !== 'tick'
  const asked = isRequired ? { isRequired, errorMessage: caption(form.required?.words ?? label) } : {}
  return [
    { part: { ...element, id: field.name, label, ...asked }, isEntry: false },
    ...(field.hint ? pen.text(field.hint.words, 'muted') : []),
    ...(error === undefined ? [] : [mistake(pen, error)]),
  ]
}

/** Labels and choices are read as Markdown by some clients. */
const caption = (words: string) => {
  const text = plainText(words)
  return isFormatted(text) ? disarm(text) : text
}

type Kind = Field['kind']
type Draw = { readonly [K in Kind]: (pen: Pen, field: Extract<Field, { kind: K }>) => Part | null }

const draw: Draw = {
  text: (pen, { isMultiline = false, initial, maxLength }) => {
    const most = Math.min(maxLength ?? limits.input.text, limits.input.text)
    const start = initial ? { value: cutPlain(pen, initial, most) } : {}
    return { type: 'Input.Text', isMultiline, maxLength: most, ...start }
  },
  choice: (pen, { options, initial }) => {
    const choices = drawOptions(pen, options)
    if (choices.length === 0) return null
    const style = choices.length <= limits.openChoices.one ? 'expanded' : 'compact'
    const value = choices.some((choice) => choice.value === initial) ? { value: initial } : {}
    return { type: 'Input.ChoiceSet', choices, style, wrap: true, ...value }
  },
  choices: (pen, { options, initial = [] }) => {
    const choices = drawOptions(pen, options)
    if (choices.length === 0) return null
    const style = choices.length <= limits.openChoices.several ? 'expanded' : 'compact'
    const chosen = choices.filter(({ value }) => initial.includes(value)).map(({ value }) => value)
    const value = chosen.length > 0 ? { value: chosen.join(',') } : {}
    return { type: 'Input.ChoiceSet', choices, isMultiSelect: true, style, wrap: true, ...value }
  },
  tick: (_pen, { box, initial = false }) => ({
    type: 'Input.Toggle',
    title: caption(box.words),
    value: String(initial),
    valueOn: 'true',
    valueOff: 'false',
    wrap: true,
  }),
  date: (_pen, { initial }) => ({
    type: 'Input.Date',
    ...(initial && /^\d{4}-\d{2}-\d{2}$/u.test(initial) ? { value: initial } : {}),
  }),
  time: (_pen, { initial }) => ({
    type: 'Input.Time',
    ...(initial && /^\d{2}:\d{2}$/u.test(initial) ? { value: initial } : {}),
  }),
  // Teams itself finds the people; the value is the id of the account in the directory.
  person: (_pen, { initial }) => ({
    type: 'Input.ChoiceSet',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    ...(initial ? { value: initial } : {}),
  }),
}

function drawOptions(pen: Pen, options: readonly Option[]): { title: string; value: string }[] {
  if (options.length > limits.options) pen.cuts.push(`options:+${options.length - limits.options}`)
  return options.slice(0, limits.options).map(({ value, label, hint }) => {
    const words = hint ? `${label.words} – ${hint.words}` : label.words
    return { title: pen.cut(caption(words), limits.option, 'option'), value }
  })
}

/** What somebody will edit stands as it is, cut to its length. */
function cutPlain(pen: Pen, words: string, most: number): string {
  const text = plainText(words)
  if (text.length <= most) return text
  pen.cuts.push('initial')
  return cutAt(text, most)[0]
}
