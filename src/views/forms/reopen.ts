import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline } from './parts.js'

/** A closed case is worked on again, with its old dates (T20, C14). */
export function reopenForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'request.reopen',
    'form.reopen',
    [multiline(d, 'reason', 'field.reason', { hint: 'field.reason_hint' })],
    { intro: [say('form.reopen_intro')] },
  )
}
