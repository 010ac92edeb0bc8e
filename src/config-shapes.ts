import { areChannels } from './config-channels.js'
import { areContactPoints } from './config-stores.js'
import { teamsShapes } from './config-teams.js'
import { isSafeDatabaseUrl, isSafeMailUrl, isSafeUrl } from './safe-url.js'

interface Shape {
  readonly name: string
  readonly isRight: (value: string) => boolean
  readonly cure: string
}

const channelShape = (name: 'PRIVACY_CHANNEL' | 'ONCALL_CHANNEL'): Shape => ({
  name,
  isRight: areChannels,
  cure: 'must name channels by id, e.g. slack:C0123456789 or teams:19:…@thread.tacv2',
})

const shapes: readonly Shape[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    isRight: (v) => v.startsWith('xoxb-'),
    cure: 'must be a bot token, it starts with xoxb-',
  },
  {
    name: 'SLACK_APP_TOKEN',
    isRight: (v) => v.startsWith('xapp-'),
    cure: 'must be an app-level token, it starts with xapp-',
  },
  {
    name: 'SLACK_TEAM_ID',
    isRight: (v) => /^T[A-Z0-9]+$/.test(v),
    cure: 'must be a workspace id, it starts with T',
  },
  channelShape('PRIVACY_CHANNEL'),
  channelShape('ONCALL_CHANNEL'),
  { name: 'ONCALL_USER_GROUP', isRight: (v) => /^S[A-Z0-9]+$/.test(v), cure: 'must start with S' },
  {
    name: 'SMTP_URL',
    isRight: isSafeMailUrl,
    cure: 'must encrypt the way to another machine: start it with smtps://, or add ?requireTLS=true',
  },
  {
    name: 'DATABASE_URL',
    isRight: isSafeDatabaseUrl,
    cure: 'must name its server once, after the @, and encrypt the way to another machine: add ?sslmode=verify-full (or require) once',
  },
  {
    name: 'SLACK_API_URL',
    isRight: isSafeUrl,
    cure: 'must start with https:// (http:// only on this machine)',
  },
  {
    name: 'SAMPLE_CASSANDRA',
    isRight: areContactPoints,
    cure: 'must name hosts and ports on this machine, e.g. 127.0.0.1:9042 or 127.0.0.1:9042/dc1',
  },
  ...teamsShapes,
]

/** What is wrong with the form of settings that are there, one sentence each, with the cure. */
export function shapeFaults(found: Readonly<Record<string, unknown>>): string[] {
  return shapes
    .filter(({ name, isRight }) => found[name] !== undefined && !isRight(String(found[name])))
    .map(({ name, cure }) => `${name} ${cure}.`)
}
