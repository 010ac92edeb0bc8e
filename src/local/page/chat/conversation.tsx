import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Look, Setup, ShownMessage } from '../../web/shown.js'
import { messagesIn, readUpTo } from '../selectors.js'
import { useSession, type Word } from '../session.js'
import { act, useWorld } from '../store.js'
import { Icon, Mark } from '../shell/icon.js'
import { useNow } from '../shell/clock-menu.js'
import { Compose } from './compose.js'
import { Message } from './message.js'
import { dayOf, dayWords, instantOf, nearness } from './time.js'

const channels: Readonly<Record<string, Word>> = { privacy: 'topicPrivacy', 'on-call': 'topicOncall' }
const topics: Readonly<Record<Look, Readonly<Record<string, Word>>>> = {
  slack: channels,
  teams: { ...channels, general: 'topicGeneralTeams' },
}
const readAfterMs = 1_500

/** One channel: what was said in it, and where to write. */
export function Conversation({ setup }: { readonly setup: Setup }) {
  const { shown } = useWorld()
  const { person, place } = useSession()
  const messages = useMemo(() => messagesIn(shown, place, person), [shown, place, person])
  // The mark stays where it was on arrival, while reading goes on.
  const [readBefore] = useState(() => readUpTo(shown, person, place))
  useMarkRead(messages, person, place)
  return (
    <>
      <Head setup={setup} />
      <Messages setup={setup} messages={messages} readBefore={readBefore} />
      <Compose key={place} setup={setup} />
    </>
  )
}

function useMarkRead(messages: readonly ShownMessage[], person: string, channel: string): void {
  const newest = Math.max(0, ...messages.map(({ revision }) => revision))
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible')
        void act({ act: 'read', as: person, channel, revision: newest })
    }, readAfterMs)
    return () => clearTimeout(timer)
  }, [newest, person, channel])
}

function Head({ setup }: { readonly setup: Setup }) {
  const { place, look, say } = useSession()
  const channel = setup.channels.find(({ id }) => id === place)
  if (!channel)
    return (
      <header className="head">
        <h1>
          <Mark size={22} />
          {look === 'teams' ? 'Rights Desk' : 'rights-desk'}
        </h1>
        <p>{say('topicDirect')}</p>
        {look === 'teams' && <OldClient />}
      </header>
    )
  const { name, isPrivate, members } = channel
  return (
    <header className="head">
      <h1>
        <Icon name={isPrivate ? 'lock' : 'hash'} />
        {name}
      </h1>
      <p>{say(topics[look][name] ?? 'topicGeneral')}</p>
      {look === 'teams' && <OldClient />}
      <span className="chip">
        {say('members', { n: members.filter((id) => id !== setup.bot.id).length })}
      </span>
    </header>
  )
}

/** Clients before Action.Execute press in another way: this page can be one. */
function OldClient() {
  const { isOldClient, choose, say } = useSession()
  return (
    <label className="old-client">
      <input
        type="checkbox"
        checked={isOldClient}
        onChange={(event) => choose({ isOldClient: event.target.checked })}
      />
      {say('oldClient')}
    </label>
  )
}

interface MessagesProps {
  readonly setup: Setup
  readonly messages: readonly ShownMessage[]
  readonly readBefore: number
}

function Messages({ setup, messages, readBefore }: MessagesProps) {
  const { person, say } = useSession()
  const list = useStickToEnd(messages.length)
  const firstNew = messages.findIndex((one) => one.revision > readBefore && one.from !== person)
  // Null for most of them: a message that has not changed is not drawn again.
  const beforeOf = (message: ShownMessage, index: number) => {
    const previous = messages[index - 1]
    const isNewDay = !previous || dayOf(instantOf(previous.ts)) !== dayOf(instantOf(message.ts))
    const isFirstNew = index === firstNew && readBefore > 0
    return isNewDay || isFirstNew ? (
      <Before ts={message.ts} isNewDay={isNewDay} isFirstNew={isFirstNew} />
    ) : null
  }
  return (
    <div className="messages" ref={list} role="log" aria-live="polite" tabIndex={0} aria-label={say('skip')}>
      {messages.length === 0 && <p className="empty">{say('empty')}</p>}
      <ol>
        {messages.map((message, index) => (
          <Message key={message.key} setup={setup} message={message} before={beforeOf(message, index)} />
        ))}
      </ol>
    </div>
  )
}

/** Stays at the newest message, unless somebody has scrolled away from it. */
function useStickToEnd(count: number) {
  const list = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    const box = list.current!
    const onScroll = () => {
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80
    }
    const onResize = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    })
    box.addEventListener('scroll', onScroll, { passive: true })
    onResize.observe(box)
    onResize.observe(box.querySelector('ol')!)
    return () => {
      box.removeEventListener('scroll', onScroll)
      onResize.disconnect()
    }
  }, [])
  useLayoutEffect(() => {
    list.current!.scrollTop = list.current!.scrollHeight
    isAtEnd.current = true
  }, [count])
  return list
}

interface BeforeProps {
  readonly ts: string
  readonly isNewDay: boolean
  readonly isFirstNew: boolean
}

/** The day, where another one begins, and the mark above what is new. */
function Before({ ts, isNewDay, isFirstNew }: BeforeProps) {
  const { language, say } = useSession()
  const now = useNow(60_000)
  const at = instantOf(ts)
  const near = nearness(at, now)
  return (
    <>
      {isNewDay && (
        <p className="day">
          <span>{near ? say(near) : dayWords(at, language)}</span>
        </p>
      )}
      {isFirstNew && (
        <p className="new-mark">
          <span>{say('newMarks')}</span>
        </p>
      )}
    </>
  )
}
