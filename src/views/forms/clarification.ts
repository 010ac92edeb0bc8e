import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { answerFields, caseForm, multiline, options, tickField } from './parts.js'

/** A question to the person about the content: asked, or what came of it (T06, T07, rec. 63). */
export function clarificationForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const isAsked = found.status === 'awaiting_clarification'
  const acts = isAsked ? (['answered', 'proceed'] as const) : (['ask'] as const)
  return caseForm(
    d,
    found,
    'clarification.form',
    'form.clarification',
    [
      {
        kind: 'choice',
        name: 'act',
        label: say('field.act'),
        options: options(acts, (act) => say(`act.clarification.${act}`)),
        ...(isAsked ? {} : { initial: 'ask' }),
      },
      ...(isAsked
        ? answerFields(d)
        : [
            multiline(d, 'question', 'field.question', { hint: 'field.reason_hint' }),
            tickField(d, 'largeVolume', 'field.large_volume', 'field.large_volume_box'),
          ]),
    ],
    { intro: [say('form.clarification_intro')] },
  )
}
