import type { InputBlock, KnownBlock, ModalView, Option as SlackOption } from '@slack/types'
import type { Field, Form, Option } from '../chat/form.js'
import { cutAt } from '../chat/cutting.js'
import type { Piece, Rendered } from '../chat/fitting.js'
import { cost, plainText } from './escape.js'
import { limits } from './limits.js'
import { Pen } from './render-card.js'

/**
 * Draws a form as a modal. Block ids are field names and action ids field kinds, which is how `receive.ts` reads
 * the values; the metadata is the form's signed token and nothing else.
 */
export function renderForm({
  action,
  token,
  title,
  intro,
  fields,
  submit,
  cancel,
}: Form): Rendered<ModalView> {
  const pen = new Pen()
  const cutTitle = pen.cut(title.words, limits.view.title, 'title')
  const head = cutTitle === title.words ? [] : pen.heading(title.words)
  const pieces = [
    ...head,
    ...intro.flatMap(({ words }) => pen.text(words)),
    ...fields.map((field) => input(pen, field)),
  ]
  const payload: ModalView = {
    type: 'modal',
    callback_id: action,
    private_metadata: token,
    title: plainText(cutTitle),
    submit: plainText(pen.cut(submit.words, limits.view.button, 'submit')),
    close: plainText(pen.cut(cancel.words, limits.view.button, 'cancel')),
    blocks: pen.fit(pieces, limits.view.blocks),
  }
  return { payload, cuts: pen.cuts }
}

function input(pen: Pen, field: Field): Piece<KnownBlock> {
  const element = draw[field.kind](pen, field as never)
  const label = plainText(pen.cut(field.label.words, limits.input.label, 'label'))
  // Nothing can be chosen: the field is shown as words, because Slack refuses an empty list.
  if (!element) return { part: { type: 'section', text: plainText(`${label.text}: –`) }, isEntry: false }
  const hint = field.hint ? { hint: plainText(pen.cut(field.hint.words, limits.input.hint, 'hint')) } : {}
  // A box that must be ticked could not be left empty, and "no" is an answer too.
  const optional = field.isOptional === true || field.kind === 'tick'
  return { part: { type: 'input', block_id: field.name, label, element, optional, ...hint }, isEntry: false }
}

type Element = InputBlock['element']
type Kind = Field['kind']
type Draw = { readonly [K in Kind]: (pen: Pen, field: Extract<Field, { kind: K }>) => Element | null }

const draw: Draw = {
  text: (pen, { kind, isMultiline, initial, maxLength }) => {
    const max_length = Math.min(maxLength ?? limits.input.text, limits.input.text)
    const start = initial ? { initial_value: cutPlain(pen, initial, max_length) } : {}
    return {
      type: 'plain_text_input',
      action_id: kind,
      multiline: isMultiline ?? false,
      max_length,
      ...start,
    }
  },
  choice: (pen, { kind, options, initial }) => {
    const drawn = drawOptions(pen, options, limits.options.select)
    const start = drawn.find(({ value }) => value === initial)
    const chosen = start ? { initial_option: start } : {}
    if (!isFilled(drawn)) return null
    const type = drawn.length <= limits.options.radio ? 'radio_buttons' : 'static_select'
    return { type, action_id: kind, options: drawn, ...chosen }
  },
  choices: (pen, { kind, options, initial = [] }) => {
    const drawn = drawOptions(pen, options, limits.options.select)
    const start = drawn.filter(({ value }) => initial.includes(value!))
    const chosen = start.length > 0 ? { initial_options: start } : {}
    if (!isFilled(drawn)) return null
    const type = drawn.length <= limits.options.checkboxes ? 'checkboxes' : 'multi_static_select'
    return { type, action_id: kind, options: drawn, ...chosen }
  },
  tick: (pen, { kind, box, initial }) => {
    const [only] = drawOptions(pen, [{ value: 'true', label: box }], 1)
    return {
      type: 'checkboxes',
      action_id: kind,
      options: [only!],
      ...(initial ? { initial_options: [only!] } : {}),
    }
  },
  date: (_pen, { kind, initial }) => {
    const start = initial && /^\d{4}-\d{2}-\d{2}$/u.test(initial) ? { initial_date: initial } : {}
    return { type: 'datepicker', action_id: kind, ...start }
  },
  time: (_pen, { kind, initial }) => {
    const start = initial && /^\d{2}:\d{2}$/u.test(initial) ? { initial_time: initial } : {}
    return { type: 'timepicker', action_id: kind, ...start }
  },
  person: (_pen, { kind, initial }) => ({
    type: 'users_select',
    action_id: kind,
    ...(initial ? { initial_user: initial } : {}),
  }),
}

const isFilled = (options: readonly SlackOption[]) => options.length > 0

/** A label goes on in the line under it when it is too long for its own. */
function drawOptions(
  pen: Pen,
  options: readonly Option[],
  most: number,
): (SlackOption & { text: ReturnType<typeof plainText> })[] {
  if (options.length > most) pen.cuts.push(`options:+${options.length - most}`)
  return options.slice(0, most).map(({ value, label, hint }) => {
    const [head, more] =
      cost(label.words) > limits.option.label
        ? cutAt(label.words, limits.option.label, cost)
        : [label.words, '']
    const below = [more, hint?.words ?? ''].filter((words) => words !== '').join(' – ')
    const description =
      below === '' ? {} : { description: plainText(pen.cut(below, limits.option.hint, 'option')) }
    return { value, text: plainText(head), ...description }
  })
}

/** What somebody will edit is cut by its own length: it is not escaped. */
function cutPlain(pen: Pen, words: string, most: number): string {
  const { text } = cost(words) === 0 ? { text: '' } : plainText(words)
  if (text.length <= most) return text
  pen.cuts.push('initial')
  return [...text].reduce((kept, sign) => (kept.length + sign.length <= most ? kept + sign : kept), '')
}
