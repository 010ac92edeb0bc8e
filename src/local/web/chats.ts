import { directoryIdOf, twinOf } from '../sample-tenant.js'
import type { SlackCloud } from '../slack-cloud/cloud.js'
import type { TeamsCloud } from '../teams-cloud/cloud.js'

/** Both chats of the local workspace. */
export interface Chats {
  readonly cloud: SlackCloud
  readonly teams: TeamsCloud
}

/** Words that are nothing to the desk: said in a channel, they stand in the one of the same name on both platforms. */
export function say({ cloud, teams }: Chats, userId: string, channel: string, text: string): void {
  for (const place of [channel, twinOf(channel)]) {
    if (place === null) continue
    if (teams.state.conversations.has(place))
      teams.state.post({ conversation: place, from: directoryIdOf(userId), text, summary: '', card: null })
    else cloud.person(userId).say(text, place)
  }
}
