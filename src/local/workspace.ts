import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { DateTime } from 'luxon'
import type { Database } from '../../db/client.js'
import { countUnsent } from '../../db/inspect.js'
import { migrate } from '../../db/migrate.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { systemClock } from '../clock.js'
import { Secret, type Config } from '../config.js'
import { describeError, type Log } from '../log.js'
import { wire, type RunningDesk, type Settings } from '../wire.js'
import { StartError } from '../start-error.js'
import { startEmbeddedPostgres } from './embedded-postgres.js'
import { isInUse, noteUse, withFolderLock } from './folder-lock.js'
import { keeper, readKept, type Kept, type Keeper } from './kept.js'
import { movingClock, type MovingClock } from './moving-clock.js'
import { findRunning, noteRunning } from './running.js'
import { sampleChannels, samplePeople } from './sample-people.js'
import { sayTalk } from './sample-talk.js'
import { startSampleStores } from './sample-stores/start.js'
import { seed } from './seed.js'
import { slackCloud, type SlackCloud } from './slack-cloud/cloud.js'
import { tryPath, tryRoute } from './try-route.js'
import type { Reads } from './web/acts.js'
import { feed, type Feed } from './web/feed.js'
import { looker } from './web/look.js'
import { readPageFiles } from './web/page-files.js'
import { pageRoutes } from './web/routes.js'
import type { ShownStores } from './web/shown.js'

/** Where the local workspace keeps its database, keys, conversations and address. */
export const workspaceFolder = resolve('.rights-desk')

type LocalConfig = Extract<Config, { mode: 'local' }>

/** Made once and kept, so that a restart can read what was sealed before. */
interface LocalSecrets {
  readonly encryption: string
  readonly blindIndex: string
  readonly signing: string
}

/** What is there before the desk is: the chat on loopback, as it was left, and the clock. */
interface Surroundings {
  readonly cloud: SlackCloud
  readonly clock: MovingClock
  readonly reads: Reads
  readonly keep: Keeper
  readonly botToken: string
  /** Sets the time of what is said in the chat; null: the clock's. */
  readonly setTime: (at: DateTime | null) => void
}

/**
 * Starts the desk with everything it lacks: a Postgres, keys, a Slack workspace on loopback with a page to use it,
 * sample people and requests.
 */
