import { randomBytes, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { transaction } from '../../db/client.js'
import { addAccount } from '../../db/account-links.js'
import { saveAccount, type AccountKey } from '../../db/people.js'
import { confirmGrant, proposeGrant } from '../../db/role-grants.js'
import type { Parts } from '../../handlers/arrival.js'
import type { Desk } from '../../handlers/context.js'
import type { JobContext } from '../../handlers/jobs/job.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { charts } from '../../src/charts/charts.js'
import type { Keys } from '../../src/config.js'
import type { Ports } from '../../src/chat/port.js'
import { tokens } from '../../src/chat/token.js'
import { systemActor, type PersonId } from '../../src/domain/people/roles.js'
import type { SamplePerson } from '../../src/local/sample-people.js'
import { makeLog } from '../../src/log.js'
import type { Mailer } from '../../src/mail/mailer.js'
import { makeMetrics } from '../../src/metrics.js'
import { vault } from '../../src/vault/envelope.js'
import { localKeys } from '../../src/vault/local-keys.js'
import type { Stores } from '../../src/connectors/store.js'
import { addWeeks, isoWeek } from '../../src/domain/people/on-call.js'
import { saveTurns } from '../../db/on-call.js'
import { drain } from '../../src/worker/queue.js'
import { freshDatabase, type FreshDatabase } from './postgres.js'

/** A desk without a platform: a database of its own, a clock that stands, sample people with roles. */
export interface DeskParts {
  readonly parts: Parts
  readonly database: FreshDatabase
  /** Every line that was logged. */
  readonly logged: readonly string[]
  /** Moves the desk's clock to an instant (ISO). The platforms' side stays at the real time. */
  moveTo(instant: string): void
  personId(userId: string): PersonId
  /** Works off the queue, with the ports of what is connected. */
  drainWith(ports: Ports): Promise<void>
  /** What a job is given, for tests that run one by hand. */
  jobsWith(ports: Ports): JobContext
}

export interface DeskPartsOptions {
  readonly at: string
  readonly people: readonly SamplePerson[]
  /** Accounts of a sample person; the first one makes the person. */
  readonly accountsOf: (userId: string) => readonly AccountKey[]
  readonly privacyChannel: Desk['privacyChannel']
  /** Channels of other platforms with the same cards. */
  readonly mirrors?: Desk['mirrors']
  readonly mail?: Mailer | null
  readonly onCall?: Desk['onCall']
  /** Ranges that a sweep divides a collection into; 1 where it is not given. */
  readonly sweepParts?: number
  readonly stores?: ((database: FreshDatabase) => Stores) | null
  /** The desk's keys, where a second process has to read what it sealed. */
  readonly keys?: Keys
}

/** Two keys that nobody else has. */
export const newKeys = (): Keys => ({ encryption: randomBytes(32), blindIndex: randomBytes(32) })

export async function deskParts(options: DeskPartsOptions): Promise<DeskParts> {
  const { at, privacyChannel, mirrors = [], mail = null } = options
  const { encryption, blindIndex } = options.keys ?? newKeys()
  const database = await freshDatabase()
  let now = DateTime.fromISO(at, { zone: 'utc' })
  const logged: string[] = []
  const desk: Desk = {
    vault: vault({ wrapper: localKeys(encryption), blindIndexKey: blindIndex }),
    privacyChannel,
    mirrors,
    noticeVersion: '2022-01-01',
    onCall: options.onCall ?? { channels: [], userGroup: null },
    stores: options.stores?.(database) ?? null,
    sweep: { parts: options.sweepParts ?? 1, recordsPerSecond: null, retriesMs: [0, 0, 0] },
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
  const ids = await addPeople(database, options, now)
  await planOnCall(database, ids, now)
  const { db, clock, language, metrics, log, tokens: signer } = parts
  const rest = { charts, limits: unlimited, mail, desk, vault: desk.vault, tokens: signer }
  const jobsWith = (ports: Ports): JobContext => ({ db, clock, language, metrics, log, ...rest, ports })
  return {
    parts,
    database,
    logged,
    moveTo: (instant) => void (now = DateTime.fromISO(instant, { zone: 'utc' })),
    personId: (userId) => ids.get(userId)!,
    jobsWith,
    drainWith: (ports) => drain(database.url, jobsWith(ports)),
  }
}

/** Nils is on call in the week of `at` and for a year on; Eva never is. */
async function planOnCall({ db }: FreshDatabase, ids: Map<string, PersonId>, at: DateTime): Promise<void> {
  const nils = ids.get('U0NILS')
  if (!nils) return
  const weeks = Array.from({ length: 53 }, (_, index) => addWeeks(isoWeek(at), index))
  await transaction(db, (tx) => saveTurns(tx, weeks, [nils], { by: systemActor.id, at }))
}

async function addPeople(
  { db }: FreshDatabase,
  { people, accountsOf }: DeskPartsOptions,
  at: DateTime,
): Promise<Map<string, PersonId>> {
  const ids = new Map<string, PersonId>()
  await transaction(db, async (tx) => {
    for (const { userId, role, locale } of people) {
      if (!role) continue
      const person = randomUUID() as PersonId
      const [first, ...others] = accountsOf(userId)
      if (first) await saveAccount(tx, first, { kind: 'member', locale }, person)
      for (const account of others) await addAccount(tx, account, person, { locale, at })
      const id = randomUUID()
      await proposeGrant(tx, { id, person, role, by: systemActor.id, at })
      await confirmGrant(tx, id, { by: systemActor.id, at })
      ids.set(userId, person)
    }
  })
  return ids
}
