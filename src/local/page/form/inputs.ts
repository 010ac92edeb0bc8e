import type { Session } from '../session.js'

type Json = Readonly<Record<string, unknown>>

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint: string | null
}

export type InputKind = 'text' | 'lines' | 'select' | 'radio' | 'checkboxes' | 'date' | 'time' | 'person'

/** A field of a form as it was sent in Block Kit, in words of its own. */
export interface Input {
  readonly name: string
  readonly kind: InputKind
  readonly label: string
  readonly hint: string | null
  readonly isOptional: boolean
  readonly maxLength: number | null
  readonly options: readonly Option[]
  /** What stands in it at first; several values for checkboxes. */
  readonly initial: readonly string[]
}

/** What is filled in, by block id; several values for checkboxes. */
export type Values = Readonly<Record<string, string | readonly string[]>>

const kinds: Readonly<Record<string, InputKind>> = {
  static_select: 'select',
  multi_static_select: 'checkboxes',
  radio_buttons: 'radio',
  checkboxes: 'checkboxes',
  datepicker: 'date',
  timepicker: 'time',
  users_select: 'person',
}

function kindOf(element: Json): InputKind {
  if (element['type'] === 'plain_text_input') return element['multiline'] === true ? 'lines' : 'text'
  const kind = kinds[String(element['type'])]
  if (!kind) throw new Error(`the page has no field for ${String(element['type'])}`)
  return kind
}

const wordsOf = (object: unknown): string | null => (object ? String((object as Json)['text']) : null)

const optionOf = (option: Json): Option => ({
  value: String(option['value']),
  label: wordsOf(option['text']) ?? '',
  hint: wordsOf(option['description']),
})

const single = ['initial_value', 'initial_date', 'initial_time', 'initial_user'] as const

function initialOf(element: Json): readonly string[] {
  const several = (element['initial_options'] ?? []) as readonly Json[]
  const one = element['initial_option'] as Json | undefined
  const plain = single.flatMap((name) => (element[name] === undefined ? [] : [String(element[name])]))
  return [...several, ...(one ? [one] : [])].map(({ value }) => String(value)).concat(plain)
}

/** The fields among the blocks of a modal. */
export function inputsOf(blocks: readonly Json[]): readonly Input[] {
  return blocks.filter(({ type }) => type === 'input').map(inputOf)
}

function inputOf(block: Json): Input {
  const element = block['element'] as Json
  return {
    name: String(block['block_id']),
    kind: kindOf(element),
    label: wordsOf(block['label']) ?? '',
    hint: wordsOf(block['hint']),
    isOptional: block['optional'] === true,
    maxLength: element['max_length'] === undefined ? null : Number(element['max_length']),
    options: ((element['options'] ?? []) as readonly Json[]).map(optionOf),
    initial: initialOf(element),
  }
}

/** What was typed and chosen, for all fields: an empty one is said to be empty. */
export function valuesOf(inputs: readonly Input[], data: FormData): Values {
  return Object.fromEntries(
    inputs.map(({ name, kind }) => [
      name,
      kind === 'checkboxes' ? data.getAll(name).map(String) : String(data.get(name) ?? ''),
    ]),
  )
}

/** What Slack's own form would not send, by field; the desk judges everything else. */
export function problemsOf(
  inputs: readonly Input[],
  values: Values,
  say: Session['say'],
): Readonly<Record<string, string>> {
  const problems = inputs.flatMap(({ name, isOptional, maxLength }): [string, string][] => {
    const value = values[name] ?? ''
    if (value.length === 0) return isOptional ? [] : [[name, say('required')]]
    const isTooLong = typeof value === 'string' && maxLength !== null && value.length > maxLength
    return isTooLong ? [[name, say('tooLong', { n: maxLength })]] : []
  })
  return Object.fromEntries(problems)
}
