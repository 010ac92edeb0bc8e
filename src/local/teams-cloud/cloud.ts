import type { Clock } from '../../clock.js'
import { issuer, type TokenChanges } from './issuer.js'
import { envelope, person, type Deliver, type TeamsPerson } from './person.js'
import { startCloudServer, type Fault } from './server.js'
import { TeamsState, type Json, type TeamsConversation, type TeamsMessage, type TeamsUser } from './state.js'

export interface TeamsCloudOptions {
  readonly tenant: string
  readonly appId: string
  readonly appPassword: string
  /** Of the tokens, where it is not that of the public cloud. */
  readonly tokenIssuer?: string
  readonly users: readonly TeamsUser[]
  readonly conversations: readonly TeamsConversation[]
  /** Of the time stamps of messages; the machine's by default. */
  readonly clock?: Clock
  readonly port?: number
}

/** A tenant of Teams on loopback: token issuer and connector for the desk, its people for tests and the workspace. */
export interface TeamsCloud {
  /** For `TEAMS_CLOUD_URL`. */
  readonly url: string
  readonly serviceUrl: string
  readonly state: TeamsState
  /** Says where the desk listens. `settle` is awaited after each act: what the desk still sends has arrived then. */
  connect(deskUrl: string, settle?: () => Promise<void>): void
  person(userId: string): TeamsPerson
  messages(conversation: string): readonly TeamsMessage[]
  token(changes?: TokenChanges, serviceUrl?: string): string
  /** Posts any body with any headers to the desk. */
  send(body: string, headers: Readonly<Record<string, string>>): ReturnType<Deliver>
  deliver: Deliver
  /** Puts the app into a conversation, and tells the desk. */
  install(conversation: string): Promise<void>
  fail(route: string, fault: Fault): void
  /** Calls `listener` after each change, until the function it gives is called. */
  onChange(listener: (what: string) => void): () => void
  stop(): Promise<void>
}

/** Starts a tenant; it listens on 127.0.0.1 alone. */
export async function teamsCloud(options: TeamsCloudOptions): Promise<TeamsCloud> {
  const { tenant, appId, appPassword, users, conversations } = options
  const state = new TeamsState(tenant, { id: `28:${appId}`, name: 'Rights Desk' }, options.clock)
  for (const user of users) state.users.set(user.id, user)
  for (const conversation of conversations) state.conversations.set(conversation.id, conversation)
  const issued = issuer(appId, options.tokenIssuer)
  const server = await startCloudServer(state, issued, { appId, appPassword }, options.port)
  const serviceUrl = `${server.url}/connector`
  let desk: { url: string; settle: () => Promise<void> } | null = null
  const send: TeamsCloud['send'] = async (body, headers) => {
    if (!desk) throw new Error('the cloud is not connected to a desk')
    const response = await fetch(`${desk.url}/api/messages`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.text() }
  }
  const deliver: Deliver = (activity) =>
    send(JSON.stringify(activity), {
      'content-type': 'application/json',
      authorization: `Bearer ${issued.token(serviceUrl)}`,
    })
  const settle = () => desk?.settle() ?? Promise.resolve()
  return {
    url: server.url,
    serviceUrl,
    state,
    connect: (url, wait = () => Promise.resolve()) => void (desk = { url, settle: wait }),
    person: (userId) => person({ state, serviceUrl, user: userOf(state, userId) }, deliver, settle),
    messages: (id) => state.messages.filter(({ conversation }) => conversation === id),
    token: (changes, url = serviceUrl) => issued.token(url, changes),
    send,
    deliver,
    async install(id) {
      const user = [...state.users.values()][0]!
      state.installed.add(id)
      await deliver(added(state, serviceUrl, user, state.conversations.get(id)!))
      await settle()
    },
    fail: server.fail,
    onChange: (listener) => state.onChange(listener),
    stop: server.stop,
  }
}

function userOf(state: TeamsState, userId: string): TeamsUser {
  const user = state.users.get(userId)
  if (!user) throw new Error(`there is no account ${userId}`)
  return user
}

/** The event of an app that was put into a conversation by somebody. */
function added(state: TeamsState, serviceUrl: string, user: TeamsUser, place: TeamsConversation): Json {
  return {
    ...envelope({ state, serviceUrl, user }, place),
    type: 'conversationUpdate',
    membersAdded: [{ id: state.bot.id, name: state.bot.name }],
  }
}
