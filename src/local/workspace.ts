import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { migrate } from '../../db/migrate.js'
import { systemClock } from '../clock.js'
import { Secret, type Config } from '../config.js'
import type { Log } from '../log.js'
import { wire, type RunningDesk, type Settings } from '../wire.js'
import { startEmbeddedPostgres } from './embedded-postgres.js'
import { samplePeople } from './sample-people.js'
import { seed } from './seed.js'
import { slackCloud, type SlackCloud } from './slack-cloud/cloud.js'
import { tryPath, tryRoute } from './try-route.js'

/** Where the local workspace keeps its database, keys and address. */
export const workspaceFolder = resolve('.rights-desk')

const channel = {
  id: 'C0PRIVACY',
  name: 'privacy',
  isPrivate: true,
  members: ['U0BOT', ...samplePeople.map(({ userId }) => userId)],
}

/** Made once and kept, so that a restart can read what was sealed before. */
interface LocalSecrets {
  readonly encryption: string
  readonly blindIndex: string
  readonly signing: string
}

/** Starts the desk with everything it lacks: a Postgres, keys, a Slack workspace on loopback, sample people and requests. */
export async function startLocalWorkspace(
  config: Extract<Config, { mode: 'local' }>,
  log: Log,
): Promise<RunningDesk> {
  // The embedded database runs as another account when we are root: it must be able to pass, not to list.
  await mkdir(workspaceFolder, { recursive: true, mode: 0o711 })
  const secrets = await readSecrets(join(workspaceFolder, 'secrets.json'))
  const database = config.databaseUrl
    ? { url: config.databaseUrl.reveal(), stop: () => Promise.resolve() }
    : await startEmbeddedPostgres({ dataDir: join(workspaceFolder, 'postgres') })
  const botToken = `xoxb-${randomUUID()}`
  const stops = [() => database.stop()]
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    await migrate(database.url)
    const cloud = await startCloud(secrets.signing, botToken)
    stops.push(() => cloud.stop())
    const trySecret = randomUUID()
    const routes = { [`POST ${tryPath}`]: tryRoute(() => cloud, trySecret) }
    const settings = settingsOf(config, database.url, secrets, cloud, botToken)
    const desk = await wire(settings, systemClock, log, routes)
    stops.push(() => desk.stop())
    cloud.connect(desk.address)
    await seed(desk, cloud.state.team.id)
    await noteAddress(desk.address, trySecret)
    return { ...desk, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function startCloud(signingSecret: string, botToken: string): Promise<SlackCloud> {
  const users = samplePeople.map(({ userId, name, locale }) => ({
    id: userId,
    name,
    locale,
    email: `${userId.slice(2).toLowerCase()}@staff.example.org`,
  }))
  return slackCloud({ signingSecret, botToken, users, channels: [channel] })
}

function settingsOf(
  config: Config,
  url: string,
  secrets: LocalSecrets,
  cloud: SlackCloud,
  botToken: string,
): Settings {
  const { host, port, language, noticeVersion } = config
  return {
    host,
    port,
    language,
    noticeVersion,
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
    privacyChannel: { platform: 'slack', channel: channel.id },
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

/** For `rights try`, which types as one of the sample people. */
async function noteAddress(address: string, secret: string): Promise<void> {
  await writeFile(join(workspaceFolder, 'running.json'), JSON.stringify({ address, secret }), { mode: 0o600 })
}
