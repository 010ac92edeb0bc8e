import { inputsOf as partsOf } from '../../teams-cloud/card-parts.js'
import type { Input, InputKind, Option, Values } from './inputs.js'

type Json = Readonly<Record<string, unknown>>

const isToggle = ({ type }: Json) => type === 'Input.Toggle'

function kindOf(part: Json): InputKind {
  switch (part['type']) {
    case 'Input.Text':
      return part['isMultiline'] === true ? 'lines' : 'text'
    case 'Input.ChoiceSet':
      return 'choices.data' in part ? 'person' : part['isMultiSelect'] === true ? 'checkboxes' : 'select'
    case 'Input.Toggle':
      return 'checkboxes'
    default:
      return part['type'] === 'Input.Date' ? 'date' : 'time'
  }
}

function optionsOf(part: Json): readonly Option[] {
  if (isToggle(part)) return [{ value: String(part['valueOn']), label: String(part['title']), hint: null }]
  const choices = (part['choices'] ?? []) as readonly { title: string; value: string }[]
  return choices.map(({ title, value }) => ({ value, label: title, hint: null }))
}

function initialOf(part: Json): readonly string[] {
  const value = String(part['value'] ?? '')
  const several = kindOf(part) === 'checkboxes' ? value.split(',') : [value]
  return several.filter((one) => one !== '' && !(isToggle(part) && one !== part['valueOn']))
}

/** The fields among the parts of an Adaptive Card, in the page's own words. */
export function inputsOfCard(card: Json): readonly Input[] {
  return partsOf(card).map((part) => ({
    name: String(part['id']),
    kind: kindOf(part),
    label: String(part['label']),
    hint: null,
    isOptional: part['isRequired'] !== true,
    maxLength: part['maxLength'] === undefined ? null : Number(part['maxLength']),
    options: optionsOf(part),
    initial: initialOf(part),
  }))
}

/** What is filled in, as the inputs of the card send it. */
export function asCardSends(card: Json, values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    partsOf(card).flatMap((part) => {
      const value = values[String(part['id'])]
      return value === undefined ? [] : [[String(part['id']), sentBy(part, value)]]
    }),
  )
}

function sentBy(part: Json, value: string | readonly string[]): string {
  if (typeof value === 'string') return value
  if (!isToggle(part)) return value.join(',')
  return String(value.includes(String(part['valueOn'])) ? part['valueOn'] : part['valueOff'])
}

/** The card with these values standing in its inputs. */
export function filledCard(card: Json, values: Values): Json {
  const sent = asCardSends(card, values)
  const fill = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(fill)
    if (typeof part !== 'object' || part === null) return part
    const { type, id, ...rest } = part as Json
    const value = String(type).startsWith('Input.') ? sent[String(id)] : undefined
    if (value !== undefined) return { ...(part as Json), value }
    return {
      ...(part as Json),
      ...Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, fill(one)])),
    }
  }
  return fill(card) as Json
}
