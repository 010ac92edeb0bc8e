import type { Form } from '../../chat/form.js'
import { grantableRoles } from '../../domain/people/roles.js'
import type { Drawing } from '../drawing.js'
import { options, plainForm } from './parts.js'

/** A role is proposed for a colleague; a second person confirms it (§5.7). */
export function grantForm(d: Drawing): Form {
  const { say } = d
  return plainForm(
    d,
    'people.grant',
    'form.grant',
    [
      { kind: 'person', name: 'person', label: say('field.person') },
      {
        kind: 'choice',
        name: 'role',
        label: say('field.role'),
        options: options(grantableRoles, (role) => say(`role.${role}`)),
      },
    ],
    { intro: [say('form.grant_intro')] },
  )
}
