import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, tickField } from './parts.js'

/** The requester withdrew the request, in writing (T16). */
export function withdrawForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'request.withdraw',
    'form.withdraw',
    [
      dateField(d, 'receivedOn', 'field.withdrawn_on'),
      tickField(d, 'inWriting', 'field.in_writing', 'field.in_writing_box'),
    ],
    { intro: [say('form.withdraw_intro')] },
  )
}
