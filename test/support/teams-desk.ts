import { samplePeople, type SamplePerson } from '../../src/local/sample-people.js'
import { teamsParts } from '../../src/platforms.js'
import type { Stores } from '../../src/connectors/store.js'
import type { FreshDatabase } from './postgres.js'
import { deskParts, type DeskParts } from './desk-parts.js'
import { directoryId, onCallChannel, privacyChannel, tenant } from './teams-people.js'
import { teamsWorld, type TeamsWorld } from './teams-world.js'

export interface TeamsDesk extends TeamsWorld, DeskParts {
  /** Works off the queue. */
  drain(): Promise<void>
}

/** The whole desk over HTTP in Teams: real teams-ai, real tokens, a database of its own, everybody has the app. */
export async function teamsDesk(
  at = '2026-03-05T09:00:00Z',
  people: readonly SamplePerson[] = samplePeople,
  options: { readonly stores?: (database: FreshDatabase) => Stores } = {},
): Promise<TeamsDesk> {
  const made = await deskParts({
    at,
    people,
    accountsOf: (userId) => [{ platform: 'teams', tenant, userId: directoryId(userId) }],
    privacyChannel: { platform: 'teams', channel: privacyChannel },
    onCall: { channels: [{ platform: 'teams', channel: onCallChannel }], userGroup: null },
    stores: options.stores ?? null,
  })
  const world = await teamsWorld(teamsParts(made.parts))
  const work = () => made.drainWith({ teams: world.port })
  world.cloud.connect(world.url, work)
  await world.cloud.install(privacyChannel)
  await world.cloud.install(onCallChannel)
  for (const { userId } of people) await world.person(directoryId(userId)).install()
  return {
    ...world,
    ...made,
    drain: work,
    async stop() {
      await world.stop()
      await made.database.drop()
    },
  }
}
