import type { Form } from '../../chat/form.js'
import { deskLines } from '../../domain/case/plan.js'
import { asideKinds, type RightsRequest } from '../../domain/case/types.js'
import { lineWords } from '../plan-words.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, options } from './parts.js'

/** A line of an erasure that the desk cannot carry out, and what is to become of it. */
export function setAsideForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const open = found.plan ? deskLines(found.plan) : []
  return caseForm(
    d,
    found,
    'plan.set_aside',
    'form.set_aside',
    [
      {
        kind: 'choice',
        name: 'line',
        label: say('field.aside_line'),
        options: open.map((line) => ({ value: line.id, label: lineWords(d, line) })),
      },
      {
        kind: 'choice',
        name: 'kind',
        label: say('field.aside_kind'),
        options: options(asideKinds, (kind) => say(`aside.${kind}`)),
      },
      multiline(d, 'reason', 'field.reason', { hint: 'field.reason_hint' }),
    ],
    { intro: [say('form.set_aside_intro')] },
  )
}
