import { z } from 'zod'
import { hasTeams, TeamsEnvironment, teamsOf, teamsRequired, type TeamsSettings } from './config-teams.js'
import { channelFaults, channelsOf, type Channel } from './config-channels.js'
import { keyFaults } from './config-keys.js'
import { shapeFaults } from './config-shapes.js'
import {
  contactPointsOf,
  dataMapOf,
  SweepEnvironment,
  type ContactPoints,
  type DataMapSource,
  type SweepSettings,
} from './config-stores.js'
import { Secret } from './secret.js'

export { Secret }

/** The environment cannot be started from. One sentence a line, each names the variable and the cure. */
export class ConfigError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigError'
  }
}

const text = (description: string) => z.string().trim().min(1).optional().describe(description)
const key = (description: string) => text(description)

/** Every variable the desk reads. The descriptions are the table in the README; a test compares them. */
export const Environment = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .describe('`production` refuses the local workspace'),
  DATABASE_URL: text('Postgres 15 or later; without it, in the local workspace, an embedded one'),
  DATABASE_APP_ROLE: text('role that `rights migrate` grants the service’s rights to'),
  PORT: z.coerce
    .number({ error: 'set it to a number from 0 to 65535' })
    .int('set it to a whole number')
    .min(0, 'set it to a number from 0 to 65535')
    .max(65_535, 'set it to a number from 0 to 65535')
    .default(3000)
    .describe('port to listen on'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('what is logged, as JSON lines'),
  TZ_OFFICE: z
    .string()
    .default('Europe/Oslo')
    .describe('zone that dates are counted in; only Europe/Oslo, with Norwegian holidays'),
  DESK_LANGUAGE: z
    .enum(['nb', 'en'])
    .default('nb')
    .describe('language of cards, and of people whose locale is not known'),
  NOTICE_VERSION: z
    .string()
    .default('2022-01-01')
    .describe('revised date of the privacy notice in force, stored on each case'),
  KEY_ENCRYPTION_KEY: key('32 bytes, base64: wraps the data key of each case'),
  BLIND_INDEX_KEY: key('32 bytes, base64, another one: finds the same person again, and signs buttons'),
  SLACK_SIGNING_SECRET: key('Basic Information of the Slack app'),
  SLACK_BOT_TOKEN: key('OAuth & Permissions of the Slack app, `xoxb-…`'),
  SLACK_APP_TOKEN: key('app-level token `xapp-…`: Socket Mode instead of HTTP'),
  SLACK_API_URL: text('another Slack Web API, for a test server'),
  SLACK_TEAM_ID: text('the one workspace that is served, `T…`'),
  SMTP_URL: key('mail server for reminders that chat does not deliver, `smtps://…`; off without it'),
  MAIL_FROM: text('sender of these e-mails'),
  DATA_MAP: text('file that maps the systems with personal data; without it people erase by hand'),
  SAMPLE_STORES: z
    .enum(['all', 'light', 'none'])
    .default('all')
    .describe('sample stores of the local workspace; `light`: without Cassandra'),
  SAMPLE_CASSANDRA: text(
    'contact points of a Cassandra on this machine to be used in the local workspace, e.g. `127.0.0.1:9042`; `/` and a data centre behind them, if it is not `datacenter1`',
  ),
  ...SweepEnvironment,
  ...TeamsEnvironment,
  PRIVACY_CHANNEL: text(
    'private channel for case cards, e.g. `slack:C0123456789`; of both platforms, with a comma between',
  ),
  ONCALL_CHANNEL: text(
    'private channel where erasures wait for an engineer on call, e.g. `slack:C0987654321`; of both platforms, with a comma between',
  ),
  ONCALL_USER_GROUP: text('Slack user group kept in step with the roster, `S…`'),
})
type Environment = z.infer<typeof Environment>

export interface SlackSettings {
  readonly signingSecret: Secret
  readonly botToken: Secret
  readonly appToken: Secret | null
  readonly apiUrl: string | null
  readonly teamId: string
}

