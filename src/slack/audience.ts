import type { WebClient } from '@slack/web-api'
import { Unavailable, type Audience } from '../chat/port.js'
import type { Clock } from '../clock.js'
import { unavailable } from './web-api.js'

/** Keeps what was read for a while, so that each act does not ask Slack again. */
export function remembered<Value>(
  clock: Clock,
  forSeconds: number,
  read: (key: string) => Promise<Value>,
  most = 1_000,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { value: Value; until: number }>()
  return async (key) => {
    const now = clock().toMillis()
    const found = kept.get(key)
    if (found && now < found.until) return found.value
    const value = await read(key)
    kept.delete(key)
    kept.set(key, { value, until: now + forSeconds * 1000 })
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return value
  }
}

export interface ChannelFacts {
  readonly isPrivate: boolean
  readonly isArchived: boolean
  readonly isMember: boolean
  /** With another organisation, or about to be. */
  readonly isShared: boolean
}

/** Reads what a channel is. Throws `Unavailable`. */
export async function readChannel(client: WebClient, channel: string): Promise<ChannelFacts> {
  try {
    const found = (await client.conversations.info({ channel })).channel
    if (!found) throw new Unavailable('Slack (conversations.info)', 'safe')
    return {
      isPrivate: found.is_private === true,
      isArchived: found.is_archived === true,
      isMember: found.is_member === true,
      isShared:
        found.is_ext_shared === true || found.is_pending_ext_shared === true || found.is_org_shared === true,
    }
  } catch (error) {
    throw error instanceof Unavailable ? error : unavailable(error, true)
  }
}

/** More people than a private privacy channel has: not read one by one. */
const mostMembers = 200
const membersForSeconds = 300

/**
 * Who reads a channel (M6): private, of our workspace alone, without guests, and we are in it. The channel and
 * the list of its members are read each time; what kind of account each has, every five minutes. Whatever
 * cannot be read is `unread`, never `private`.
 */
export function audienceReader(
  client: WebClient,
  teamId: string,
  clock: Clock,
): (channel: string) => Promise<Audience> {
  const isGuest = remembered(clock, membersForSeconds, (user) => readGuest(client, teamId, user))
  return async (channel) => {
    try {
      const facts = await readChannel(client, channel)
      const why = refusal(facts)
      if (why) return { kind: 'refused', why }
      const members = await readMembers(client, channel)
      if (members.length > mostMembers) return { kind: 'unread', why: 'too many members' }
      for (const user of members) if (await isGuest(user)) return { kind: 'refused', why: 'guests' }
      return { kind: 'private' }
    } catch (error) {
      // A channel that we do not see is one we are not in.
      const { what } = unavailableOf(error)
      return what.includes('channel_not_found')
        ? { kind: 'refused', why: 'not_member' }
        : { kind: 'unread', why: what }
    }
  }
}

const unavailableOf = (error: unknown) => (error instanceof Unavailable ? error : unavailable(error, true))

function refusal({
  isPrivate,
  isArchived,
  isMember,
  isShared,
}: ChannelFacts): Extract<Audience, { kind: 'refused' }>['why'] | null {
  if (!isPrivate) return 'public'
  if (isShared) return 'shared'
  if (isArchived) return 'archived'
  return isMember ? null : 'not_member'
}

async function readMembers(client: WebClient, channel: string): Promise<readonly string[]> {
  const members: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.conversations.members({ channel, limit: 200, ...(cursor ? { cursor } : {}) })
    members.push(...(page.members ?? []))
    cursor = page.response_metadata?.next_cursor || undefined
  } while (cursor && members.length <= mostMembers)
  return members
}

/** Guests, strangers and people of another workspace. */
async function readGuest(client: WebClient, teamId: string, user: string): Promise<boolean> {
  const found = (await client.users.info({ user })).user
  if (!found) throw new Unavailable('Slack (users.info)', 'safe')
  const isForeign = found.team_id !== undefined && found.team_id !== teamId
  return isForeign || [found.is_restricted, found.is_ultra_restricted, found.is_stranger].includes(true)
}
