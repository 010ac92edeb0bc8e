import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm } from './parts.js'

/** The case is the same request as another one (T18). */
export function mergeForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'request.merge',
    'form.merge',
    [{ kind: 'text', name: 'target', label: say('field.target'), maxLength: 20 }],
    { intro: [say('form.merge_intro')] },
  )
}