interface Always {
  readonly host: string
  readonly port: number
  readonly logLevel: Environment['LOG_LEVEL']
  readonly language: 'nb' | 'en'
  readonly noticeVersion: string
  /** Null: no e-mail is sent. */
  readonly mail: { readonly url: Secret; readonly from: string } | null
  /** Null: the desk reaches no store, and people carry plans out by hand. */
  readonly dataMap: DataMapSource | null
  readonly sweep: SweepSettings
}

export interface Keys {
  readonly encryption: Buffer
  readonly blindIndex: Buffer
}

/** Settings of a start: production has everything, the local workspace makes what it lacks. */
export type Config = Always &
  (
    | {
        readonly mode: 'production'
        readonly databaseUrl: Secret
        readonly keys: Keys
        /** At least one platform is there. */
        readonly slack: SlackSettings | null
        readonly teams: TeamsSettings | null
        readonly privacyChannel: Channel
        /** Channels of other platforms with the same cards. */
        readonly mirrors: readonly Channel[]
        readonly onCall: { readonly channels: readonly Channel[]; readonly userGroup: string | null }
      }
    | {
        readonly mode: 'local'
        readonly databaseUrl: Secret | null
        /** Used where no data map is given. */
        readonly sampleStores: Environment['SAMPLE_STORES']
        /** A Cassandra that runs already; null: the workspace starts its own where it can. */
        readonly sampleCassandra: ContactPoints | null
      }
  )
export type ProductionConfig = Extract<Config, { mode: 'production' }>

/** Names people know from elsewhere that this version does not do yet: refused, never silently ignored. */
const notYet = ['AZURE_KEY_VAULT_URL', 'LLM_ENDPOINT', 'NOTICE', 'PUBLIC_URL'] as const
/** Addresses of a cloud one by one: refused, since a wrong one would be believed. */
const namedByCloud = ['TEAMS_LOGIN_URL', 'TEAMS_OPENID_METADATA', 'TEAMS_SERVICE_URLS'] as const

/**
 * Reads the environment into a frozen Config.
 * @throws ConfigError naming every variable that is missing, wrong or insecure, with its cure.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} is not usable: ${issue.message}.`),
    )
  }
  const mode = modeOf(parsed.data)
  const isProduction = mode === 'production'
  const wrong = [
    ...commonFaults(parsed.data, set, mode),
    ...(isProduction ? productionFaults(parsed.data) : []),
  ]
  if (wrong.length > 0) throw new ConfigError(wrong)
  return Object.freeze(isProduction ? productionOf(parsed.data, env) : localOf(parsed.data, env))
}

/** Of no use in the local workspace, which makes its own: whoever sets one of them means production. */
const forProduction = /^(?:SLACK_|TEAMS_|KEY_ENCRYPTION_KEY$|BLIND_INDEX_KEY$|PRIVACY_CHANNEL$|ONCALL_)/u

/** Whether `npm start` runs us: npm's own word for it, no setting. */
export const isStartedByNpm = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env['npm_lifecycle_event'] === 'start'

/** Any setting of a platform means that people will use it: nothing of the local workspace then. */
function modeOf(found: Environment): Config['mode'] {
  const names = Object.keys(found)
  const isMeant = found.NODE_ENV === 'production' || names.some((name) => forProduction.test(name))
  return isMeant ? 'production' : 'local'
}

const hasSlack = (found: Environment) => Object.keys(found).some((name) => name.startsWith('SLACK_'))

const alwaysOf = (found: Environment, env: NodeJS.ProcessEnv): Always => ({
  host: found.HOST,
  port: found.PORT,
  logLevel: found.LOG_LEVEL,
  language: found.DESK_LANGUAGE,
  noticeVersion: found.NOTICE_VERSION,
  mail: found.SMTP_URL && found.MAIL_FROM ? { url: new Secret(found.SMTP_URL), from: found.MAIL_FROM } : null,
  dataMap: dataMapOf(found.DATA_MAP, env),
  sweep: { parts: found.SWEEP_PARTS, recordsPerSecond: found.SWEEP_RATE ?? null },
})

function localOf(found: Environment, env: NodeJS.ProcessEnv): Config {
  const { DATABASE_URL } = found
  return {
    ...alwaysOf(found, env),
    mode: 'local',
    databaseUrl: DATABASE_URL ? new Secret(DATABASE_URL) : null,
    sampleStores: found.SAMPLE_STORES,
    sampleCassandra: contactPointsOf(found.SAMPLE_CASSANDRA),
  }
}

