import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, tickField } from './parts.js'

/** The message asks for no right (T19). */
export function dismissForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'request.dismiss',
    'form.dismiss',
    [
      multiline(d, 'reason', 'field.reason', { hint: 'field.reason_hint' }),
      tickField(d, 'answered', 'field.answered', 'field.answered_box'),
    ],
    { intro: [say('form.dismiss_intro')] },
  )
}
