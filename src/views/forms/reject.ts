import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline } from './parts.js'

/** A proposed plan goes back to its handler (T11). */
export function rejectForm(d: Drawing, found: RightsRequest): Form {
  return caseForm(d, found, 'plan.reject', 'form.reject', [
    multiline(d, 'reason', 'field.reason', { hint: 'field.reason_hint' }),
  ])
}
