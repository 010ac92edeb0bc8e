import type { ChatPort } from '../../src/chat/port.js'
import type { Dispatch } from '../../src/chat/reply.js'
import { systemClock, type Clock } from '../../src/clock.js'
import type { Log } from '../../src/log.js'
import { slackCloud, type CloudOptions, type SlackCloud } from '../../src/local/slack-cloud/cloud.js'
import { slack, type SlackAdapter, type SlackOptions } from '../../src/slack/app.js'
import { serve } from './serve.js'

export const credentials = {
  signingSecret: 'a-signing-secret-of-a-test',
  botToken: 'xoxb-of-a-test',
  teamId: 'T0DESK',
} as const

/** People and channels of the sample workspace. All are plainly fictitious. */
export const people: CloudOptions['users'] = [
  { id: 'U0KARI', name: 'Kari Support', email: 'kari@example.org', locale: 'nb-NO' },
  { id: 'U0OLA', name: 'Ola Manager', email: 'ola@example.org', locale: 'en-GB' },
  { id: 'U0EVA', name: 'Eva Engineer', email: 'eva@example.org', locale: 'en-GB' },
  { id: 'U0ADA', name: 'Ada Auditor', email: 'ada@example.org', locale: 'en-GB' },
  { id: 'U0GUEST', name: 'Gus Guest', email: 'gus@example.org', isRestricted: true },
  { id: 'U0OTHER', name: 'Otto Other', teamId: 'T0OTHER', isStranger: true },
]
export const channels: CloudOptions['channels'] = [
  {
    id: 'C0PRIVACY',
    name: 'privacy',
    isPrivate: true,
    members: ['U0BOT', 'U0KARI', 'U0OLA', 'U0EVA', 'U0ADA'],
  },
  { id: 'C0GENERAL', name: 'general', members: ['U0BOT', 'U0KARI', 'U0OLA', 'U0EVA', 'U0ADA', 'U0GUEST'] },
  {
    id: 'C0SHARED',
    name: 'partners',
    isPrivate: true,
    isExtShared: true,
    members: ['U0BOT', 'U0KARI', 'U0OTHER'],
  },
  { id: 'C0GUESTS', name: 'with-guests', isPrivate: true, members: ['U0BOT', 'U0KARI', 'U0GUEST'] },
]

export interface SlackWorldOptions extends Partial<
  Pick<SlackOptions, 'apology' | 'sharedChannel' | 'deadlineMs' | 'teamId' | 'appToken'>
> {
  readonly dispatch: Dispatch
  /** The desk's clock; the cloud keeps the machine's, by which requests are signed. */
  readonly clock?: Clock
  readonly log?: Log
  readonly users?: CloudOptions['users']
  readonly channels?: CloudOptions['channels']
}

export interface SlackWorld {
  readonly cloud: SlackCloud
  readonly adapter: SlackAdapter
  /** How the desk speaks. */
  readonly port: ChatPort
  /** Where the desk listens. */
  readonly url: string
  person: SlackCloud['person']
  /** Ends all of it. Throws when Slack would have refused something that nobody was told of. */
  stop(): Promise<void>
}

/** A Slack workspace and a desk in it, over real HTTP on loopback. */
export async function slackWorld(options: SlackWorldOptions): Promise<SlackWorld> {
  const cloud = await slackCloud({
    ...credentials,
    ...(options.appToken ? { appToken: options.appToken } : {}),
    users: options.users ?? people,
    channels: options.channels ?? channels,
  })
  const adapter = await slack({
    ...credentials,
    apiUrl: cloud.apiUrl,
    apology: () => 'The desk is busy. Please try again.',
    sharedChannel: () => ({
      title: { zone: 'Z1', words: 'Shared channel' },
      summary: { zone: 'Z1', words: 'Not in a shared channel.' },
      blocks: [{ kind: 'text', text: { zone: 'Z1', words: 'Not in a shared channel.' } }],
    }),
    ...options,
    clock: options.clock ?? systemClock,
  })
  const server = await serve(adapter.listener)
  const { url } = server
  // Whatever else an act waits for, the desk's own answers come first.
  const connect: SlackCloud['connect'] = (to, settle) =>
    cloud.connect(to, async () => {
      await adapter.idle()
      await settle?.()
    })
  connect(url)
  await adapter.start()
  return {
    cloud: { ...cloud, connect },
    adapter,
    port: adapter.port,
    url,
    person: (userId) => cloud.person(userId),
    async stop() {
      await adapter.stop()
      await server.close()
      await cloud.stop()
      if (cloud.state.complaints.length > 0)
        throw new Error(`Slack would refuse: ${cloud.state.complaints.join(' | ')}`)
    },
  }
}
