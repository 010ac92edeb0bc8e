import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm } from './parts.js'

/** Who takes the case (T23). `initial` is a platform user id. */
export function assignForm(d: Drawing, found: RightsRequest, initial?: string): Form {
  return caseForm(d, found, 'request.assign', 'form.assign', [
    {
      kind: 'person',
      name: 'assignee',
      label: d.say('field.assignee'),
      ...(initial === undefined ? {} : { initial }),
    },
  ])
}
