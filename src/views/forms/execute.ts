import type { Form } from '../../chat/form.js'
import { handLines } from '../../domain/case/plan.js'
import type { RightsRequest } from '../../domain/case/types.js'
import { lineWords } from '../plan-words.js'
import type { Drawing } from '../drawing.js'
import { caseForm } from './parts.js'

/** Lines of an approved plan that were carried out by hand (T12). */
export function executeForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const open = found.plan ? handLines(found.plan) : []
  return caseForm(
    d,
    found,
    'plan.execute',
    'form.execute',
    [
      {
        kind: 'choices',
        name: 'lines',
        label: say('field.lines'),
        options: open.map((line) => ({ value: line.id, label: lineWords(d, line) })),
      },
    ],
    { intro: [say('form.execute_intro')] },
  )
}
