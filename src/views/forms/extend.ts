import type { Form } from '../../chat/form.js'
import { openItems } from '../../domain/case/plan.js'
import { extensionReasons, type RightsRequest } from '../../domain/case/types.js'
import type { LocalDate } from '../../domain/time/calendar.js'
import { mayExtendRight } from '../../domain/time/extension.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, options } from './parts.js'

/** A manager extends the period, once, with reasons (§2.5). `latest` is the latest date the law allows. */
export function extendForm(d: Drawing, found: RightsRequest, latest: LocalDate): Form {
  const { say } = d
  const rights = openItems(found.items)
    .map(({ right }) => right)
    .filter(mayExtendRight)
  return caseForm(
    d,
    found,
    'deadline.extend',
    'form.extend',
    [
      {
        kind: 'choice',
        name: 'reasonCode',
        label: say('field.reason_code'),
        options: options(extensionReasons, (reason) => say(`extension_reason.${reason}`)),
      },
      multiline(d, 'reason', 'field.extension_reason', { hint: 'field.extension_reason_hint' }),
      {
        kind: 'date',
        name: 'newDue',
        label: say('field.new_due'),
        hint: say('field.new_due_hint', { date: latest }),
        initial: latest,
      },
      {
        kind: 'choices',
        name: 'rights',
        label: say('field.extended_rights'),
        hint: say('field.extended_rights_hint'),
        options: options(rights, (right) => say(`right.${right}`)),
        initial: rights,
      },
    ],
    { intro: [say('form.extend_intro')] },
  )
}
