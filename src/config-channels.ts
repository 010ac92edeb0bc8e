export interface Channel {
  readonly platform: 'slack' | 'teams'
  readonly channel: string
}

/** `slack:C…,teams:19:…` → one channel for each; digests go to the first. */
export function channelsOf(list: string): readonly [Channel, ...Channel[]] {
  const [first, ...others] = list.split(',').map((one) => {
    const [platform, ...rest] = one.trim().split(':')
    return { platform: platform as Channel['platform'], channel: rest.join(':') }
  })
  return [first!, ...others]
}

const channelPattern = /^(?:slack:[CG][A-Z0-9]+|teams:19:[\w.@-]+)$/u

export const areChannels = (list: string) => list.split(',').every((one) => channelPattern.test(one.trim()))

/** Cards go to platforms that are there, and to one channel of each. */
export function channelFaults(
  setting: 'PRIVACY_CHANNEL' | 'ONCALL_CHANNEL',
  list: string | undefined,
  has: Readonly<Record<Channel['platform'], boolean>>,
): string[] {
  if (!list) return []
  const platforms = channelsOf(list).map(({ platform }) => platform)
  const wrong = []
  if (new Set(platforms).size < platforms.length)
    wrong.push(`${setting} names two channels of one platform: leave one of them out.`)
  if (platforms.includes('teams') && !has.teams)
    wrong.push(`${setting} names a channel in Teams: set TEAMS_APP_ID and the others of Teams.`)
  if (platforms.includes('slack') && !has.slack && has.teams)
    wrong.push(`${setting} names a channel in Slack: set SLACK_SIGNING_SECRET and the others of Slack.`)
  return wrong
}
