import { setTimeout as delay } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { CardRef } from '../chat/port.js'
import type { View } from '../chat/view.js'
import type { Log } from '../log.js'
import { invalidBlocks, uploadPictures } from './pictures.js'
import { renderMessage, type MessagePayload } from './render-card.js'
import { unavailable } from './web-api.js'

/** No previews of links, no formatting in the notification text, and no metadata: any app could read that. */
const quiet = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const

/** Slack takes a moment to look at an uploaded file; a message that shows it earlier is turned away. */
const untilProcessedMs = [250, 500, 1_000, 2_000]

/** How messages are written in Slack. */
export interface Writer {
  post(channel: string, view: View, mark?: string): Promise<CardRef>
  update(card: CardRef, view: View): Promise<void>
}

/** Writes messages and writes them anew. Failures are `Unavailable`; a post that may have arrived is 'unknown'. */
export function writer(client: WebClient, log?: Log): Writer {
  return {
    post: (channel, view, mark) =>
      withPictures(client, log, view, async (payload) => {
        const message = marked(payload, mark)
        const sent = await trying(false, () => client.chat.postMessage({ channel, ...message, ...quiet }))
        return { channel: sent.channel ?? channel, messageId: sent.ts ?? '' }
      }),
    update: ({ channel, messageId: ts }, view) =>
      withPictures(client, log, view, async (payload) => {
        await trying(true, () => client.chat.update({ channel, ts, ...payload }))
      }),
  }
}

/** Sends what is drawn of a view with its pictures, or without them where Slack does not show them. */
async function withPictures<Sent>(
  client: WebClient,
  log: Log | undefined,
  view: View,
  send: (payload: MessagePayload) => Promise<Sent>,
): Promise<Sent> {
  const draw = (files?: Parameters<typeof renderMessage>[1]) => {
    const { payload, cuts } = renderMessage(view, files)
    if (cuts.length > 0) log?.warn({ cuts }, 'a card was cut')
    return payload
  }
  const files = await uploadPictures(client, view, log)
  for (const waitMs of files.size > 0 ? untilProcessedMs : []) {
    try {
      return await send(draw(files))
    } catch (error) {
      if (!invalidBlocks(error)) throw error
      await delay(waitMs)
    }
  }
  if (files.size > 0) log?.warn('a message goes without its picture')
  return send(draw())
}

/** The mark is the id of the first block, which people do not see. */
function marked({ text, blocks }: MessagePayload, mark: string | undefined): MessagePayload {
  const [first, ...rest] = blocks
  return mark === undefined || !first
    ? { text, blocks }
    : { text, blocks: [{ ...first, block_id: mark }, ...rest] }
}

/** Makes a call; what fails is `Unavailable`. */
export async function trying<Result>(isRepeatable: boolean, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw unavailable(error, isRepeatable)
  }
}
