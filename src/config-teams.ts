import { z } from 'zod'
import { Secret } from './secret.js'

const text = (description: string) => z.string().trim().min(1).optional().describe(description)

/** Microsoft's clouds that have Teams. */
const teamsClouds = ['public', 'gcc', 'gcc-high', 'dod', 'china'] as const

/** What the desk reads to be in Teams. The descriptions are rows of the table in the README. */
export const TeamsEnvironment = {
  TEAMS_APP_ID: text('application (client) id of the bot’s app registration; with it the desk is in Teams'),
  TEAMS_APP_PASSWORD: text('client secret of the app registration'),
  TEAMS_TENANT_ID: text('the one tenant (directory) that is served'),
  TEAMS_CLOUD: z
    .enum(teamsClouds)
    .optional()
    .describe('Microsoft cloud of the tenant: `public` (the usual), `gcc`, `gcc-high`, `dod` or `china`'),
  TEAMS_CLOUD_URL: text('another token issuer and connector, for a test server'),
}
type Name = keyof typeof TeamsEnvironment
type Found = Readonly<
  Partial<Record<Exclude<Name, 'TEAMS_CLOUD'>, string | undefined>> & {
    TEAMS_CLOUD?: TeamsSettings['cloud'] | undefined
  }
>

export interface TeamsSettings {
  readonly appId: string
  readonly appPassword: Secret
  readonly tenant: string
  readonly cloud: (typeof teamsClouds)[number]
  readonly cloudUrl: string | null
}

/** Whether anything of Teams is set. */
export const hasTeams = (found: Found): boolean =>
  Object.keys(found).some((name) => name.startsWith('TEAMS_'))

/** What Teams needs, each with its cure. An empty app id would turn the SDK's authentication off. */
export const teamsRequired = {
  TEAMS_APP_ID: 'copy the application (client) id of the bot’s app registration',
  TEAMS_APP_PASSWORD: 'make a client secret for the app registration and copy its value',
  TEAMS_TENANT_ID: 'copy the directory (tenant) id of the app registration',
} as const satisfies Partial<Record<Name, string>>

const isGuid = (value: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(value)

export const teamsShapes: readonly { name: Name; isRight: (value: string) => boolean; cure: string }[] = [
  { name: 'TEAMS_APP_ID', isRight: isGuid, cure: 'must be a GUID, the application (client) id' },
  { name: 'TEAMS_TENANT_ID', isRight: isGuid, cure: 'must be a GUID, the directory (tenant) id' },
  {
    name: 'TEAMS_CLOUD_URL',
    isRight: (value) => URL.canParse(value) && ['127.0.0.1', 'localhost'].includes(new URL(value).hostname),
    cure: 'must be on this machine: it says who is believed',
  },
]

/** The settings of Teams; null when nothing of it is set. After all faults were looked for. */
export function teamsOf(found: Found): TeamsSettings | null {
  if (!hasTeams(found)) return null
  return {
    appId: found.TEAMS_APP_ID!,
    appPassword: new Secret(found.TEAMS_APP_PASSWORD!),
    tenant: found.TEAMS_TENANT_ID!,
    cloud: found.TEAMS_CLOUD ?? 'public',
    cloudUrl: found.TEAMS_CLOUD_URL ?? null,
  }
}
