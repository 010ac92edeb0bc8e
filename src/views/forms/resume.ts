import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, timeField } from './parts.js'

/** The answer that the clock waited for reached us (U5). */
export function resumeForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'clock.resume',
    'form.resume',
    [dateField(d, 'answeredOn', 'field.answered_on'), timeField(d, 'answeredAt', 'field.answered_at')],
    { intro: [say('form.resume_intro')] },
  )
}
