import type { Form } from '../../chat/form.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { itemWords, lineWords } from '../plan-words.js'
import { caseForm } from './parts.js'

/** Characters of the plan's hash in the token: `sha256:` and 128 bits bind the approval to what is shown. */
const hashShown = 'sha256:'.length + 32

/** The plan as it stands, approved by typing its reference, so that nobody approves by a slip (T10). */
export function approveForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const { plan, reference } = found
  const lines = plan
    ? [
        say('form.approve_intro', { person: d.who(plan.proposedBy) }),
        ...plan.items.map((item) => itemWords(d, item)),
        ...plan.lines.map((line) => lineWords(d, line)),
      ]
    : []
  return caseForm(
    d,
    found,
    'plan.approve',
    'form.approve',
    [
      {
        kind: 'text',
        name: 'typedReference',
        label: say('field.typed_reference'),
        hint: say('field.typed_reference_hint', { reference }),
        maxLength: 20,
      },
    ],
    {
      intro: lines,
      submit: 'form.approve_submit',
      ...(plan ? { extra: plan.hash.slice(0, hashShown) } : {}),
    },
  )
}
