import { memo, type ReactNode } from 'react'
import type { Setup, ShownMessage } from '../../web/shown.js'
import { Blocks } from '../looks/blocks.js'
import { TeamsCard } from '../looks/teams-card.js'
import { plainWords, referenceIn } from '../selectors.js'
import { Avatar, nameOf } from '../shell/avatar.js'
import { Icon } from '../shell/icon.js'
import { useSession } from '../session.js'
import { act, perform } from '../store.js'
import { instantOf, timeWords } from './time.js'
import { WhenNear } from './when-near.js'

interface MessageProps {
  readonly setup: Setup
  readonly message: ShownMessage
  readonly before: ReactNode
}

/** One message, as the person who looks sees it. */
export const Message = memo(function Message({ setup, message, before }: MessageProps) {
  const { language, say } = useSession()
  const isBot = message.from === setup.bot.id
  const isPrivate = message.onlyFor !== null
  return (
    <li className="message" id={message.key} data-private={isPrivate || undefined}>
      {before}
      <article>
        <Avatar setup={setup} id={message.from} />
        <div className="said">
          <p className="by">
            <strong>{nameOf(setup, message.from)}</strong>
            {isBot && <span className="app-badge">{say('appBadge')}</span>}
            <time>{timeWords(instantOf(message.ts), language)}</time>
            {message.isEdited && <span className="edited">{say('updated')}</span>}
          </p>
          {isPrivate && (
            <p className="only-you">
              <Icon name="eye" size={14} />
              {say('onlyYou')}
            </p>
          )}
          <Content setup={setup} message={message} />
        </div>
        <Tools message={message} isBot={isBot} />
      </article>
    </li>
  )
})

/** Words, or a card of either platform. */
function Content(props: Omit<MessageProps, 'before'>) {
  const { setup, message } = props
  const words = plainWords(setup, message.text)
  if (!message.card && message.blocks.length === 0) return <p className="plain">{words}</p>
  return (
    <div className="card">
      <WhenNear words={words}>
        <Card {...props} />
      </WhenNear>
    </div>
  )
}

function Card({ setup, message }: Omit<MessageProps, 'before'>) {
  const { person, isOldClient: isOld } = useSession()
  const { key, card, blocks } = message
  if (!card)
    return (
      <Blocks
        setup={setup}
        blocks={blocks}
        onClick={(button) => act({ act: 'click', as: person, on: key, button })}
      />
    )
  return (
    <TeamsCard
      setup={setup}
      card={card}
      surface="message"
      onPress={({ button }) => perform({ act: 'press', as: person, on: key, button, isOld })}
    />
  )
}

/** What can be done with a message beside its own buttons. */
function Tools({ message, isBot }: { readonly message: ShownMessage; readonly isBot: boolean }) {
  const { person, look, choose, tab, say } = useSession()
  const reference = isBot ? referenceIn(message) : null
  const inspect = () => choose({ reference, tab: tab && tab !== 'guide' ? tab : 'events' })
  return (
    <div className="message-tools">
      {reference && (
        <button type="button" className="tool" title={say('inspect', { ref: reference })} onClick={inspect}>
          <Icon name="layers" size={16} />
          <span className="hidden">{say('inspect', { ref: reference })}</span>
        </button>
      )}
      {!isBot && (
        <button
          type="button"
          className="tool with-words"
          onClick={() =>
            void act({ act: look === 'teams' ? 'extension' : 'shortcut', as: person, message: message.key })
          }
        >
          <Icon name="plus" size={16} />
          {say('makeRequest')}
        </button>
      )}
      {message.onlyFor !== null && (
        <button
          type="button"
          className="tool"
          title={say('dismiss')}
          onClick={() => void act({ act: 'dismiss', as: person, message: message.key })}
        >
          <Icon name="close" size={16} />
          <span className="hidden">{say('dismiss')}</span>
        </button>
      )}
    </div>
  )
}
