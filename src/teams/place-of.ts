import type { Conversation } from './conversations.js'
import type { Activity } from './payloads.js'
import { rootOf } from './receive.js'

const kinds: Readonly<Record<string, Conversation['kind']>> = { channel: 'channel', personal: 'personal' }

/** Where an activity happened, as it is kept to speak there later. */
export function conversationOf(activity: Activity, tenant: string): Conversation {
  const { conversation, serviceUrl, recipient, from } = activity
  const kind = kinds[conversation.conversationType ?? ''] ?? 'group'
  return {
    id: rootOf(conversation.id),
    kind,
    tenant,
    serviceUrl,
    botId: recipient.id,
    userId: kind === 'personal' ? (from.aadObjectId ?? null) : null,
    ...channelOf(activity),
  }
}

function channelOf({ channelData }: Activity): Pick<Conversation, 'team' | 'channelType'> {
  return { team: channelData?.team?.id ?? null, channelType: channelData?.channel?.type ?? null }
}

/** Whose members are those of a conversation: the team of a channel, else itself. */
export const rosterOf = ({ channelData, conversation }: Activity): string =>
  channelData?.team?.id ?? rootOf(conversation.id)
