import { useId, useRef } from 'react'
import { useOnTop } from '../form/focus-back.js'

/** What is asked before a button acts, in the words that were sent with it. */
export interface Question {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  readonly isDanger: boolean
}

interface ConfirmProps {
  readonly question: Question
  readonly onYes: () => void
  readonly onNo: () => void
}

export function Confirm({ question, onYes, onNo }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  useOnTop(dialog)
  return (
    <dialog ref={dialog} className="dialog small" aria-labelledby={title} onCancel={onNo}>
      <h2 id={title}>{question.title}</h2>
      <p>{question.text}</p>
      <footer>
        <button type="button" className="quiet" onClick={onNo}>
          {question.no}
        </button>
        <button type="button" className={question.isDanger ? 'danger' : 'primary'} onClick={onYes}>
          {question.yes}
        </button>
      </footer>
    </dialog>
  )
}
