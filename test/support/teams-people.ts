import { createHash } from 'node:crypto'
import { samplePeople } from '../../src/local/sample-people.js'
import type { TeamsConversation, TeamsUser } from '../../src/local/teams-cloud/state.js'

export const tenant = '11111111-2222-4333-8444-555555555555'
export const otherTenant = '99999999-2222-4333-8444-555555555555'
export const teamsCredentials = {
  tenant,
  appId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  appPassword: 'an-app-password-of-a-test',
  cloud: 'public',
} as const

/** The id in the directory of a sample person, always the same. */
export function directoryId(userId: string): string {
  const hex = createHash('sha256').update(userId).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const teamsUsers: readonly TeamsUser[] = samplePeople.map(({ userId, name, locale }) => ({
  id: directoryId(userId),
  teamsId: `29:${userId.toLowerCase()}`,
  name,
  locale,
  email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
}))
const guest: TeamsUser = {
  id: directoryId('U0GUEST'),
  teamsId: '29:guest',
  name: 'Gus Guest',
  role: 'guest',
  email: 'gus@example.org',
}

export const privacyChannel = '19:privacy@thread.tacv2'
export const onCallChannel = '19:oncall@thread.tacv2'
export const openChannel = '19:general@thread.tacv2'
export const sharedChannel = '19:shared@thread.tacv2'
export const guestChat = '19:guests@thread.v2'
const everybody = teamsUsers.map(({ id }) => id)

export const teamsConversations: readonly TeamsConversation[] = [
  {
    id: privacyChannel,
    kind: 'channel',
    name: 'Privacy',
    members: everybody,
    team: '19:team@thread.tacv2',
    channelType: 'private',
  },
  {
    id: onCallChannel,
    kind: 'channel',
    name: 'On call',
    members: everybody,
    team: '19:team@thread.tacv2',
    channelType: 'private',
  },
  {
    id: openChannel,
    kind: 'channel',
    name: 'General',
    members: everybody,
    team: '19:team@thread.tacv2',
    channelType: 'standard',
  },
  {
    id: sharedChannel,
    kind: 'channel',
    name: 'Partners',
    members: everybody,
    team: '19:team@thread.tacv2',
    channelType: 'shared',
  },
  { id: guestChat, kind: 'groupChat', name: 'With guests', members: [everybody[0]!, guest.id] },
]
export const allTeamsUsers: readonly TeamsUser[] = [...teamsUsers, guest]
