import type { CardRef, ChatPort } from '../chat/port.js'
import { removeOrBlank } from '../chat/removal.js'
import type { View } from '../chat/view.js'
import type { Log } from '../log.js'
import { audienceOf } from './audience.js'
import type { Message } from './connector.js'
import type { Conversation } from './conversations.js'
import type { Directory } from './directory.js'
import { accountsIn, plainText } from './escape.js'
import { linkTo } from './link.js'
import type { Reach } from './reach.js'
import { renderCard } from './render-card.js'

/** Draws views as messages of Teams, with the names of those who stand in them; a view that names nobody once. */
export type DrawMessage = (view: View) => Promise<Message>

export function messageDrawer(
  directory: Directory,
  opensForm: (action: string) => boolean,
  log: Log | undefined,
): DrawMessage {
  const drawn = new WeakMap<View, Message>()
  return async (view) => {
    const known = drawn.get(view)
    if (known) return known
    const names = await directory.namesFor(view)
    const { payload, cuts } = renderCard(view, { surface: 'message', opensForm, names })
    if (cuts.length > 0) log?.warn({ cuts }, 'a card was cut')
    const message = { card: payload, summary: plainText(view.summary.words, names) }
    if (accountsIn(view).length === 0) drawn.set(view, message)
    return message
  }
}

/** How the desk speaks in Teams. Failures are `Unavailable`; a post that may have arrived is 'unknown'. */
export function sender(reach: Reach, directory: Directory, draw: DrawMessage): ChatPort {
  const post = async ({ id, serviceUrl }: Conversation, view: View): Promise<CardRef> => {
    const message = await draw(view)
    return { channel: id, messageId: await reach.connector(serviceUrl).post(id, message) }
  }
  const update = async ({ channel, messageId }: CardRef, view: View): Promise<void> => {
    const { id, serviceUrl } = await reach.conversation(channel)
    await reach.connector(serviceUrl).update(id, messageId, await draw(view))
  }
  const remove = async ({ channel, messageId }: CardRef): Promise<void> => {
    const { id, serviceUrl } = await reach.conversation(channel)
    await reach.connector(serviceUrl).remove(id, messageId)
  }
  return {
    platform: 'teams',
    post: async (channel, view) => post(await reach.conversation(channel), view),
    update,
    remove: (card, blank) =>
      removeOrBlank(
        () => remove(card),
        () => update(card, blank),
      ),
    direct: async (userId, view) => post(await reach.personal(userId), view),
    linkTo: async ({ channel, messageId }) => linkTo(await reach.conversation(channel), messageId),
    audience: (channel) => audienceOf(reach, directory, channel),
    profile: (userId) => directory.profile(userId, reach.tenant),
  }
}
