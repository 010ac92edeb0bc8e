import { inputsOf } from './card-parts.js'
import type { Json } from './state.js'

/** What a person fills into a form, by field name. A field that is not named keeps its initial value. */
export type Filled = Readonly<Record<string, string | readonly string[] | boolean>>

interface Choice {
  readonly value: string
}

/** The values that the inputs of a card send. Throws when Teams' client would not send them. */
export function fill(card: Json, filled: Filled): Readonly<Record<string, string>> {
  const inputs = inputsOf(card)
  const ids = new Set(inputs.map(({ id }) => id))
  const stray = Object.keys(filled).filter((name) => !ids.has(name))
  if (stray.length > 0) throw new Error(`the form has no field ${stray.join(', ')}`)
  return Object.fromEntries(inputs.map((input) => [String(input['id']), fillOne(input, filled)]))
}

function fillOne(input: Json, filled: Filled): string {
  const name = String(input['id'])
  const given = filled[name]
  const value = given === undefined ? String(input['value'] ?? '') : typed(input, given)
  if (input['isRequired'] === true && value.trim() === '') throw new Error(`the field ${name} is required`)
  if (value.length > Number(input['maxLength'] ?? Infinity)) throw new Error(`the field ${name} is too long`)
  return value
}

function typed(input: Json, given: Filled[string]): string {
  const choices = ((input['choices'] as Choice[] | undefined) ?? []).map(({ value }) => value)
  if (typeof given === 'boolean') return ticked(input, choices, given)
  const values = typeof given === 'string' ? chosen(input, given) : given
  const isOpen = input['type'] !== 'Input.ChoiceSet' || 'choices.data' in input
  const unknown = isOpen ? [] : values.filter((one) => one !== '' && !choices.includes(one))
  if (unknown.length > 0) throw new Error(`the field ${String(input['id'])} has no option ${unknown.join()}`)
  return values.join(',')
}

/** Several choices come from a card as it sends them: with commas between. */
const chosen = (input: Json, given: string) => (input['isMultiSelect'] ? given.split(',') : [given])

/** A box, or all boxes of a list. */
function ticked(input: Json, choices: readonly string[], isOn: boolean): string {
  if (!input['isMultiSelect']) return String(isOn)
  return isOn ? choices.join(',') : ''
}
