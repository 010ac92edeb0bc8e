import { sampleChannels, samplePeople } from './sample-people.js'
import type { TeamsConversation, TeamsUser } from './teams-cloud/state.js'

/** The tenant of the local workspace: nothing in it is an id of anybody's. */
export const sampleTenant = {
  tenant: '00000000-0000-4000-9000-000000000001',
  appId: '00000000-0000-4000-9000-000000000002',
} as const

const team = '19:team@thread.tacv2'

/** A name without the role that stands behind it in brackets. */
export const plainName = (name: string) => name.replace(/ \(.*\)$/u, '')

export const tenantUsers: readonly TeamsUser[] = samplePeople.map(
  ({ userId, directoryId, name, locale }) => ({
    id: directoryId,
    teamsId: `29:${userId.toLowerCase()}`,
    name: plainName(name),
    locale,
    email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
  }),
)

const directoryIds = new Map(samplePeople.map(({ userId, directoryId }) => [userId, directoryId]))
const slackIds = new Map(samplePeople.map(({ userId, directoryId }) => [directoryId, userId]))

/** The account in the directory of whoever has this one in Slack; null for nobody of ours. */
export const directoryIdOf = (userId: string): string | null => directoryIds.get(userId) ?? null

/** The account in Slack of whoever has this one in the directory; null for nobody of ours. */
export const slackIdOf = (directoryId: string): string | null => slackIds.get(directoryId) ?? null

const channelId = (name: string) => `19:${name}@thread.tacv2`

/** The channels of Slack again, with the same people in them. */
export const tenantChannels: readonly TeamsConversation[] = sampleChannels.map(
  ({ name, isPrivate, members }) => ({
    id: channelId(name),
    kind: 'channel',
    name,
    members: members.flatMap((userId) => directoryIdOf(userId) ?? []),
    team,
    channelType: isPrivate ? 'private' : 'standard',
  }),
)

/** The channel of the case cards. */
export const tenantPrivacyChannel = channelId('privacy')

/** Where erasures that wait are told. */
export const tenantOnCallChannel = channelId('on-call')

/** The channel of the same name on the other platform; null for what has none. */
export function twinOf(channel: string): string | null {
  const inSlack = sampleChannels.find(({ id }) => id === channel)
  if (inSlack) return channelId(inSlack.name)
  const name = tenantChannels.find(({ id }) => id === channel)?.name
  return sampleChannels.find((one) => one.name === name)?.id ?? null
}
