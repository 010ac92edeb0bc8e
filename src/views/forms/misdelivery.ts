import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, timeField } from './parts.js'

/** An answer reached somebody else: the 72 hours run from when we knew (T26, Art. 33(1)). */
export function misdeliveryForm(d: Drawing, found: RightsRequest): Form {
  return caseForm(
    d,
    found,
    'disclosure.report_misdelivery',
    'form.misdelivery',
    [dateField(d, 'awareOn', 'field.aware_on'), timeField(d, 'awareAt', 'field.aware_at')],
    { intro: [d.say('form.misdelivery_intro')] },
  )
}
