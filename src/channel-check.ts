import { portOf, type Audience, type Ports } from './chat/port.js'
import type { Channel } from './config-channels.js'
import { StartError } from './start-error.js'

type Refused = Extract<Audience, { kind: 'refused' }>['why']

const names = { slack: 'Slack', teams: 'Teams' } as const

const cures: Readonly<Record<Refused, string>> = {
  public: 'is public: make it private, or name a private one',
  shared: 'is shared with another organisation: name one of your own',
  guests: 'has guests: remove them, or name a channel without',
  archived: 'is archived: name one that is in use',
  not_member: 'does not let us in: invite the app, or correct the id',
}

/**
 * Refuses a start when others than our own people would read the cards, or when nobody says who would (M6).
 * Each post asks again. A channel in Teams that we are not in is waited for: what lets us in arrives once we run.
 * @throws StartError naming the channel's platform and the cure.
 */
export async function refuseOpenChannels(
  ports: Ports,
  setting: 'PRIVACY_CHANNEL' | 'ONCALL_CHANNEL',
  channels: readonly Channel[],
): Promise<void> {
  for (const { platform, channel } of channels) {
    const audience = await portOf(ports, platform).audience(channel)
    const isWaited = audience.kind === 'refused' && audience.why === 'not_member' && platform === 'teams'
    if (audience.kind === 'private' || isWaited) continue
    throw audience.kind === 'unread'
      ? new StartError(
          `It could not be read who is in the channel of ${setting} in ${names[platform]} (${audience.why}): try again.`,
          'outside',
        )
      : new StartError(
          `The channel of ${setting} in ${names[platform]} ${cures[audience.why]}.`,
          'in a setting',
        )
  }
}
