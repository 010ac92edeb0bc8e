import { useState } from 'react'
import type { Setup, ShownDialog } from '../../web/shown.js'
import { exampleFor } from '../guide/examples.js'
import { TeamsCard } from '../looks/teams-card.js'
import { useSession } from '../session.js'
import { act, perform } from '../store.js'
import { filledCard } from './card-inputs.js'
import { DialogShell } from './dialog-shell.js'
import { formOfDialog } from './open-form.js'

interface DialogProps {
  readonly setup: Setup
  readonly dialog: ShownDialog
}

/** The dialog that stands open for the person in Teams, on top of the page. */
export function TeamsDialogLayer({ setup, dialog }: DialogProps) {
  const { person } = useSession()
  return (
    <DialogShell title={dialog.title} onClose={() => void act({ act: 'close-dialog', as: person })}>
      <DialogCard key={dialog.id} setup={setup} dialog={dialog} />
    </DialogShell>
  )
}

function DialogCard({ setup, dialog }: DialogProps) {
  const { person, say } = useSession()
  const [filled, setFilled] = useState<ShownDialog['card'] | null>(null)
  const example = exampleFor(formOfDialog(dialog))
  return (
    <>
      <div className="dialog-body" tabIndex={0} role="group" aria-label={dialog.title}>
        <TeamsCard
          setup={setup}
          card={filled ?? dialog.card}
          surface="dialog"
          onPress={(pressed) => perform({ act: 'send-dialog', as: person, dialog: dialog.id, ...pressed })}
        />
      </div>
      {example && (
        <footer>
          <button
            type="button"
            className="quiet example"
            onClick={() => setFilled(filledCard(dialog.card, example))}
          >
            {say('fillExample')}
          </button>
        </footer>
      )}
    </>
  )
}
