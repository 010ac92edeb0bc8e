import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, tickField } from './parts.js'

/** A request about data that we process for a customer was passed on to it (T17, Art. 28(3)(e)). */
export function redirectForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'request.redirect',
    'form.redirect',
    [
      {
        kind: 'text',
        name: 'customer',
        label: say('field.customer'),
        hint: say('field.customer_hint'),
        maxLength: 200,
      },
      dateField(d, 'forwardedOn', 'field.forwarded_on'),
      tickField(d, 'forwarded', 'field.forwarded', 'field.forwarded_box'),
      tickField(d, 'toldRequester', 'field.told', 'field.told_box'),
    ],
    { intro: [say('form.redirect_intro')] },
  )
}
