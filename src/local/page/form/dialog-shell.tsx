import { useId, useRef, type ReactNode } from 'react'
import { useSession } from '../session.js'
import { Icon } from '../shell/icon.js'
import { useOnTop } from './focus-back.js'

interface DialogShellProps {
  readonly title: string | null
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands open on top of the page, with its title and a way out. */
export function DialogShell({ title, onClose, children }: DialogShellProps) {
  const { say } = useSession()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useOnTop(dialog)
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="tool" aria-label={say('closeForm')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  )
}
