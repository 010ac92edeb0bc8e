import { setTimeout as delay } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { CardRef, ChatPort } from '../chat/port.js'
import { removeOrBlank } from '../chat/removal.js'
import type { Clock } from '../clock.js'
import type { Log } from '../log.js'
import { audienceReader } from './audience.js'
import { accountState } from './receive.js'
import { invalidBlocks, uploadPictures } from './pictures.js'
import { renderMessage, type Files, type MessagePayload } from './render-card.js'
import type { View } from '../chat/view.js'
import { unavailable } from './web-api.js'

/** No previews of links, no formatting in the notification text, and no metadata: any app could read that. */
const quiet = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const

/** Slack takes a moment to look at an uploaded file; a message that shows it earlier is turned away. */
const untilProcessedMs = [250, 500, 1_000, 2_000]

/** Among so many messages one that was just sent is looked for. */
const latest = 100

/** The mark is the id of the first block, which people do not see. */
function marked({ text, blocks }: MessagePayload, mark: string | undefined): MessagePayload {
  const [first, ...rest] = blocks
  return mark === undefined || !first
    ? { text, blocks }
    : { text, blocks: [{ ...first, block_id: mark }, ...rest] }
}

/** How the desk speaks in Slack. Failures are `Unavailable`; a post that may have arrived is 'unknown'. */
export function sender(client: WebClient, teamId: string, clock: Clock, log?: Log): ChatPort {
  const draw = (view: View, files?: Files) => {
    const { payload, cuts } = renderMessage(view, files)
    if (cuts.length > 0) log?.warn({ cuts }, 'a card was cut')
    return payload
  }
  const post = poster(client, draw, log)
  const direct = async (userId: string): Promise<string> => {
    const opened = await trying(true, () => client.conversations.open({ users: userId }))
    return opened.channel?.id ?? userId
  }
  const update = async ({ channel, messageId: ts }: CardRef, view: View) => {
    await trying(true, () => client.chat.update({ channel, ts, ...draw(view) }))
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

/** Posts a view with its pictures, or without them where Slack does not show them. */
function poster(
  client: WebClient,
  draw: (view: View, files?: Files) => MessagePayload,
  log: Log | undefined,
) {
  const send = async (channel: string, payload: MessagePayload, mark?: string): Promise<CardRef> => {
    const message = marked(payload, mark)
    const sent = await trying(false, () => client.chat.postMessage({ channel, ...message, ...quiet }))
    return { channel: sent.channel ?? channel, messageId: sent.ts ?? '' }
  }
  return async (channel: string, view: View, mark?: string): Promise<CardRef> => {
    const files = await uploadPictures(client, view, log)
    for (const waitMs of files.size > 0 ? untilProcessedMs : []) {
      try {
        return await send(channel, draw(view, files), mark)
      } catch (error) {
        if (!invalidBlocks(error)) throw error
        await delay(waitMs)
      }
    }
    if (files.size > 0) log?.warn('a message goes without its picture')
    return send(channel, draw(view), mark)
  }
}

function pick(user: { deleted?: boolean; is_ultra_restricted?: boolean; locale?: string } | undefined) {
  const { deleted, is_ultra_restricted, locale } = user ?? {}
  return { deleted, is_ultra_restricted, locale }
}

async function trying<Result>(isRepeatable: boolean, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw unavailable(error, isRepeatable)
  }
}
