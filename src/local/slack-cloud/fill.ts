import type { CloudView, Json } from './state.js'

/** What a person fills into a modal, by block id. A field that is not named keeps its initial value. */
export type Filled = Readonly<Record<string, string | readonly string[] | boolean>>

interface Option extends Json {
  readonly value: string
}

type Fill = (element: Json, value: Filled[string] | undefined) => Json

function pick(element: Json, value: unknown): Option | null {
  if (value === undefined) return (element['initial_option'] as Option | undefined) ?? null
  if (value === '') return null
  return found(element, String(value))
}

function found(element: Json, value: string): Option {
  const option = (element['options'] as Option[]).find((one) => one.value === value)
  if (!option) throw new Error(`the field has no option ${value}`)
  return option
}

function pickSeveral(element: Json, value: Filled[string] | undefined): readonly Option[] {
  if (value === undefined) return (element['initial_options'] as Option[] | undefined) ?? []
  if (value === true) return element['options'] as Option[]
  if (value === false || value === '') return []
  return (Array.isArray(value) ? value : [value]).map((one) => found(element, String(one)))
}

const fills: Readonly<Record<string, Fill>> = {
  plain_text_input: (element, value) => ({ value: (value ?? element['initial_value'] ?? '') || null }),
  static_select: (element, value) => ({ selected_option: pick(element, value) }),
  radio_buttons: (element, value) => ({ selected_option: pick(element, value) }),
  multi_static_select: (element, value) => ({ selected_options: pickSeveral(element, value) }),
  checkboxes: (element, value) => ({ selected_options: pickSeveral(element, value) }),
  datepicker: (element, value) => ({ selected_date: (value ?? element['initial_date'] ?? '') || null }),
  timepicker: (element, value) => ({ selected_time: (value ?? element['initial_time'] ?? '') || null }),
  users_select: (element, value) => ({ selected_user: (value ?? element['initial_user'] ?? '') || null }),
}

/**
 * The `view.state.values` of a filled modal. Throws when Slack's client would not send it: an unknown field,
 * an empty required one, a text beyond its length.
 */
export function fill(view: CloudView, filled: Filled): Json {
  const inputs = view.content.blocks.filter(({ type }) => type === 'input')
  const ids = new Set(inputs.map(({ block_id }) => block_id))
  const stray = Object.keys(filled).filter((name) => !ids.has(name))
  if (stray.length > 0) throw new Error(`the form has no field ${stray.join(', ')}`)
  return Object.fromEntries(inputs.map((block) => [block['block_id'], fillOne(block, filled)]))
}

function fillOne(block: Json, filled: Filled): Json {
  const element = block['element'] as Json
  const type = element['type'] as string
  const name = block['block_id'] as string
  const state = fills[type]!(element, filled[name])
  const value = Object.values(state)[0]
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
  if (isEmpty && block['optional'] !== true) throw new Error(`the field ${name} is required`)
  if (typeof value === 'string' && value.length > Number(element['max_length'] ?? Infinity))
    throw new Error(`the field ${name} is too long`)
  return { [element['action_id'] as string]: { type, ...state } }
}
