import type { Field, Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Text } from '../../chat/view.js'
import type { Drawing } from '../drawing.js'
import { recipientLines } from '../recipients.js'
import { caseForm, multiline, options } from './parts.js'

/** An answered case is closed, or only its recipients are settled (T15, Art. 19). */
export function closeForm(
  d: Drawing,
  found: RightsRequest,
  action: 'request.close' | 'recipients.notify' = 'request.close',
): Form {
  const { say } = d
  const named = recipientsToTell(d, found)
  if (action === 'recipients.notify') {
    return caseForm(d, found, action, 'form.recipients', recipientFields(d), {
      intro: [say('form.recipients_intro'), ...named],
    })
  }
  const fields = found.recipients === 'open' ? recipientFields(d) : []
  return caseForm(d, found, action, 'form.close', fields, { intro: [say('form.close_intro'), ...named] })
}

/** Whom the data map names, while it is open whether they were told. */
function recipientsToTell(d: Drawing, found: RightsRequest): readonly Text[] {
  const lines = found.recipients === 'open' ? recipientLines(d, found) : []
  return lines.length === 0 ? [] : [d.say('form.recipients_list'), ...lines]
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
