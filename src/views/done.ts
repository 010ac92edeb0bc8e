import type { View } from '../chat/view.js'
import type { Reference } from '../domain/case/types.js'
import type { PersonId, Role } from '../domain/people/roles.js'
import type { Drawing } from './drawing.js'
import { isKey, z1, type Params, type Z1Value } from './text/text.js'

/** What a confirmation may name. */
export interface DoneFacts {
  readonly reference?: Reference
  readonly person?: PersonId
  readonly role?: Role
}

/**
 * A short confirmation that a command was carried out; with a card, the case as it stands below it.
 * A command without words of its own is only said to be done.
 */
export function done(d: Drawing, command: string, facts: DoneFacts, card?: View<'Z1'>): View<'Z1'> {
  const key = `done.${command}`
  const words = d.say((isKey(key) ? key : 'done.default') as 'done.people.confirm', valuesOf(d, facts))
  return {
    title: card?.title ?? d.say('done.title'),
    summary: words,
    blocks: [{ kind: 'text', text: words, tone: 'success' }, ...(card?.blocks ?? [])],
  }
}

function valuesOf(d: Drawing, { reference, person, role }: DoneFacts): Params<'done.people.confirm'>[0] {
  const values: Record<string, Z1Value> = {
    ...(reference ? { reference: z1(reference) } : {}),
    ...(person ? { person: d.who(person) } : {}),
    ...(role ? { role: d.say(`role.${role}`) } : {}),
  }
  return values as Params<'done.people.confirm'>[0]
}
