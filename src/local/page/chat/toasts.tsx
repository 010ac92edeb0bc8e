import { useEffect, useRef, useState } from 'react'
import type { Setup, ShownMessage } from '../../web/shown.js'
import { useSession } from '../session.js'
import { onChange } from '../store.js'
import { Icon, Mark } from '../shell/icon.js'
import { channelsOf, directOf } from '../places.js'
import { plainWords } from '../selectors.js'

interface Toast {
  readonly key: string
  readonly channel: string
  readonly isChange: boolean
  readonly words: string
}

const shownForMs = 7_000
const mostAtOnce = 3
/** More at once is the desk catching up, and no news. */
const flood = 4

/** Tells of cards that are new or changed, in any channel the person is in; what is new where they look, they see. */
export function Toasts({ setup }: { readonly setup: Setup }) {
  const { person, look, place } = useSession()
  const here = useRef(place)
  useEffect(() => void (here.current = place), [place])
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  useEffect(() => {
    const channels = new Set([
      ...channelsOf(setup, person, look).map(({ id }) => id),
      directOf(setup, person, look),
    ])
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const stop = onChange(({ shown }) => {
      const news = shown.filter(
        (one): one is ShownMessage =>
          one.kind === 'message' &&
          one.onlyFor === null &&
          one.from === setup.bot.id &&
          channels.has(one.channel) &&
          (one.isEdited || one.channel !== here.current),
      )
      if (news.length === 0 || news.length > flood) return
      const keys = new Set(news.map(({ key }) => key))
      setToasts((before) =>
        [...before.filter(({ key }) => !keys.has(key)), ...news.map((one) => toastOf(setup, one))].slice(
          -mostAtOnce,
        ),
      )
      const drop = () => setToasts((before) => before.filter(({ key }) => !keys.has(key)))
      timers.add(setTimeout(drop, shownForMs))
    })
    return () => {
      stop()
      timers.forEach(clearTimeout)
    }
  }, [setup, person, look])
  const close = (key: string) => setToasts((before) => before.filter((one) => one.key !== key))
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <ToastCard key={toast.key} toast={toast} onDone={() => close(toast.key)} />
      ))}
    </div>
  )
}

const toastOf = (setup: Setup, { key, channel, isEdited, text }: ShownMessage): Toast => ({
  key,
  channel,
  isChange: isEdited,
  words: plainWords(setup, text),
})

function ToastCard({ toast, onDone }: { readonly toast: Toast; readonly onDone: () => void }) {
  const { choose, say } = useSession()
  const go = () => {
    choose({ place: toast.channel })
    onDone()
    requestAnimationFrame(() => requestAnimationFrame(() => pointOut(toast.key)))
  }
  return (
    <div className="toast">
      <Mark size={28} />
      <p>
        <strong>{say(toast.isChange ? 'cardChanged' : 'cardNew')}</strong>
        <span>{toast.words}</span>
      </p>
      <button type="button" className="quiet" onClick={go}>
        {say('goThere')}
      </button>
      <button type="button" className="tool" aria-label={say('dismiss')} onClick={onDone}>
        <Icon name="close" size={16} />
      </button>
    </div>
  )
}

/** Brings a message into sight and lets it glow for a moment. */
export function pointOut(key: string): void {
  const found = document.getElementById(key)
  if (!found) return
  found.scrollIntoView({ block: 'center' })
  found.classList.remove('glow')
  void found.offsetWidth
  found.classList.add('glow')
}
