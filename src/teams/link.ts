import type { Conversation } from './conversations.js'

/** What stands before the message of a thread in the id of a channel. */
const thread = /;messageid=.*$/u

/** The deep link to a message in Teams' own form: ids of conversation, message and tenant alone. */
export function linkTo({ id, kind, tenant }: Conversation, messageId: string): string | null {
  if (kind === 'personal') return null
  const place = `${encodeURIComponent(id.replace(thread, ''))}/${encodeURIComponent(messageId)}`
  const query = new URLSearchParams(
    kind === 'channel'
      ? { tenantId: tenant, parentMessageId: messageId }
      : { tenantId: tenant, context: '{"contextType":"chat"}' },
  )
  return `https://teams.microsoft.com/l/message/${place}?${query.toString()}`
}
