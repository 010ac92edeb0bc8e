import type { ReactNode } from 'react'
import type { Setup } from '../../web/shown.js'
import { LookSwitch } from '../looks/look-switch.js'
import { channelsOf, directOf } from '../places.js'
import { unreadIn } from '../selectors.js'
import { useSession, type Place } from '../session.js'
import { act, useWorld } from '../store.js'
import { Icon, Mark } from './icon.js'
import { PersonSwitch } from './person-switch.js'

/** Who one is, and the places one can be in. */
export function Sidebar({ setup, onClose }: { readonly setup: Setup; readonly onClose: () => void }) {
  const { person, look, say } = useSession()
  const direct = directOf(setup, person, look)
  return (
    <>
      <nav
        className="sidebar"
        id="sidebar"
        aria-label={say('menu')}
        // Whoever chose a place, even the one they are in, is done with the list.
        onClick={(event) => (event.target as Element).closest('.place') && onClose()}
      >
        <PersonSwitch setup={setup} />
        <LookSwitch setup={setup} />
        <Group title={say('channels')}>
          {channelsOf(setup, person, look).map(({ id, name, isPrivate }) => (
            <PlaceLink key={id} place={id} unreadFrom={id} icon={<Icon name={isPrivate ? 'lock' : 'hash'} />}>
              {name}
            </PlaceLink>
          ))}
        </Group>
        <Group title={say('direct')}>
          <PlaceLink place={direct} unreadFrom={direct} icon={<Mark size={20} />}>
            {look === 'teams' ? 'Rights Desk' : 'rights-desk'}
          </PlaceLink>
        </Group>
        <Group title={say('app')}>
          {look === 'teams' ? (
            <HomeInChat chat={direct} />
          ) : (
            <PlaceLink place="home" icon={<Icon name="home" />}>
              {say('home')}
            </PlaceLink>
          )}
        </Group>
      </nav>
      <button type="button" className="scrim" onClick={onClose} tabIndex={-1} aria-label={say('closeMenu')} />
    </>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="places">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

/** In Teams the home is a card in the chat with the desk: it is asked for there. */
function HomeInChat({ chat }: { readonly chat: Place }) {
  const { person, choose, say } = useSession()
  const ask = () => {
    choose({ place: chat })
    void act({ act: 'type', as: person, channel: chat, text: 'rights home' })
  }
  return (
    <li>
      <button type="button" className="place" onClick={ask}>
        <Icon name="home" />
        <span className="place-name">{say('home')}</span>
      </button>
    </li>
  )
}

interface PlaceLinkProps {
  readonly place: Place
  readonly unreadFrom?: string
  readonly icon: ReactNode
  readonly children: ReactNode
}

function PlaceLink({ place, unreadFrom, icon, children }: PlaceLinkProps) {
  const { shown } = useWorld()
  const { person, place: here, choose, say } = useSession()
  const unread = unreadFrom && here !== place ? unreadIn(shown, person, unreadFrom) : 0
  return (
    <li>
      <button
        type="button"
        className="place"
        aria-current={here === place ? 'page' : undefined}
        data-unread={unread > 0 || undefined}
        onClick={() => choose({ place })}
      >
        {icon}
        <span className="place-name">{children}</span>
        {unread > 0 && (
          <span className="badge" aria-label={say('unread', { n: unread })}>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
    </li>
  )
}
