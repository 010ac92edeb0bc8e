import type { Field, Form } from '../../chat/form.js'
import { intakeChannels } from '../../domain/case/types.js'
import { rightTypes, type RightType } from '../../domain/rights/rights.js'
import type { LocalDate } from '../../domain/time/calendar.js'
import type { Drawing } from '../drawing.js'
import { languages } from '../text/text.js'
import { maxText, multiline, options, plainForm, tickField } from './parts.js'

/** What is known when the form is opened. */
export interface OpenRequestGiven {
  readonly today: LocalDate
  /** `HH:mm` in Oslo. */
  readonly now: string
  readonly rights?: readonly RightType[]
  readonly text?: string
  /** Opened from a message: its text is prefilled, and kept only if somebody ticks the box. */
  readonly fromMessage: boolean
}

/** The private form in which a request is opened (M4). */
export function openRequestForm(d: Drawing, given: OpenRequestGiven): Form {
  const { say } = d
  const intro = [say('form.open_intro'), say('form.open_numbers')]
  return plainForm(
    d,
    'request.open',
    'form.open',
    [...requestFields(d, given), ...personFields(d), ...textFields(d, given)],
    {
      intro: given.fromMessage ? [...intro, say('form.open_from_message')] : intro,
      submit: 'form.open_submit',
    },
  )
}

function requestFields({ say }: Drawing, { today, now, rights = [] }: OpenRequestGiven): readonly Field[] {
  return [
    {
      kind: 'choices',
      name: 'rights',
      label: say('field.rights'),
      hint: say('field.rights_hint'),
      options: options(
        rightTypes,
        (right) => say(`right.${right}`),
        (right) => say(`right_hint.${right}`),
      ),
      initial: rights,
    },
    {
      kind: 'date',
      name: 'receivedOn',
      label: say('field.received_on'),
      hint: say('field.received_on_hint'),
      initial: today,
    },
    { kind: 'time', name: 'receivedAt', label: say('field.received_at'), initial: now, isOptional: true },
    {
      kind: 'choice',
      name: 'channel',
      label: say('field.channel'),
      options: options(intakeChannels, (channel) => say(`channel.${channel}`)),
      initial: 'email',
    },
    {
      kind: 'choice',
      name: 'language',
      label: say('field.language'),
      options: options(languages, (language) => say(`language.${language}`)),
      initial: 'nb',
    },
  ]
}

function personFields({ say }: Drawing): readonly Field[] {
  return [
    { kind: 'text', name: 'name', label: say('field.name'), maxLength: 200 },
    { kind: 'text', name: 'email', label: say('field.email'), maxLength: 254, isOptional: true },
    { kind: 'text', name: 'phone', label: say('field.phone'), maxLength: 40, isOptional: true },
  ]
}

function textFields(d: Drawing, { text, fromMessage }: OpenRequestGiven): readonly Field[] {
  const { say } = d
  const words: Field = {
    kind: 'text',
    name: 'text',
    label: say('field.text'),
    isMultiline: true,
    maxLength: maxText,
    isOptional: true,
  }
  return [
    text === undefined ? words : { ...words, initial: text.slice(0, maxText) },
    {
      ...tickField(d, 'keepText', 'field.keep_text', 'field.keep_text_box'),
      hint: say('field.keep_text_hint'),
      initial: !fromMessage,
    } as Field,
    tickField(d, 'onBehalf', 'field.on_behalf', 'field.on_behalf_box'),
    {
      ...multiline(d, 'backdateReason', 'field.backdate_reason', {
        hint: 'field.backdate_reason_hint',
        isOptional: true,
      }),
      maxLength: 500,
    } as Field,
  ]
}
