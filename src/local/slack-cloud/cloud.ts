import type { Clock } from '../../clock.js'
import { systemClock } from '../../clock.js'
import { eventPayload } from './payloads.js'
import { accountFlags } from './shapes.js'
import { person, signed, type Deliver, type Person } from './person.js'
import { startCloudServer, type Fault } from './server.js'
import { CloudState, type CloudChannel, type CloudMessage, type CloudUser, type Json } from './state.js'

export interface CloudOptions {
  readonly signingSecret: string
  readonly botToken: string
  readonly appToken?: string
  readonly team?: { readonly id: string; readonly name: string }
  readonly users: readonly CloudUser[]
  readonly channels: readonly CloudChannel[]
  /** Of the cloud alone: life of trigger ids, time stamps of messages and signatures. The machine's by default. */
  readonly clock?: Clock
  /** What requests are signed by, where it is not `clock`: the desk refuses all but the time on the wall. */
  readonly wallClock?: Clock
  readonly port?: number
}

/** A Slack workspace on loopback: its Web API for the desk, its people for tests and for the local workspace. */
export interface SlackCloud {
  readonly url: string
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string
  readonly state: CloudState
  /** Says where the desk listens. `settle` is awaited after each act: what the desk still sends has arrived then. */
  connect(deskUrl: string, settle?: () => Promise<void>): void
  person(userId: string): Person
  /** Messages that everybody in a channel sees, in order. */
  messages(channel: string): readonly CloudMessage[]
  /** Changes an account, and tells the desk as Slack does. */
  changeUser(user: CloudUser): Promise<number>
  /** Sends any payload, signed at `at` (now by default); gives the HTTP status and body. */
  deliver(kind: Parameters<Deliver>[0], payload: Json): ReturnType<Deliver>
  fail(method: string, fault: Fault): void
  /** Calls `listener` after each change, until the function it gives is called. */
  onChange(listener: (what: string) => void): () => void
  stop(): Promise<void>
}

const bot = { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0DESK' }

function populated({ team, users, channels }: CloudOptions, clock: Clock): CloudState {
  const state = new CloudState(team ?? { id: 'T0DESK', name: 'example' }, bot, clock)
  for (const user of [...users, { id: bot.userId, name: 'rights-desk', isBot: true }])
    state.users.set(user.id, user)
  for (const channel of channels) state.channels.set(channel.id, channel)
  return state
}

/** The event of a changed account. */
function userChanged(state: CloudState, user: CloudUser): Json {
  const { id, name, locale, teamId = state.team.id } = user
  const told = { id, team_id: teamId, name, ...accountFlags(user), ...(locale ? { locale } : {}) }
  return eventPayload(state, { type: 'user_change', user: told })
}

/** Starts a workspace; it listens on 127.0.0.1 alone. */
export async function slackCloud(options: CloudOptions): Promise<SlackCloud> {
  const { signingSecret, botToken, appToken, clock = systemClock, wallClock = clock } = options
  const state = populated(options, clock)
  const tokens = new Map<string, 'bot' | 'app'>([
    [botToken, 'bot'],
    ...(appToken ? [[appToken, 'app'] as const] : []),
  ])
  const server = await startCloudServer(state, tokens, options.port)
  let desk: { url: string; settle: () => Promise<void> } | null = null

  const deliver: Deliver = async (kind, payload) => {
    if (server.socket.isConnected) return server.socket.deliver(kind, payload)
    if (!desk) throw new Error('the cloud is not connected to a desk')
    const { headers, body } = signed(signingSecret, kind, payload, wallClock())
    const response = await fetch(`${desk.url}/slack/events`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.text() }
  }

  return {
    url: server.url,
    apiUrl: `${server.url}/api/`,
    state,
    connect: (url, settle = () => Promise.resolve()) => void (desk = { url, settle }),
    person(userId) {
      const user = state.users.get(userId)
      if (!user) throw new Error(`there is no account ${userId}`)
      return person({ state, url: server.url, user }, deliver, () => desk?.settle() ?? Promise.resolve())
    },
    messages: (id) => state.messages.filter(({ channel }) => channel === id),
    async changeUser(user) {
      state.users.set(user.id, user)
      return (await deliver('events_api', userChanged(state, user))).status
    },
    deliver,
    fail: server.fail,
    onChange: (listener) => state.onChange(listener),
    stop: server.stop,
  }
}
