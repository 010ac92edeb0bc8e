import { usage, type CommandSpec } from '../src/chat/grammar.js'

export interface TeamsManifestOptions {
  /** Application (client) id of the bot's app registration. */
  readonly appId: string
  readonly version: string
  /** Where a person finds who runs the desk, and what it does with data. */
  readonly website: string
  /** What each command does, in English. */
  readonly describe: (spec: CommandSpec) => string
}

/** Teams shows twelve commands; these are the ones that begin something. The others are typed or pressed. */
export const shownVerbs = [
  'help',
  'home',
  'open',
  'list',
  'show',
  'clock',
  'history',
  'assign',
  'steps',
  'plan',
  'approve',
  'people',
] as const

/** The manifest of the Teams app, for the admin center ("Manage apps", "Upload new app"). */
export function teamsManifest(
  commands: readonly CommandSpec[],
  { appId, version, website, describe }: TeamsManifestOptions,
) {
  const shown = shownVerbs.map((verb) => commands.find((spec) => spec.verb === verb)!)
  const list = shown.map((spec) => ({ title: usage(spec).slice(1, 129), description: describe(spec) }))
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
    manifestVersion: '1.30',
    version,
    id: appId,
    ...presentation(website),
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1b3a57',
    defaultInstallScope: 'personal',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
        commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: list }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'request.open',
            type: 'action',
            title: 'Open rights request',
            description: 'Open a request from this message; its text is shown to you only',
            context: ['message'],
            fetchTask: true,
          },
        ],
      },
    ],
    supportsChannelFeatures: 'tier1',
    validDomains: [],
  } as const
}

function presentation(website: string) {
  return {
    developer: {
      name: 'Communicate Norge AS',
      websiteUrl: website,
      privacyUrl: `${website}/privacy`,
      termsOfUseUrl: `${website}/terms`,
    },
    name: { short: 'Rights Desk', full: 'Rights Desk: requests of data subjects' },
    description: {
      short: 'Requests of data subjects: opened, worked and proved',
      full:
        'Opens requests that people make about their personal data (Art. 12–22 GDPR), works out the dates of the law, ' +
        'leads through the checklist, and lets a second person approve. Details of a person are only ever shown in a ' +
        'private chat.',
    },
  } as const
}
