import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm } from './parts.js'

/** Why details of the person are looked at; recorded with the viewing (§5.3). */
export function viewReasonForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'subject.view',
    'form.view',
    [{ kind: 'text', name: 'reason', label: say('field.view_reason'), maxLength: 300 }],
    { intro: [say('form.view_intro')], submit: 'form.view_submit' },
  )
}
