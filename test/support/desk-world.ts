import { dispatcher } from '../../handlers/dispatch.js'
import { drawer } from '../../handlers/drawer.js'
import type { Keys } from '../../src/config.js'
import type { Mailer } from '../../src/mail/mailer.js'
import { refuse } from '../../src/domain/refusals.js'
import type { Stores } from '../../src/connectors/store.js'
import type { FreshDatabase } from './postgres.js'
import { samplePeople, type SamplePerson } from '../../src/local/sample-people.js'
import { refusalView } from '../../src/views/refusal.js'
import { deskParts, type DeskParts } from './desk-parts.js'
import { slackWorld, type SlackWorld } from './slack-world.js'

export const team = 'T0DESK'
export const privacyChannel = 'C0PRIVACY'
export const onCallChannel = 'C0ONCALL'
export const onCallGroup = 'S0ONCALL'
export const openChannel = 'C0GENERAL'
/** Shared with another organisation. */
export const sharedChannel = 'C0SHARED'

export interface DeskWorld extends SlackWorld, DeskParts {
  /** Works off the queue. */
  drain(): Promise<void>
}

/** The whole desk over HTTP: real Bolt, a Slack workspace on loopback, a database of its own, sample people with roles. */
export async function deskWorld(
  at = '2026-03-05T09:00:00Z',
  people: readonly SamplePerson[] = samplePeople,
  options: {
    readonly mail?: Mailer
    readonly stores?: (database: FreshDatabase) => Stores
    readonly keys?: Keys
    readonly sweepParts?: number
  } = {},
): Promise<DeskWorld> {
  const made = await deskParts({
    at,
    people,
    accountsOf: (userId) => [{ platform: 'slack', tenant: team, userId }],
    privacyChannel: { platform: 'slack', channel: privacyChannel },
    mail: options.mail ?? null,
    onCall: { channels: [{ platform: 'slack', channel: onCallChannel }], userGroup: onCallGroup },
    stores: options.stores ?? null,
    ...(options.keys ? { keys: options.keys } : {}),
    ...(options.sweepParts ? { sweepParts: options.sweepParts } : {}),
  })
  const { parts, database } = made
  const refused = (code: 'E_UNAVAILABLE' | 'E_SHARED_CHANNEL') =>
    refusalView(drawer(parts, null).draw, refuse(code))
  const world = await slackWorld({
    dispatch: dispatcher(parts),
    apology: () => refused('E_UNAVAILABLE').summary.words,
    sharedChannel: () => refused('E_SHARED_CHANNEL'),
    users: usersOf(people),
    channels: channelsOf(people),
  })
  const work = () => made.drainWith({ slack: world.port })
  world.cloud.state.groups.set(onCallGroup, [])
  world.cloud.connect(world.url, work)
  return {
    ...world,
    ...made,
    drain: work,
    async stop() {
      await world.stop()
      await database.drop()
    },
  }
}

const usersOf = (people: readonly SamplePerson[]) =>
  people.map(({ userId, name, locale }) => ({
    id: userId,
    name,
    locale,
    email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
  }))

const channelsOf = (people: readonly SamplePerson[]) => {
  const members = ['U0BOT', ...people.map(({ userId }) => userId)]
  return [
    { id: privacyChannel, name: 'privacy', isPrivate: true, members },
    { id: onCallChannel, name: 'on-call', isPrivate: true, members },
    { id: openChannel, name: 'general', members },
    { id: sharedChannel, name: 'partners', isPrivate: true, isExtShared: true, members },
  ]
}
