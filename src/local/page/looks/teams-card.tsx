import { lazy, Suspense, useState } from 'react'
import type { ActAnswer, Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { Icon } from '../shell/icon.js'
import type { Pressed } from './adaptive-card.js'

type Json = Readonly<Record<string, unknown>>

const AdaptiveCard = lazy(() => import('./adaptive-card.js'))

interface TeamsCardProps {
  readonly setup: Setup
  readonly card: Json
  readonly surface: 'message' | 'dialog'
  /** Given what was pressed; resolves to what the desk answered, null when it did not take it. */
  readonly onPress: (pressed: Pressed) => Promise<ActAnswer | null>
}

/** An Adaptive Card as Teams shows it, with what the desk tells whoever pressed. */
export function TeamsCard({ setup, card, surface, onPress }: TeamsCardProps) {
  const { say } = useSession()
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ActAnswer | null | undefined>(undefined)
  const press = async (pressed: Pressed) => {
    if (isBusy) return
    setBusy(true)
    setAnswer(await onPress(pressed))
    setBusy(false)
  }
  const note = answer?.note
  return (
    <div className="teams-card" aria-busy={isBusy}>
      <Suspense fallback={<div className="blocks-loading">{say('loading')}</div>}>
        <AdaptiveCard setup={setup} card={card} surface={surface} onPress={(one) => void press(one)} />
      </Suspense>
      {note && (
        <p className="card-note" role="status" data-refusal={note.isRefusal || undefined}>
          <Icon name={note.isRefusal ? 'alert' : 'check'} size={16} />
          <span>
            {note.words} <small>{say('onlyYou')}</small>
          </span>
        </p>
      )}
      {answer === null && (
        <p className="problem" role="alert">
          {say('noAnswer')}
        </p>
      )}
    </div>
  )
}
