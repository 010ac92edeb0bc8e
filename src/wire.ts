import { hkdfSync } from 'node:crypto'
import { openDatabase, transaction, type Database } from '../db/client.js'
import { enqueue } from '../db/enqueue.js'
import { pendingMigrations } from '../db/migrate.js'
import { findVerdicts, type Verdict } from '../db/store-checks.js'
import type { Desk } from '../handlers/context.js'
import type { Parts } from '../handlers/arrival.js'
import { charts } from './charts/charts.js'
import { tokens } from './chat/token.js'
import type { Clock } from './clock.js'
import type { Stores } from './connectors/store.js'
import type { Keys, ProductionConfig } from './config.js'
import type { Log } from './log.js'
import { makeMetrics } from './metrics.js'
import { startPlatforms, type Platforms } from './platforms.js'
import { StartError } from './start-error.js'
import { startStores } from './start-stores.js'
import { localKeys } from './vault/local-keys.js'
import { vault } from './vault/envelope.js'
import { measure } from '../handlers/measure.js'
import { platformLimits } from '../handlers/messages/limits.js'
import { mailer } from './mail/mailer.js'
import { healthRoutes } from './web/health.js'
import { refuseOpenChannels } from './channel-check.js'
import { listen, type Routes, type WebServer } from './web/server.js'
import { usualRetriesMs } from './domain/retention/pace.js'
import { look } from './worker/look.js'
import { startQueue, type Queue } from './worker/queue.js'
import { startSchedule } from './worker/schedule.js'

export { passBy } from './worker/look.js'

/** How fast messages may be sent, by platform. */
type Limits = typeof platformLimits

export type Settings = Omit<ProductionConfig, 'mode' | 'logLevel'>

/** The stores of the data map, and what was last found of each that the desk reaches, by any of its processes. */
export interface FoundStores {
  /** Null: there is no data map, and people carry plans out by hand. */
  readonly stores: Stores | null
  verdicts(): Promise<ReadonlyMap<string, Verdict>>
}

export interface RunningDesk {
  /** Where it listens, `http://host:port`. */
  readonly address: string
  readonly db: Database
  /** The one door, for those who drive the desk from inside: sample data, benchmarks. */
  readonly parts: Parts
  /** The stores of personal data, and what was last found of each. */
  readonly stores: FoundStores
  /** Looks what is due by the clock now, as each tick does: for whoever has moved the clock. */
  look(): Promise<void>
  /** Stops taking work, finishes what runs, closes everything, in reverse order of the start. */
  stop(): Promise<void>
}

/** Makes the desk of its settings and starts it, with `more` routes beside its own. The only place where every part meets. */
export async function wire(
  settings: Settings,
  clock: Clock,
  log: Log,
  more: Routes = {},
  limits: Limits = platformLimits,
): Promise<RunningDesk> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const db = openDatabase(settings.databaseUrl.reveal())
    stops.push(() => db.close())
    await refuseUnmigrated(db)
    const stores = await startStores(settings.dataMap)
    stops.push(async () => stores?.close())
    const parts = makeParts(settings, db, clock, log, stores)
    const platforms = await startPlatforms(settings, parts)
    stops.push(() => platforms.stop())
    const { privacyChannel, mirrors, onCall } = settings
    await refuseOpenChannels(platforms.ports, 'PRIVACY_CHANNEL', [privacyChannel, ...mirrors])
    await refuseOpenChannels(platforms.ports, 'ONCALL_CHANNEL', onCall.channels)
    const queue = await startWork(settings, parts, platforms, limits)
    const lookNow = () => look(db, clock)
    stops.push(() => queue.stop(), startSchedule(lookNow, log))
    const found = await lookAtStores(db, stores)
    const server = await startServer(settings, parts, platforms, found, more)
    stops.push(() => server.stop())
    await platforms.start()
    return { address: server.address, db, parts, stores: found, look: lookNow, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Asks for a first look at them; what was found before is told until then. Does not wait: they may be away. */
async function lookAtStores(db: Database, stores: Stores | null): Promise<FoundStores> {
  const reached = stores?.map.systems.filter(({ connection }) => connection !== null) ?? []
  if (stores) await transaction(db, (tx) => enqueue(tx, 'check-stores', {}, { jobKey: 'check-stores' }))
  const keys = reached.map(({ key }) => key)
  return { stores, verdicts: () => findVerdicts(db, keys) }
}

async function refuseUnmigrated(db: Database): Promise<void> {
  const pending = await pendingMigrations(db)
  if (pending > 0) {
    throw new StartError(
      `The database lacks ${pending} migration(s): run "rights migrate" with the owner's DATABASE_URL first.`,
      'outside',
    )
  }
}

function makeParts(settings: Settings, db: Database, clock: Clock, log: Log, stores: Stores | null): Parts {
  const desk: Desk = {
    vault: vault({ wrapper: localKeys(settings.keys.encryption), blindIndexKey: settings.keys.blindIndex }),
    privacyChannel: settings.privacyChannel,
    mirrors: settings.mirrors,
    noticeVersion: settings.noticeVersion,
    onCall: settings.onCall,
    stores,
    sweep: { ...settings.sweep, retriesMs: usualRetriesMs },
  }
  return {
    db,
    desk,
    clock,
    tokens: tokens(tokenSecret(settings.keys)),
    language: settings.language,
    metrics: makeMetrics(),
    log,
  }
}

/** Buttons are signed with a key derived from the blind index key, so that one leak is not two. */
function tokenSecret({ blindIndex }: Keys): Buffer {
  return Buffer.from(hkdfSync('sha256', blindIndex, Buffer.alloc(0), 'rights-desk button tokens v1', 32))
}

function startWork(settings: Settings, parts: Parts, { ports }: Platforms, limits: Limits): Promise<Queue> {
  const { db, clock, tokens, language, metrics, log, desk } = parts
  const context = {
    db,
    clock,
    tokens,
    language,
    metrics,
    log,
    vault: desk.vault,
    ports,
    charts,
    limits,
    mail: settings.mail ? mailer({ url: settings.mail.url.reveal(), from: settings.mail.from }) : null,
    desk,
  }
  return startQueue(settings.databaseUrl.reveal(), context)
}

function startServer(
  settings: Settings,
  parts: Parts,
  platforms: Platforms,
  found: FoundStores,
  more: Routes,
): Promise<WebServer> {
  const { db, metrics } = parts
  const probes = [{ name: 'database', check: () => db.ping() }]
  const scrape = async () => {
    await measure(db, parts.clock, metrics)
    return metrics.text()
  }
  const routes = { ...more, ...healthRoutes(probes, scrape, found.verdicts), ...platforms.routes }
  return listen(routes, settings, parts.log)
}
