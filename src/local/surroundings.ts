import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DateTime } from 'luxon'
import { systemClock, type Clock } from '../clock.js'
import { keeper, readKept, type Kept, type Keeper } from './kept.js'
import { movingClock, type MovingClock } from './moving-clock.js'
import { sampleChannels, samplePeople } from './sample-people.js'
import { sayTalk } from './sample-talk.js'
import { sampleTenant, tenantChannels, tenantUsers } from './sample-tenant.js'
import { slackCloud, type SlackCloud } from './slack-cloud/cloud.js'
import { teamsCloud, type TeamsCloud } from './teams-cloud/cloud.js'
import type { Reads } from './web/acts.js'

/** What is there before the desk is: both chats on loopback, as they were left, and the clock. */
export interface Surroundings {
  readonly cloud: SlackCloud
  readonly teams: TeamsCloud
  readonly clock: MovingClock
  readonly reads: Reads
  readonly keep: Keeper
  readonly botToken: string
  readonly appPassword: string
  /** Sets the time of what is said in the chats; null: the clock's. */
  readonly setTime: (at: DateTime | null) => void
}

/** Starts a workspace of Slack and a tenant of Teams, for the same people; what was said there before is there again. */
export async function startSurroundings(
  folder: string,
  signingSecret: string,
  stops: (() => Promise<void>)[],
): Promise<Surroundings> {
  const path = join(folder, 'workspace.json')
  const kept = await readKept(path)
  const clock = movingClock(kept?.aheadMs)
  const reads: Reads = new Map(Object.entries(kept?.reads ?? {}))
  let saidAt: DateTime | null = null
  const chatClock = () => saidAt ?? clock.now()
  const [botToken, appPassword] = [`xoxb-${randomUUID()}`, randomUUID()]
  const cloud = await startSlack(signingSecret, botToken, chatClock)
  stops.push(() => cloud.stop())
  const teams = await startTeams(appPassword, chatClock)
  stops.push(() => teams.stop())
  if (kept) cloud.state.restore(kept.cloud)
  if (kept?.tenant) teams.state.restore(kept.tenant)
  const take = (): Kept => ({
    version: 1,
    aheadMs: clock.aheadMs,
    cloud: cloud.state.keep(),
    tenant: teams.state.keep(),
    reads: Object.fromEntries(reads),
  })
  const keep = keeper(path, take)
  stops.push(() => keep.stop())
  cloud.onChange(() => keep.touch())
  teams.onChange(() => keep.touch())
  return { cloud, teams, clock, reads, keep, botToken, appPassword, setTime: (at) => void (saidAt = at) }
}

const startSlack = (signingSecret: string, botToken: string, clock: Clock): Promise<SlackCloud> =>
  slackCloud({
    signingSecret,
    botToken,
    users: samplePeople.map(({ userId, name, locale }) => ({
      id: userId,
      name,
      locale,
      email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
    })),
    channels: sampleChannels,
    clock,
    wallClock: systemClock,
  })

const startTeams = (appPassword: string, clock: Clock): Promise<TeamsCloud> =>
  teamsCloud({ ...sampleTenant, appPassword, users: tenantUsers, conversations: tenantChannels, clock })

/** Everybody has read what was there before the first start; what people said is news. */
export function beginReading({ cloud, teams, clock, reads, setTime }: Surroundings): void {
  const newest = (messages: readonly { readonly revision: number }[]) =>
    Math.max(0, ...messages.map(({ revision }) => revision))
  const inSlack = sampleChannels.map(({ id }) => [id, newest(cloud.state.messages)])
  const inTeams = tenantChannels.map(({ id }) => [id, newest(teams.state.messages)])
  for (const { userId, directoryId } of samplePeople) {
    const own = [teams.state.personal(directoryId).id, newest(teams.state.messages)]
    reads.set(userId, Object.fromEntries([...inSlack, ...inTeams, own]))
  }
  sayTalk({ cloud, teams }, clock.now(), setTime)
}
