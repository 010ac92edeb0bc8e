import { useState } from 'react'
import type { Setup } from '../../web/shown.js'
import { placeFor } from '../places.js'
import { useSession } from '../session.js'
import { Avatar } from './avatar.js'
import { Icon } from './icon.js'
import { Role } from './role.js'

/** Shows who one acts as, and lets one be somebody else. */
export function PersonSwitch({ setup }: { readonly setup: Setup }) {
  const { person, say } = useSession()
  const [isOpen, setOpen] = useState(false)
  const me = setup.people.find(({ id }) => id === person) ?? setup.people[0]!
  return (
    <section className="persons" aria-label={say('switchPerson')}>
      <button
        type="button"
        className="person person-now"
        aria-expanded={isOpen}
        aria-controls="people"
        onClick={() => setOpen(!isOpen)}
      >
        <Avatar setup={setup} id={me.id} size={40} />
        <span>
          <small>{say('actAs')}</small>
          <strong>{me.name}</strong>
          <Role setup={setup} role={me.role} />
        </span>
        <Icon name="chevron" />
      </button>
      <ul id="people" hidden={!isOpen}>
        {setup.people.map((one) => (
          <li key={one.id}>
            <PersonChoice setup={setup} one={one} onDone={() => setOpen(false)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PersonChoiceProps {
  readonly setup: Setup
  readonly one: Setup['people'][number]
  readonly onDone: () => void
}

function PersonChoice({ setup, one, onDone }: PersonChoiceProps) {
  const { person, place, look, choose } = useSession()
  const become = () => {
    choose({ person: one.id, place: placeFor(setup, place, one.id, look) })
    onDone()
  }
  return (
    <button type="button" className="person" aria-pressed={one.id === person} onClick={become}>
      <Avatar setup={setup} id={one.id} size={28} />
      <span>
        <strong>{one.name}</strong>
        <Role setup={setup} role={one.role} />
      </span>
      {one.id === person && <Icon name="check" />}
    </button>
  )
}
