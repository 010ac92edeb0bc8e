import type { Block, Button, View } from '../chat/view.js'
import type { GrantableRole, PersonId } from '../domain/people/roles.js'
import { pendingLink, unlinkButton, type PendingLink } from './account-links.js'
import type { Drawing } from './drawing.js'

interface GrantRow {
  readonly role: GrantableRole
  readonly state: 'pending' | 'active' | 'revoked'
  readonly grantId: string
}

/** A person with their roles. */
export interface PersonRow {
  readonly person: PersonId
  readonly roles: readonly GrantRow[]
  /** The person has an account on two platforms. */
  readonly isLinked: boolean
}

/**
 * Who has which role; a pending one can be confirmed by a second person, one in force can be revoked. Then the people
 * with two accounts, and the links that wait to be confirmed.
 */
export function peopleList(
  d: Drawing,
  rows: readonly PersonRow[],
  links: readonly PendingLink[] = [],
): View<'Z1'> {
  const { say } = d
  const grant = {
    label: say('button.people.grant'),
    action: 'people.grant',
    token: d.sign({ action: 'people.grant' }),
  }
  const entries = rows.flatMap(({ person, roles }) =>
    roles.map((granted) => ({
      title: d.who(person),
      details: [
        say('people.role', { role: say(`role.${granted.role}`), state: say(`grant_state.${granted.state}`) }),
      ],
      ...grantButton(d, person, granted),
    })),
  )
  const linked = rows
    .filter(({ isLinked }) => isLinked)
    .map(({ person }) => ({
      title: d.who(person),
      details: [say('link.on_both')],
      button: unlinkButton(d, person),
    }))
  const list: Block<'Z1'> =
    entries.length === 0
      ? { kind: 'text', text: say('people.empty') }
      : { kind: 'entries', entries: [...entries, ...linked] }
  return {
    title: say('people.title'),
    summary: say('people.summary'),
    blocks: [list, ...links.flatMap((link) => pendingLink(d, link)), { kind: 'buttons', buttons: [grant] }],
  }
}

function grantButton(
  d: Drawing,
  person: PersonId,
  { role, state, grantId }: GrantRow,
): { button?: Button<'Z1'> } {
  const { say } = d
  if (state === 'revoked') return {}
  const action = state === 'pending' ? 'people.confirm' : 'people.revoke'
  const label = say(`button.${action}`)
  const token = d.sign({ action, extra: grantId })
  if (action === 'people.confirm') return { button: { label, action, token, style: 'primary' } }
  const text = say('confirm.people.revoke.text', { person: d.who(person), role: say(`role.${role}`) })
  const confirm = { title: say('confirm.people.revoke.title'), text, yes: label, no: say('confirm.no') }
  return { button: { label, action, token, style: 'danger', confirm } }
}
