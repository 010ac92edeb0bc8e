import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase as connect, type Database } from '../../db/client.js'
import { moveConversations } from '../../db/conversations.js'
import { countUnsent } from '../../db/inspect.js'
import { migrate } from '../../db/migrate.js'
import { unlimited } from '../../handlers/messages/limits.js'
import { Secret, type Config } from '../config.js'
import { describeError, type Log } from '../log.js'
import { passBy, wire, type RunningDesk, type Settings } from '../wire.js'
import { StartError } from '../start-error.js'
import { complaintsOf } from './complaints.js'
import { startEmbeddedPostgres } from './embedded-postgres.js'
import { migrateExternal } from './external-database.js'
import { isHalfFilled, whileFilling } from './filling.js'
import { isInUse, noteUse, withFolderLock } from './folder-lock.js'
import { resetSentences, resetWorkspace } from './reset.js'
import { findRunning, noteRunning } from './running.js'
import { startSampleStores } from './sample-stores/start.js'
import { sampleTenant, tenantChannels, tenantOnCallChannel, tenantPrivacyChannel } from './sample-tenant.js'
import { isEmpty, seed, seedTeamsAccounts } from './seed.js'
import { beginReading, startSurroundings, type Surroundings } from './surroundings.js'
import { tryPath, tryRoute } from './try-route.js'
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

/**
 * Starts the desk with everything it lacks: a Postgres, keys, a Slack workspace on loopback with a page to use it,
 * sample people and requests.
 */
export async function startLocalWorkspace(config: LocalConfig, log: Log): Promise<RunningDesk> {
  await emptyHalfFilled(config, log)
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
    const around = await startSurroundings(workspaceFolder, secrets.signing, stops)
    await prepareRows(databaseUrl, around)
    const stores = await startStoresFor(config, { databaseUrl, around, log, stops })
    const desk = await startDesk(config, { databaseUrl, secrets, around, stores, log, stops })
    return { ...desk, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Stops = (() => Promise<void>)[]

/** What an interrupted first start left is taken away, so that this one is the first. */
async function emptyHalfFilled({ databaseUrl }: LocalConfig, log: Log): Promise<void> {
  if (!(await isHalfFilled(workspaceFolder))) return
  const result = await resetWorkspace(workspaceFolder, databaseUrl?.reveal() ?? null)
  if (result === 'database_not_named') throw new StartError(resetSentences[result], 'outside')
  if (result !== 'running') log.info('the first start did not come to its end: the workspace is filled anew')
}

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
    await migrateExternal(config.databaseUrl.reveal(), workspaceFolder)
    return config.databaseUrl.reveal()
  }
  const database = await startEmbeddedPostgres({ dataDir: join(workspaceFolder, 'postgres') })
  stops.push(() => database.stop())
  await migrate(database.url)
  return database.url
}

/** The stores of the data map that is given, or sample ones. */
interface ChosenStores {
  readonly dataMap: LocalConfig['dataMap']
  readonly cassandra: ShownStores['cassandra']
}

async function startStoresFor(
  { dataMap, sampleStores, sampleCassandra }: LocalConfig,
  { databaseUrl, around, log, stops }: Pick<DeskParts, 'databaseUrl' | 'around' | 'log' | 'stops'>,
): Promise<ChosenStores> {
  if (dataMap || sampleStores === 'none') return { dataMap, cassandra: null }
  const samples = await startSampleStores({
    folder: join(workspaceFolder, 'stores'),
    databaseUrl,
    wanted: sampleStores,
    running: sampleCassandra,
    now: around.clock.now(),
    log,
  })
  stops.push(() => samples.stop())
  return { dataMap: samples.dataMap, cassandra: samples.cassandra === 'here' ? null : samples.cassandra }
}

/**
 * The tenant listens at another port after each start: where its conversations are kept, that is said anew. A desk that is
 * still to be filled says nothing of the days before: there was nothing then.
 */
async function prepareRows(databaseUrl: string, { teams, clock }: Surroundings): Promise<void> {
  const db = connect(databaseUrl)
  try {
    await moveConversations(db, teams.serviceUrl)
    if (await isEmpty(db)) await passBy(db, clock.now())
  } finally {
    await db.close()
  }
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
  const { cloud, teams, clock, reads, keep, setTime } = around
  const trySecret = randomUUID()
  const complaints = complaintsOf({ cloud, teams }, clock.now, log)
  let running: { desk: RunningDesk; feed: Feed } | null = null
  const routes = {
    [`POST ${tryPath}`]: tryRoute(() => cloud, trySecret),
    ...pageRoutes(await readPageFiles(), randomUUID(), () => ({
      ...running!,
      cloud,
      teams,
      clock,
      reads,
      cassandra: stores.cassandra,
      complaints,
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
  const pages = feed(looker({ cloud: cloud.state, teams: teams.state, db: desk.db, clock, reads }), (error) =>
    log.warn({ err: describeError(error) }, 'the page could not be told of a change'),
  )
  running = { desk, feed: pages }
  stops.push(() => Promise.resolve(pages.stop()))
  cloud.connect(desk.address)
  teams.connect(desk.address)
  await installChannels(around)
  const stage = { setTime, settled: () => untilSaid(desk.db) }
  const isNew = await isEmpty(desk.db)
  if (isNew) await whileFilling(workspaceFolder, () => seed(desk, cloud.state.team.id, stage))
  await seedTeamsAccounts(desk.db, cloud.state.team.id, desk.parts.clock())
  await installForPeople(around)
  if (isNew) beginReading(around)
  cloud.onChange(() => pages.touch())
  teams.onChange(() => pages.touch())
  // Whoever opened a page meanwhile sees what was said last.
  pages.touch()
  stops.push(await noteRunning(workspaceFolder, { address: desk.address, secret: trySecret }))
  return desk
}

/** Puts the app into the channels of the tenant, where it is not in them yet. */
async function installChannels({ teams }: Surroundings): Promise<void> {
  for (const { id } of tenantChannels) if (!teams.state.installed.has(id)) await teams.install(id)
}

/** Has each of the people add the app, who has not. */
async function installForPeople({ teams }: Surroundings): Promise<void> {
  const { users, installed } = teams.state
  for (const { id } of users.values())
    if (!installed.has(teams.state.personal(id).id)) await teams.person(id).install()
}

function settingsOf(
  config: Config,
  url: string,
  secrets: LocalSecrets,
  { cloud, teams, botToken, appPassword }: Surroundings,
): Omit<Settings, 'dataMap'> {
  const { host, port, language, noticeVersion, mail, sweep } = config
  return {
    host,
    port,
    language,
    noticeVersion,
    mail,
    sweep,
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
    teams: {
      appId: sampleTenant.appId,
      appPassword: new Secret(appPassword),
      tenant: sampleTenant.tenant,
      cloud: 'public',
      cloudUrl: teams.url,
    },
    privacyChannel: { platform: 'slack', channel: 'C0PRIVACY' },
    mirrors: [{ platform: 'teams', channel: tenantPrivacyChannel }],
    onCall: {
      channels: [
        { platform: 'slack', channel: 'C0ONCALL' },
        { platform: 'teams', channel: tenantOnCallChannel },
      ],
      userGroup: null,
    },
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
