import { lazy, Suspense, useState, type MouseEvent } from 'react'
import type { Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { Confirm, type Question } from './confirm.js'

type Json = Readonly<Record<string, unknown>>

const SlackBlocks = lazy(() => import('./slack-blocks.js'))

export interface BlocksProps {
  readonly setup: Setup
  readonly blocks: readonly Json[]
  /** Given the action id of the button that was clicked; resolves to whether the desk took it. */
  readonly onClick: (button: string) => Promise<boolean>
}

interface Asked {
  readonly button: string
  readonly question: Question
}

/** Draws the blocks exactly as they were sent, with their buttons; a question before a click is asked by the page. */
export function Blocks({ setup, blocks, onClick }: BlocksProps) {
  const { say } = useSession()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const send = async (button: string) => {
    setBusy(button)
    setRefused(!(await onClick(button)))
    setBusy(null)
  }
  const take = (event: MouseEvent) => {
    const button = (event.target as Element).closest('button[id]')?.id
    const element = button === undefined ? undefined : elementOf(blocks, button)
    if (!button || !element) return
    event.preventDefault()
    event.stopPropagation()
    const question = questionOf(element)
    if (question) setAsked({ button, question })
    else void send(button)
  }
  return (
    <div className="blocks" onClickCapture={take} data-busy={busy ?? undefined}>
      <Suspense fallback={<div className="blocks-loading">{say('loading')}</div>}>
        <SlackBlocks setup={setup} blocks={blocks} />
      </Suspense>
      {isRefused && (
        <p className="problem" role="alert">
          {say('noAnswer')}
        </p>
      )}
      {asked && (
        <Confirm
          question={asked.question}
          onNo={() => setAsked(null)}
          onYes={() => {
            setAsked(null)
            void send(asked.button)
          }}
        />
      )}
    </div>
  )
}

/** The element with this action id, in the JSON that was sent. */
function elementOf(blocks: readonly Json[], button: string): Json | undefined {
  const elements = blocks.flatMap((block) => [
    ...((block['elements'] ?? []) as readonly Json[]),
    ...(block['accessory'] ? [block['accessory'] as Json] : []),
  ])
  return elements.find((one) => one['action_id'] === button)
}

const wordsOf = (object: unknown) => String((object as Json)['text'])

function questionOf(element: Json): Question | null {
  const confirm = element['confirm'] as Json | undefined
  if (!confirm) return null
  return {
    title: wordsOf(confirm['title']),
    text: wordsOf(confirm['text']),
    yes: wordsOf(confirm['confirm']),
    no: wordsOf(confirm['deny']),
    isDanger: confirm['style'] === 'danger',
  }
}
