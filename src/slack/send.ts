import type { WebClient } from '@slack/web-api'
import type { ChatPort } from '../chat/port.js'
import { removeOrBlank } from '../chat/removal.js'
import type { Clock } from '../clock.js'
import type { Log } from '../log.js'
import { audienceReader } from './audience.js'
import { accountState } from './receive.js'
import { trying, writer } from './write.js'

/** Among so many messages one that was just sent is looked for. */
const latest = 100

/** How the desk speaks in Slack. Failures are `Unavailable`; a post that may have arrived is 'unknown'. */
export function sender(client: WebClient, teamId: string, clock: Clock, log?: Log): ChatPort {
  const { post, update } = writer(client, log)
  const direct = async (userId: string): Promise<string> => {
    const opened = await trying(true, () => client.conversations.open({ users: userId }))
    return opened.channel?.id ?? userId
  }
  return {
    platform: 'slack',
    post,
    update,
    remove: ({ channel, messageId: ts }, blank) =>
      removeOrBlank(
        () => trying(true, () => client.chat.delete({ channel, ts })),
        () => update({ channel, messageId: ts }, blank),
      ),
    direct: async (userId, view, mark) => post(await direct(userId), view, mark),
    async findMarked(to, mark) {
      const channel = 'channel' in to ? to.channel : await direct(to.userId)
      const read = await trying(true, () => client.conversations.history({ channel, limit: latest }))
      const hit = read.messages?.find(({ blocks }) => blocks?.some(({ block_id }) => block_id === mark))
      return hit?.ts === undefined ? null : { channel, messageId: hit.ts }
    },
    async linkTo({ channel, messageId }) {
      const link = { channel, message_ts: messageId }
      return (await trying(true, () => client.chat.getPermalink(link))).permalink ?? null
    },
    audience: audienceReader(client, teamId, clock),
    async profile(userId) {
      const { user } = await trying(true, () => client.users.info({ user: userId, include_locale: true }))
      const isForeign = user?.team_id !== undefined && user.team_id !== teamId
      const state = accountState({
        id: userId,
        ...pick(user),
        is_restricted: user?.is_restricted === true || isForeign,
      })
      return { ...state, email: user?.profile?.email ?? null }
    },
    async setGroup(usergroup, userIds) {
      await trying(true, () => client.usergroups.users.update({ usergroup, users: userIds.join(',') }))
    },
  }
}

function pick(user: { deleted?: boolean; is_ultra_restricted?: boolean; locale?: string } | undefined) {
  const { deleted, is_ultra_restricted, locale } = user ?? {}
  return { deleted, is_ultra_restricted, locale }
}
