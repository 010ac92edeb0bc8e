import { Unavailable, type Audience } from '../chat/port.js'
import type { Conversation } from './conversations.js'
import { isGuest, type Directory } from './directory.js'
import type { Member } from './connector.js'
import type { Reach } from './reach.js'

/** More people than a privacy channel has: not read one by one. */
const mostMembers = 200

type Refused = Extract<Audience, { kind: 'refused' }>['why']

/**
 * Who reads a conversation (M6): a private channel or a group chat of our tenant, without guests, that the app is
 * in. A standard channel is read by a whole team, which everybody may be able to join: it counts as public.
 * Whatever cannot be read is `unread`, never `private`.
 */
export async function audienceOf(reach: Reach, directory: Directory, channel: string): Promise<Audience> {
  try {
    return await readAudience(reach, directory, channel)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    return error.retry === 'never'
      ? { kind: 'refused', why: 'not_member' }
      : { kind: 'unread', why: error.what }
  }
}

async function readAudience(reach: Reach, directory: Directory, channel: string): Promise<Audience> {
  const found = await reach.conversations.find(channel)
  if (!found) return { kind: 'refused', why: 'not_member' }
  const why = await refusal(reach, found)
  if (why === 'unread') return { kind: 'unread', why: 'channel type' }
  if (why !== null) return { kind: 'refused', why }
  const members = await readMembers(reach, found)
  if (members === null) return { kind: 'unread', why: 'too many members' }
  for (const { aadObjectId, objectId, name } of members) directory.note(aadObjectId ?? objectId, name)
  const hasGuest = members.some((member) => isGuest(member, reach.tenant))
  return hasGuest ? { kind: 'refused', why: 'guests' } : { kind: 'private' }
}

const kinds: Readonly<Record<string, Refused | null>> = {
  private: null,
  standard: 'public',
  shared: 'shared',
}

async function refusal(reach: Reach, { kind, channelType, team, id, serviceUrl, tenant }: Conversation) {
  if (tenant !== reach.tenant) return 'not_member'
  if (kind !== 'channel') return null
  const type = channelType ?? (await readType(reach, serviceUrl, team, id))
  return type !== null && type in kinds ? kinds[type]! : 'unread'
}

async function readType(
  reach: Reach,
  serviceUrl: string,
  team: string | null,
  id: string,
): Promise<string | null> {
  if (team === null) return null
  const channels = await reach.connector(serviceUrl).channels(team)
  return channels.find((channel) => channel.id === id)?.type ?? null
}

async function readMembers(
  reach: Reach,
  { id, serviceUrl }: Conversation,
): Promise<readonly Member[] | null> {
  const members: Member[] = []
  let continuation: string | null = null
  do {
    const page = await reach.connector(serviceUrl).members(id, continuation)
    members.push(...page.members)
    continuation = page.continuationToken || null
  } while (continuation && members.length <= mostMembers)
  return members.length > mostMembers ? null : members
}
