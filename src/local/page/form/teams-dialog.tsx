import { useEffect, useId, useRef } from 'react'
import type { Setup, ShownDialog } from '../../web/shown.js'
import { TeamsCard } from '../looks/teams-card.js'
import { useSession } from '../session.js'
import { act, perform } from '../store.js'
import { Icon } from '../shell/icon.js'

interface DialogProps {
  readonly setup: Setup
  readonly dialog: ShownDialog
}

/** The dialog that stands open for the person in Teams, on top of the page. */
export function TeamsDialogLayer({ setup, dialog }: DialogProps) {
  const { person, say } = useSession()
  const box = useRef<HTMLDialogElement>(null)
  const title = useId()
  useEffect(() => {
    if (!box.current!.open) box.current!.showModal()
  }, [])
  const close = () => void act({ act: 'close-dialog', as: person })
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <header>
        <h2 id={title}>{dialog.title}</h2>
        <button type="button" className="tool" aria-label={say('closeForm')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body" tabIndex={0} role="group" aria-label={dialog.title}>
        <TeamsCard
          key={dialog.id}
          setup={setup}
          card={dialog.card}
          surface="dialog"
          onPress={(pressed) => perform({ act: 'send-dialog', as: person, dialog: dialog.id, ...pressed })}
        />
      </div>
    </dialog>
  )
}
