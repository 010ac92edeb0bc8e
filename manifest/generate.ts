import { writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { commands } from '../handlers/commands.js'
import { say, type PlainKey } from '../src/views/text/text.js'
import { colorIcon, outlineIcon } from './icons.js'
import { teamsManifest } from './teams.js'
import { zip } from './zip.js'

/** What the manifest needs of a row of the command table. */
export interface Verb {
  readonly verb: string
}

export interface ManifestOptions {
  /** Where Slack sends everything; ignored in Socket Mode. */
  readonly requestUrl: string
  readonly isSocketMode?: boolean
}

/**
 * Scopes of the bot, each for one need. None lets it read messages: the shortcut carries the message that it
 * was used on.
 */
const scopes = [
  /** `/rights` and the message shortcut. */
  'commands',
  /** Cards in the privacy channel, direct messages. */
  'chat:write',
  /** The chart of the morning digest. */
  'files:write',
  /** To open the direct message with a person. */
  'im:write',
  /** Before each post: is the channel private, not shared, and without guests (M6)? */
  'channels:read',
  'groups:read',
  /** To keep the user group of the people on call in step with the roster. */
  'usergroups:write',
  /** Accounts that became guests or left; who is among a channel's members. */
  'users:read',
  /** Whether a data subject is a colleague who must not work on their own request. */
  'users:read.email',
] as const

/** Longest usage hint that Slack takes. */
const longestHint = 1_000

/** The verbs that can be typed, as many as the hint holds: `help | open | list …`. */
export function usageHint(commands: readonly Verb[]): string {
  const verbs = [...new Set(commands.map(({ verb }) => verb.split(' ')[0]!))]
  const hint = `[${verbs.join(' | ')}]`
  return hint.length <= longestHint ? hint : `${hint.slice(0, longestHint - 2)}…]`
}

/** The manifest of the Slack app, for https://api.slack.com/apps ("Create New App", "From a manifest"). */
export function slackManifest(
  commands: readonly Verb[],
  { requestUrl, isSocketMode = false }: ManifestOptions,
) {
  const request = isSocketMode ? {} : { request_url: requestUrl }
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Rights Desk',
      description: 'Requests of data subjects: opened, worked and proved',
      background_color: '#1b3a57',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Rights Desk', always_online: true },
      shortcuts: [
        {
          name: 'Open rights request',
          type: 'message',
          callback_id: 'request.open',
          description: 'Open a request from this message; its text is shown to you only',
        },
      ],
      slash_commands: [
        {
          command: '/rights',
          ...(isSocketMode ? {} : { url: requestUrl }),
          description: 'Open and work on requests of data subjects',
          usage_hint: usageHint(commands),
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: {
      event_subscriptions: { ...request, bot_events: ['app_home_opened', 'user_change'] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: isSocketMode,
      token_rotation_enabled: false,
    },
  } as const
}

/** Stands in the files that are kept; `docs/operate.md` says to put the id of one's own app registration there. */
const placeholderAppId = '00000000-0000-0000-0000-000000000000'

/** The files of the Teams app, by name. `appId` is that of the bot's app registration. */
export function teamsFiles(appId = placeholderAppId): Readonly<Record<string, Buffer>> {
  const english = say('en')
  const manifest = teamsManifest(commands, {
    appId,
    version: '1.0.0',
    website: 'https://rights-desk.example.com',
    describe: ({ action }) => english(`help.${action}` as PlainKey).words,
  })
  return {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': colorIcon(),
    'outline.png': outlineIcon(),
  }
}

/** Stands in the file that is kept; `docs/operate.md` says to put one's own address there. */
export const placeholderUrl = 'https://rights-desk.example.com/slack/events'

async function writeJson(name: string, json: string): Promise<void> {
  const url = new URL(name, import.meta.url)
  const options = await resolveConfig(fileURLToPath(url))
  writeFileSync(url, await format(json, { ...options, parser: 'json' }))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const manifest = slackManifest(commands, { requestUrl: placeholderUrl })
  await writeJson('slack.json', JSON.stringify(manifest))
  const files = teamsFiles(process.argv[2])
  if (process.argv[2] === undefined)
    for (const [name, data] of Object.entries(files))
      if (name.endsWith('.json')) await writeJson(`teams/${name}`, data.toString())
      else writeFileSync(new URL(`teams/${name}`, import.meta.url), data)
  writeFileSync(new URL('teams/rights-desk.zip', import.meta.url), zip(files))
}
