import type { Look, Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { twinPlace } from '../places.js'

const looks: readonly { readonly look: Look; readonly name: string }[] = [
  { look: 'slack', name: 'Slack' },
  { look: 'teams', name: 'Teams' },
]

/** Shows the same conversation as it looks on the other platform. */
export function LookSwitch({ setup }: { readonly setup: Setup }) {
  const { look: now, place, person, choose, say } = useSession()
  return (
    <div className="looks" role="group" aria-label={say('look')}>
      {looks.map(({ look, name }) => (
        <button
          key={look}
          type="button"
          aria-pressed={look === now}
          onClick={() => choose({ look, place: twinPlace(setup, place, person, look) })}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
