import type { Reader } from '../../db/client.js'
import type { OutboxMessage } from '../../db/outbox.js'
import { listRecipients } from '../../db/recipients.js'
import type { Platform } from '../../src/chat/interaction.js'
import type { JobContext } from '../jobs/job.js'

/** Where a message goes in the end: a channel, or direct messages with an account. */
export type Destination =
  | { readonly platform: Platform; readonly channel: string; readonly userId?: undefined }
  | { readonly platform: Platform; readonly userId: string; readonly channel?: undefined }

/** Kinds that a person may have as a mention in the privacy channel; all else goes to them directly. */
const mayBeMention: ReadonlySet<string> = new Set(['reminders'])

/** Where a message goes now; null for a person whom no connected platform reaches. */
export async function destinationOf(
  { ports, desk: { privacyChannel } }: Pick<JobContext, 'ports' | 'desk'>,
  from: Reader,
  { kind, platform, channel, person }: OutboxMessage,
): Promise<Destination | null> {
  if (channel !== null) return { platform, channel }
  const connected = Object.keys(ports) as Platform[]
  const [found] = await listRecipients(from, person ? [person] : [], connected)
  if (!found) return null
  return found.via === 'mention' && mayBeMention.has(kind) && found.platform === privacyChannel.platform
    ? { platform: found.platform, channel: privacyChannel.channel }
    : { platform: found.platform, userId: found.userId }
}

/** The name under which sends to a place are counted; never a person's name. */
export const placeName = ({ platform, channel, userId }: Destination): string =>
  `${platform}:${channel ?? userId}`
