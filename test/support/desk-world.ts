import { randomBytes, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { saveAccount } from '../../db/people.js'
import { confirmGrant, proposeGrant } from '../../db/role-grants.js'
import { transaction } from '../../db/client.js'
import type { Parts } from '../../handlers/arrival.js'
import { dispatcher } from '../../handlers/dispatch.js'
import type { Desk } from '../../handlers/context.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { drawer } from '../../handlers/drawer.js'
import { tokens } from '../../src/chat/token.js'
import { makeLog } from '../../src/log.js'
import type { Mailer } from '../../src/mail/mailer.js'
import { makeMetrics } from '../../src/metrics.js'
import { refuse } from '../../src/domain/refusals.js'
import { refusalView } from '../../src/views/refusal.js'
import { systemActor, type PersonId } from '../../src/domain/people/roles.js'
import { vault } from '../../src/vault/envelope.js'
import { localKeys } from '../../src/vault/local-keys.js'
import { drain } from '../../src/worker/queue.js'
import { samplePeople, type SamplePerson } from '../../src/local/sample-people.js'
import { freshDatabase, type FreshDatabase } from './postgres.js'
import { slackWorld, type SlackWorld } from './slack-world.js'

export const team = 'T0DESK'
export const privacyChannel = 'C0PRIVACY'
export const openChannel = 'C0GENERAL'
/** Shared with another organisation. */
export const sharedChannel = 'C0SHARED'

export interface DeskWorld extends SlackWorld {
  readonly parts: Parts
  readonly database: FreshDatabase
  /** Every line that was logged. */
  readonly logged: readonly string[]
  /** Moves the desk's clock to an instant (ISO). Slack's side stays at the real time, which signatures need. */
  moveTo(instant: string): void
  /** Works off the queue. */
  drain(): Promise<void>
  personId(userId: string): PersonId
}

/** The whole desk over HTTP: real Bolt, a Slack workspace on loopback, a database of its own, sample people with roles. */
export async function deskWorld(
  at = '2026-03-05T09:00:00Z',
  people: readonly SamplePerson[] = samplePeople,
  options: { readonly mail?: Mailer } = {},
): Promise<DeskWorld> {
  const database = await freshDatabase()
  let now = DateTime.fromISO(at, { zone: 'utc' })
  const logged: string[] = []
  const desk: Desk = {
    vault: vault({ wrapper: localKeys(randomBytes(32)), blindIndexKey: randomBytes(32) }),
    privacyChannel: { platform: 'slack', channel: privacyChannel },
    noticeVersion: '2022-01-01',
  }
  const parts: Parts = {
    db: database.db,
    desk,
    clock: () => now,
    tokens: tokens(randomBytes(32)),
    language: 'en',
    metrics: makeMetrics(),
    log: makeLog('debug', { write: (line) => void logged.push(line) }),
  }
  const ids = await addPeople(database, people, now)
  const refused = (code: 'E_UNAVAILABLE' | 'E_SHARED_CHANNEL') =>
    refusalView(drawer(parts, null).draw, refuse(code))
  const world = await slackWorld({
    dispatch: dispatcher(parts),
    apology: () => refused('E_UNAVAILABLE').summary.words,
    sharedChannel: () => refused('E_SHARED_CHANNEL'),
    users: usersOf(people),
    channels: channelsOf(people),
  })
  const { db, clock, language, metrics, log, tokens: signer } = parts
  const jobs = {
    db,
    clock,
    language,
    metrics,
    log,
    tokens: signer,
    vault: desk.vault,
    ports: { slack: world.port },
    privacyChannel: desk.privacyChannel,
    limits: unlimited,
    mail: options.mail ?? null,
  }
  const work = () => drain(database.url, jobs)
  world.cloud.connect(world.url, work)
  return {
    ...world,
    parts,
    database,
    logged,
    moveTo: (instant) => void (now = DateTime.fromISO(instant, { zone: 'utc' })),
    drain: work,
    personId: (userId) => ids.get(userId)!,
    async stop() {
      await world.stop()
      await database.drop()
    },
  }
}

async function addPeople(
  { db }: FreshDatabase,
  people: readonly SamplePerson[],
  at: DateTime,
): Promise<Map<string, PersonId>> {
  const ids = new Map<string, PersonId>()
  await transaction(db, async (tx) => {
    for (const { userId, role, locale } of people) {
      if (!role) continue
      const account = { platform: 'slack', tenant: team, userId } as const
      const person = await saveAccount(tx, account, { kind: 'member', locale }, randomUUID() as PersonId)
      const id = randomUUID()
      await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
      await confirmGrant(tx, id, { by: systemActor.id, at })
      ids.set(userId, person)
    }
  })
  return ids
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
    { id: openChannel, name: 'general', members },
    { id: sharedChannel, name: 'partners', isPrivate: true, isExtShared: true, members },
  ]
}