export async function startLocalWorkspace(config: LocalConfig, log: Log): Promise<RunningDesk> {
  // The embedded database runs as another account when we are root: it must be able to pass, not to list.
  await mkdir(workspaceFolder, { recursive: true, mode: 0o711 })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    stops.push(await takeFolder())
    const secrets = await readSecrets(join(workspaceFolder, 'secrets.json'))
    const databaseUrl = await openDatabase(config, stops)
    const around = await startSurroundings(secrets.signing, stops)
    const stores = await startStoresFor(config, { databaseUrl, around, log, stops })
    const desk = await startDesk(config, { databaseUrl, secrets, around, stores, log, stops })
    return { ...desk, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Stops = (() => Promise<void>)[]

/** One workspace to a folder: two would each have a chat of their own over the same rows. */
async function takeFolder(): Promise<() => Promise<void>> {
  return withFolderLock(workspaceFolder, async () => {
    if (!(await isInUse(workspaceFolder))) return noteUse(workspaceFolder)
    const at = findRunning(workspaceFolder)?.address
    throw new StartError(
      `A local workspace already runs in this folder${at ? `, at ${at}` : ''}: use that, or stop it with Ctrl-C first.`,
      'outside',
    )
  })
}

async function openDatabase(config: LocalConfig, stops: Stops): Promise<string> {
  if (config.databaseUrl) {
    await migrate(config.databaseUrl.reveal())
    return config.databaseUrl.reveal()
  }
  const database = await startEmbeddedPostgres({ dataDir: join(workspaceFolder, 'postgres') })
  stops.push(() => database.stop())
  await migrate(database.url)
  return database.url
}

async function startSurroundings(signingSecret: string, stops: Stops): Promise<Surroundings> {
  const path = join(workspaceFolder, 'workspace.json')
  const kept = await readKept(path)
  const clock = movingClock(kept?.aheadMs)
  const reads: Reads = new Map(Object.entries(kept?.reads ?? {}))
  let saidAt: DateTime | null = null
  const botToken = `xoxb-${randomUUID()}`
  const cloud = await slackCloud({
    signingSecret,
    botToken,
    users: samplePeople.map(({ userId, name, locale }) => ({
      id: userId,
      name,
      locale,
      email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
    })),
    channels: sampleChannels,
    clock: () => saidAt ?? clock.now(),
    wallClock: systemClock,
  })
  stops.push(() => cloud.stop())
  if (kept) cloud.state.restore(kept.cloud)
  const take = (): Kept => ({
    version: 1,
    aheadMs: clock.aheadMs,
    cloud: cloud.state.keep(),
    reads: Object.fromEntries(reads),
  })
  const keep = keeper(path, take)
  stops.push(() => keep.stop())
  cloud.onChange(() => keep.touch())
  return { cloud, clock, reads, keep, botToken, setTime: (at) => void (saidAt = at) }
}

/** The stores of the data map that is given, or sample ones. */
interface ChosenStores {
  readonly dataMap: LocalConfig['dataMap']
  readonly cassandra: ShownStores['cassandra']
}

async function startStoresFor(
  { dataMap, sampleStores }: LocalConfig,
  { databaseUrl, around, log, stops }: Pick<DeskParts, 'databaseUrl' | 'around' | 'log' | 'stops'>,
): Promise<ChosenStores> {
  if (dataMap || sampleStores === 'none') return { dataMap, cassandra: null }
  const samples = await startSampleStores({
    folder: join(workspaceFolder, 'stores'),
    databaseUrl,
    wanted: sampleStores,
    now: around.clock.now(),
    log,
  })
  stops.push(() => samples.stop())
  return { dataMap: samples.dataMap, cassandra: samples.cassandra === 'here' ? null : samples.cassandra }
}

/** Everybody has read the cards that were there before the first start; what people said is news. */
function beginReading({ cloud, clock, reads, setTime }: Surroundings): void {
  const { state } = cloud
  const newest = Math.max(0, ...state.messages.map(({ revision }) => revision))
  for (const { userId } of samplePeople)
    reads.set(userId, Object.fromEntries(sampleChannels.map(({ id }) => [id, newest])))
  sayTalk(cloud, clock.now(), setTime)
}

const lookAgainMs = 20
const longestWaitMs = 60_000

/** Waits until the desk has said all that it had to say. */
async function untilSaid(db: Database): Promise<void> {
  for (let waited = 0; waited < longestWaitMs; waited += lookAgainMs) {
    if ((await countUnsent(db)) === 0) return
    await delay(lookAgainMs)
  }
  throw new Error('The desk did not send the cards of its sample requests.')
}

interface DeskParts {
  readonly databaseUrl: string
  readonly secrets: LocalSecrets
  readonly around: Surroundings
  readonly stores: ChosenStores
  readonly log: Log
  readonly stops: Stops
}

async function startDesk(
  config: LocalConfig,
  { databaseUrl, secrets, around, stores, log, stops }: DeskParts,
): Promise<RunningDesk> {
  const { cloud, clock, reads, keep, setTime } = around
  const trySecret = randomUUID()
  let running: { desk: RunningDesk; feed: Feed } | null = null
  const routes = {
    [`POST ${tryPath}`]: tryRoute(() => cloud, trySecret),
    ...pageRoutes(await readPageFiles(), randomUUID(), () => ({
      ...running!,
      cloud,
      clock,
      reads,
      cassandra: stores.cassandra,
      onClockMoved: () => keep.touch(),
    })),
  }
  const desk = await wire(
    { ...settingsOf(config, databaseUrl, secrets, around), dataMap: stores.dataMap },
    clock.now,
    log,
    routes,
    unlimited,
  )
  stops.push(() => desk.stop())
  const pages = feed(looker({ cloud: cloud.state, db: desk.db, clock, reads }), (error) =>
    log.warn({ err: describeError(error) }, 'the page could not be told of a change'),
  )
  running = { desk, feed: pages }
  stops.push(() => Promise.resolve(pages.stop()))
  cloud.connect(desk.address)
  if (await seed(desk, cloud.state.team.id, { setTime, settled: () => untilSaid(desk.db) }))
    beginReading(around)
  cloud.onChange(() => pages.touch())
  stops.push(await noteRunning(workspaceFolder, { address: desk.address, secret: trySecret }))
  return desk
}

function settingsOf(
  config: Config,
  url: string,
  secrets: LocalSecrets,
  { cloud, botToken }: Surroundings,
): Omit<Settings, 'dataMap'> {
  const { host, port, language, noticeVersion, mail } = config
  return {
    host,
    port,
    language,
    noticeVersion,
    mail,
    databaseUrl: new Secret(url),
    keys: {
      encryption: Buffer.from(secrets.encryption, 'base64'),
      blindIndex: Buffer.from(secrets.blindIndex, 'base64'),
    },
    slack: {
      signingSecret: new Secret(secrets.signing),
      botToken: new Secret(botToken),
      appToken: null,
      apiUrl: cloud.apiUrl,
      teamId: cloud.state.team.id,
    },
    teams: null,
    privacyChannel: { platform: 'slack', channel: 'C0PRIVACY' },
    mirrors: [],
    onCall: { channels: [{ platform: 'slack', channel: 'C0ONCALL' }], userGroup: null },
  }
}

async function readSecrets(path: string): Promise<LocalSecrets> {
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return JSON.parse(kept) as LocalSecrets
  const made: LocalSecrets = {
    encryption: randomBytes(32).toString('base64'),
    blindIndex: randomBytes(32).toString('base64'),
    signing: randomBytes(16).toString('hex'),
  }
  await writeFile(path, JSON.stringify(made), { mode: 0o600 })
  return made
}
