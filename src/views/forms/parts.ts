import type { Field, Form, Option } from '../../chat/form.js'
import type { Text } from '../../chat/view.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { capital, type PlainKey } from '../text/text.js'

/** What a form has beside its fields. */
export interface FormParts {
  readonly intro?: readonly Text[]
  readonly submit?: PlainKey
  /** Signed with the form: a short code of the command. */
  readonly extra?: string
}

/** Longest free text in a form. */
export const maxText = 3000

/** A form that is not about a case. */
export function plainForm(
  { say, sign }: Drawing,
  action: string,
  title: PlainKey,
  fields: readonly Field[],
  { intro = [], submit = 'form.save' }: FormParts = {},
): Form {
  return {
    action,
    token: sign({ action }),
    title: say(title),
    intro,
    fields,
    submit: say(submit),
    cancel: say('form.cancel'),
    required: say('form.required'),
  }
}

/** A form about a case as it was drawn: a submission is judged against its version. */
export function caseForm(
  d: Drawing,
  { reference, version }: Pick<RightsRequest, 'reference' | 'version'>,
  action: string,
  title: PlainKey,
  fields: readonly Field[],
  { intro = [], extra, ...parts }: FormParts = {},
): Form {
  const form = plainForm(d, action, title, fields, {
    ...parts,
    intro: [d.say('form.case', { reference }), ...intro],
  })
  return { ...form, token: d.sign({ action, reference, version, ...(extra === undefined ? {} : { extra }) }) }
}

/** Options of a closed set of codes, in their order. */
export function options<Value extends string>(
  values: readonly Value[],
  label: (value: Value) => Text,
  hint?: (value: Value) => Text,
): readonly Option[] {
  return values.map((value) => ({
    value,
    label: capital(label(value)),
    ...(hint ? { hint: hint(value) } : {}),
  }))
}

/** A free text of several lines. */
export function multiline(
  { say }: Drawing,
  name: string,
  label: PlainKey,
  more: { hint?: PlainKey; isOptional?: boolean } = {},
): Field {
  const { hint, isOptional } = more
  return {
    kind: 'text',
    name,
    label: say(label),
    isMultiline: true,
    maxLength: maxText,
    ...(hint ? { hint: say(hint) } : {}),
    ...(isOptional ? { isOptional } : {}),
  }
}

/** A civil date; today in Oslo to start with, unless a better one is known. */
export function dateField({ say, at }: Drawing, name: string, label: PlainKey, initial?: string): Field {
  return { kind: 'date', name, label: say(label), initial: initial ?? at.setZone('Europe/Oslo').toISODate()! }
}

/** A time that may be left out. */
export function timeField({ say }: Drawing, name: string, label: PlainKey): Field {
  return { kind: 'time', name, label: say(label), isOptional: true }
}

/** When an answer of the person reached us, which may be earlier than it is recorded (U5). */
export const answerFields = (d: Drawing): readonly Field[] => [
  dateField(d, 'answeredOn', 'field.answered_on'),
  timeField(d, 'answeredAt', 'field.answered_at'),
]

/** One box to tick, open at first. */
export function tickField({ say }: Drawing, name: string, label: PlainKey, box: PlainKey): Field {
  return { kind: 'tick', name, label: say(label), box: say(box), isOptional: true }
}
