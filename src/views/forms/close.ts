import type { Field, Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, options } from './parts.js'

/** An answered case is closed, or only its recipients are settled (T15, Art. 19). */
export function closeForm(
  d: Drawing,
  found: RightsRequest,
  action: 'request.close' | 'recipients.notify' = 'request.close',
): Form {
  const { say } = d
  if (action === 'recipients.notify') {
    return caseForm(d, found, action, 'form.recipients', recipientFields(d), {
      intro: [say('form.recipients_intro')],
    })
  }
  const fields = found.recipients === 'open' ? recipientFields(d) : []
  return caseForm(d, found, action, 'form.close', fields, { intro: [say('form.close_intro')] })
}

function recipientFields(d: Drawing): readonly Field[] {
  const { say } = d
  return [
    {
      kind: 'choice',
      name: 'recipients',
      label: say('field.recipients'),
      options: options(['notified', 'exempted'] as const, (act) => say(`act.recipients.${act}`)),
    },
    multiline(d, 'exemptReason', 'field.exempt_reason', { hint: 'field.reason_hint', isOptional: true }),
  ]
}
