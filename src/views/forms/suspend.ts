import type { Form } from '../../chat/form.js'
import { groundsToSuspend } from '../../domain/case/suspending.js'
import type { RightsRequest } from '../../domain/case/types.js'
import type { Drawing } from '../drawing.js'
import { caseForm, multiline, options } from './parts.js'

/** A manager confirms that the clock stands still from the recorded question until its answer (§2.4, U2–U4). */
export function suspendForm(d: Drawing, found: RightsRequest): Form {
  const { say } = d
  const grounds = groundsToSuspend(found)

  return caseForm(
    d,
    found,
    'clock.suspend',
    'form.suspend',
    [
      {
        kind: 'choice',
        name: 'ground',
        label: say('field.ground'),
        options: options(grounds, (ground) => say(`suspension_ground.${ground}`)),
        ...(grounds[0] ? { initial: grounds[0] } : {}),
      },
      multiline(d, 'overrideReason', 'field.override_reason', {
        hint: 'field.override_reason_hint',
        isOptional: true,
      }),
    ],
    { intro: [say('form.suspend_intro')] },
  )
}
