import type { Form } from '../../chat/form.js'
import { mandatoryElements } from '../../domain/case/letters.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, dateField, options } from './parts.js'

/** The notice of an extension went out: only now the extension counts (Art. 12(3)). */
export function extensionSentForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d

  return caseForm(
    d,
    found,
    'deadline.extension_sent',
    'form.extension_sent',
    [
      dateField(d, 'sentOn', 'field.sent_on'),
      {
        kind: 'choices',
        name: 'elements',
        label: say('field.elements'),
        options: options(mandatoryElements('LET-EXT'), (element) => say(`element.${element}`)),
        isOptional: true,
      },
    ],
    { intro: [say('form.extension_sent_intro')] },
  )
}
