import type { Setup, ShownDialog } from '../../web/shown.js'
import { TeamsCard } from '../looks/teams-card.js'
import { useSession } from '../session.js'
import { act, perform } from '../store.js'
import { DialogShell } from './dialog-shell.js'

interface DialogProps {
  readonly setup: Setup
  readonly dialog: ShownDialog
}

/** The dialog that stands open for the person in Teams, on top of the page. */
export function TeamsDialogLayer({ setup, dialog }: DialogProps) {
  const { person } = useSession()
  return (
    <DialogShell title={dialog.title} onClose={() => void act({ act: 'close-dialog', as: person })}>
      <div className="dialog-body" tabIndex={0} role="group" aria-label={dialog.title}>
        <TeamsCard
          key={dialog.id}
          setup={setup}
          card={dialog.card}
          surface="dialog"
          onPress={(pressed) => perform({ act: 'send-dialog', as: person, dialog: dialog.id, ...pressed })}
        />
      </div>
    </DialogShell>
  )
}
