import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { Setup } from '../../web/shown.js'
import { casesOf } from '../selectors.js'
import { useSession, type Word } from '../session.js'
import { Icon } from '../shell/icon.js'
import { useWorld } from '../store.js'
import { asSent, completionsOf, type Completion } from './completion.js'
import { sendWords } from './send-words.js'

/** Where one writes: words for the channel, or a command for the desk. */
export function Compose({ setup }: { readonly setup: Setup }) {
  const { say } = useSession()
  const list = useId()
  const box = useRef<HTMLInputElement>(null)
  const draft = useDraft(setup)
  const { completions, chosen } = draft
  return (
    <div className="compose">
      {completions.length > 0 && (
        <CompletionList
          id={list}
          completions={completions}
          chosen={chosen}
          onTake={(one) => {
            draft.take(one)
            box.current?.focus()
          }}
        />
      )}
      {draft.problem && (
        <p className="problem" role="alert">
          {say(draft.problem)}
        </p>
      )}
      <div className="compose-box">
        <input
          ref={box}
          type="text"
          autoComplete="off"
          value={draft.text}
          placeholder={say('composeHint')}
          aria-label={say('composeLabel')}
          role="combobox"
          aria-expanded={completions.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={completions.length > 0 ? `${list}-${chosen}` : undefined}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={draft.onKey}
        />
        <button type="button" className="send" aria-label={say('send')} onClick={() => void draft.send()}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  )
}

interface CompletionListProps {
  readonly id: string
  readonly completions: readonly Completion[]
  readonly chosen: number
  readonly onTake: (one: Completion) => void
}

function CompletionList({ id, completions, chosen, onTake }: CompletionListProps) {
  const { say } = useSession()
  return (
    <ul className="completions" id={id} role="listbox" aria-label={say('completions')}>
      {completions.map((one, index) => (
        <li
          key={one.label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault()
            onTake(one)
          }}
        >
          <code>{one.label}</code>
          <span>{one.detail}</span>
        </li>
      ))}
    </ul>
  )
}

/** What is being written, with what could come next, and what the keys do. */
function useDraft(setup: Setup) {
  const { shown } = useWorld()
  const { person, place, look, language } = useSession()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const [isClosed, setClosed] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const all = completionsOf(text, { setup, cases: casesOf(shown), language })
  const completions = isClosed || all.some((one) => one.text === text) ? [] : all
  const isWhole = completions[chosen]?.text.trimEnd() === text.trimEnd()
  const write = (next: string) => {
    setText(next)
    setChosen(0)
    setClosed(false)
    setProblem(null)
  }
  const send = async () => {
    const words = asSent(text, setup)
    if (words === '') return
    write('')
    const problem = await sendWords(words, { person, place, look }, setup)
    if (!problem) return
    setText(text)
    setProblem(problem)
  }
  const take = (one: Completion) => write(one.text)
  const step = (by: number) => setChosen((chosen + by + completions.length) % completions.length)
  const whileCompleting: Keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Tab: () => take(completions[chosen]!),
    // What stands there whole is meant to be sent.
    Enter: () => (isWhole ? void send() : take(completions[chosen]!)),
    Escape: () => setClosed(true),
  }
  const onKey = onKeys(completions.length > 0 ? whileCompleting : { Enter: () => void send() })
  return { text, write, send, onKey, completions, chosen, problem, take }
}

type Keys = Readonly<Record<string, () => void>>

/** Runs what a key does here, instead of what it does by itself. */
const onKeys = (keys: Keys) => (event: KeyboardEvent) => {
  const run = keys[event.shiftKey ? '' : event.key]
  if (!run) return
  event.preventDefault()
  run()
}
