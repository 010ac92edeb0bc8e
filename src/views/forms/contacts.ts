import type { Field, Form } from '../../chat/form.js'
import type { Drawing } from '../drawing.js'
import type { PlainKey } from '../text/text.js'
import { plainForm } from './parts.js'

/** User ids of the platform; null: nobody is named. */
export interface NamedContacts {
  readonly deputy: string | null
  readonly generalManager: string | null
}

/** Who is told before and on the last day beside the managers (§3.5). */
export function contactsForm(d: Drawing, { deputy, generalManager }: NamedContacts): Form {
  const { say } = d
  const person = (name: string, label: PlainKey, hint: PlainKey, initial: string | null): Field => ({
    kind: 'person',
    name,
    label: say(label),
    hint: say(hint),
    isOptional: true,
    ...(initial === null ? {} : { initial }),
  })
  return plainForm(d, 'people.contacts', 'form.contacts', [
    person('deputy', 'field.deputy', 'field.deputy_hint', deputy),
    person('generalManager', 'field.general_manager', 'field.general_manager_hint', generalManager),
  ])
}
