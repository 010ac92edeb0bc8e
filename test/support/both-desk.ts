import type { AccountKey } from '../../db/people.js'
import { dispatcher } from '../../handlers/dispatch.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { teamsParts } from '../../src/platforms.js'
import { deskParts, type DeskParts } from './desk-parts.js'
import { privacyChannel, team } from './desk-world.js'
import { slackWorld, type SlackWorld } from './slack-world.js'
import { directoryId, privacyChannel as teamsPrivacyChannel, tenant } from './teams-people.js'
import { teamsWorld, type TeamsWorld } from './teams-world.js'

export interface BothDesk extends DeskParts {
  readonly slack: SlackWorld
  readonly teams: TeamsWorld
  /** Works off the queue. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export interface BothDeskOptions {
  readonly at?: string
  /** The one platform whose accounts the desk knows; null: everybody's two, linked. */
  readonly only?: 'slack' | 'teams' | null
}

const accountsOf = (userId: string): readonly AccountKey[] => [
  { platform: 'slack', tenant: team, userId },
  { platform: 'teams', tenant, userId: directoryId(userId) },
]

/** One desk on both platforms at once, over HTTP: everybody is on each; cards stand in two channels. */
export async function bothDesk({
  at = '2026-03-05T09:00:00Z',
  only = null,
}: BothDeskOptions = {}): Promise<BothDesk> {
  const made = await deskParts({
    at,
    people: samplePeople,
    accountsOf: (userId) => accountsOf(userId).filter(({ platform }) => only === null || platform === only),
    privacyChannel: { platform: 'slack', channel: privacyChannel },
    mirrors: [{ platform: 'teams', channel: teamsPrivacyChannel }],
  })
  const slack = await slackWorld({
    dispatch: dispatcher(made.parts),
    users: samplePeople.map(({ userId, name, locale }) => ({
      id: userId,
      name,
      locale,
      email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
    })),
    channels: [
      {
        id: privacyChannel,
        name: 'privacy',
        isPrivate: true,
        members: ['U0BOT', ...samplePeople.map(({ userId }) => userId)],
      },
    ],
  })
  const teams = await teamsWorld(teamsParts(made.parts))
  const work = () => made.drainWith({ slack: slack.port, teams: teams.port })
  slack.cloud.connect(slack.url, work)
  teams.cloud.connect(teams.url, work)
  await teams.cloud.install(teamsPrivacyChannel)
  for (const { userId } of samplePeople) await teams.person(directoryId(userId)).install()
  return {
    ...made,
    slack,
    teams,
    drain: work,
    async stop() {
      await slack.stop()
      await teams.stop()
      await made.database.drop()
    },
  }
}
