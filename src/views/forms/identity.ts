import type { Form, Option } from '../../chat/form.js'
import { identityMethods, type RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { answerFields, caseForm, multiline, options } from './parts.js'

/** The question of identity: ask or waive while open, the result once asked (Art. 12(6)). Evidence is never taken. */
export function identityForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const isAsked = found.identity.state === 'requested'
  return caseForm(
    d,
    found,
    'identity.form',
    'form.identity',
    [
      {
        kind: 'choice',
        name: 'act',
        label: say('field.identity_act'),
        options: isAsked ? results(d) : decisions(d),
      },
      {
        kind: 'choice',
        name: 'method',
        label: say('field.method'),
        options: options(identityMethods, (method) => say(`method.${method}`)),
        isOptional: true,
        ...(found.identity.method ? { initial: found.identity.method } : {}),
      },
      ...(isAsked ? answerFields(d) : []),
      multiline(d, 'note', 'field.identity_note', { hint: 'field.identity_note_hint', isOptional: true }),
    ],
    { intro: [say(isAsked ? 'form.identity_result_intro' : 'form.identity_intro')] },
  )
}

const decisions = ({ say }: Drawing): readonly Option[] =>
  options(['ask', 'waive'] as const, (act) => say(`act.identity.${act}`))

const results = ({ say }: Drawing): readonly Option[] => [
  ...options(['verified', 'failed'] as const, (act) => say(`act.identity.${act}`)),
  { value: 'ask', label: say('act.identity.ask_again') },
]