/** After `productionFaults` found nothing: what is required is there. */
function productionOf(found: Environment, env: NodeJS.ProcessEnv): Config {
  const [privacyChannel, ...mirrors] = channelsOf(found.PRIVACY_CHANNEL!)
  return {
    ...alwaysOf(found, env),
    mode: 'production',
    databaseUrl: new Secret(found.DATABASE_URL!),
    keys: {
      encryption: Buffer.from(found.KEY_ENCRYPTION_KEY!, 'base64'),
      blindIndex: Buffer.from(found.BLIND_INDEX_KEY!, 'base64'),
    },
    slack: hasSlack(found) ? slackOf(found) : null,
    teams: teamsOf(found),
    privacyChannel,
    mirrors,
    onCall: {
      channels: found.ONCALL_CHANNEL ? channelsOf(found.ONCALL_CHANNEL) : [],
      userGroup: found.ONCALL_USER_GROUP ?? null,
    },
  }
}

function slackOf(found: Environment): SlackSettings {
  return {
    signingSecret: new Secret(found.SLACK_SIGNING_SECRET!),
    botToken: new Secret(found.SLACK_BOT_TOKEN!),
    appToken: found.SLACK_APP_TOKEN ? new Secret(found.SLACK_APP_TOKEN) : null,
    apiUrl: found.SLACK_API_URL ?? null,
    teamId: found.SLACK_TEAM_ID!,
  }
}

function commonFaults(found: Environment, set: Record<string, unknown>, mode: Config['mode']): string[] {
  const wrong: string[] = [
    ...notYet
      .filter((name) => name in set)
      .map((name) => `${name} is set, but this version does not use it: remove it.`),
    ...namedByCloud
      .filter((name) => name in set)
      .map((name) => `${name} is set, but the clouds of Teams go by their names: set TEAMS_CLOUD instead.`),
  ]
  if (Boolean(found.SMTP_URL) !== Boolean(found.MAIL_FROM))
    wrong.push('SMTP_URL and MAIL_FROM belong together: set both, or neither.')
  if (found.TZ_OFFICE !== 'Europe/Oslo')
    wrong.push('TZ_OFFICE must be Europe/Oslo: dates follow Norwegian holidays.')
  if (mode === 'local' && found.HOST !== '127.0.0.1' && found.HOST !== 'localhost') {
    wrong.push(
      'HOST must be 127.0.0.1 in the local workspace: it has no sign-in. Set the variables of Slack or Teams for production.',
    )
  }
  return wrong
}

const required = {
  DATABASE_URL: 'set it to a Postgres, e.g. postgres://rights_app@db.example.org/rights?sslmode=verify-full',
  KEY_ENCRYPTION_KEY: 'make one with: openssl rand -base64 32',
  BLIND_INDEX_KEY: 'make another one with: openssl rand -base64 32',
  PRIVACY_CHANNEL: 'set it to a private channel that the app is a member of, e.g. slack:C0123456789',
} as const satisfies Partial<Record<keyof Environment, string>>

const slackRequired = {
  SLACK_SIGNING_SECRET: 'copy it from Basic Information of the Slack app',
  SLACK_BOT_TOKEN: 'copy it from OAuth & Permissions of the Slack app',
  SLACK_TEAM_ID: 'set it to the id of your workspace (T…)',
} as const satisfies Partial<Record<keyof Environment, string>>

function productionFaults(found: Environment): string[] {
  const has = { slack: hasSlack(found), teams: hasTeams(found) }
  const needed = {
    ...required,
    ...(hasSlack(found) || !hasTeams(found) ? slackRequired : {}),
    ...(hasTeams(found) ? teamsRequired : {}),
  }
  const missing = Object.entries(needed)
    .filter(([name]) => !found[name as keyof Environment])
    .map(([name, cure]) => `${name} is missing: ${cure}.`)
  return [
    ...missing,
    ...shapeFaults(found),
    ...keyFaults(found),
    ...channelFaults('PRIVACY_CHANNEL', found.PRIVACY_CHANNEL, has),
    ...channelFaults('ONCALL_CHANNEL', found.ONCALL_CHANNEL, has),
  ]
}
