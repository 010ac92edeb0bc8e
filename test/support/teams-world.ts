import type { ChatPort } from '../../src/chat/port.js'
import type { Dispatch } from '../../src/chat/reply.js'
import { systemClock } from '../../src/clock.js'
import { teamsCloud, type TeamsCloud } from '../../src/local/teams-cloud/cloud.js'
import { teams, type TeamsAdapterPart, type TeamsOptions } from '../../src/teams/app.js'
import { clouds } from '../../src/teams/clouds.js'
import type { Conversation, Conversations } from '../../src/teams/conversations.js'
import { allTeamsUsers, privacyChannel, teamsConversations, teamsCredentials } from './teams-people.js'
import { serve } from './serve.js'

export interface TeamsWorldOptions extends Partial<Omit<TeamsOptions, 'dispatch'>> {
  readonly dispatch: Dispatch
}

export interface TeamsWorld {
  readonly cloud: TeamsCloud
  readonly adapter: TeamsAdapterPart
  /** How the desk speaks. */
  readonly port: ChatPort
  /** Where the desk listens. */
  readonly url: string
  person: TeamsCloud['person']
  /** Ends all of it. Throws when Teams would have refused something that nobody was told of. */
  stop(): Promise<void>
}

/** Conversations in memory, where no database is needed. */
export function conversationsInMemory(): Conversations {
  const kept = new Map<string, Conversation>()
  return {
    save: (found) => Promise.resolve(void kept.set(found.id, found)),
    find: (id) => Promise.resolve(kept.get(id) ?? null),
    findPersonal: (userId) =>
      Promise.resolve(
        [...kept.values()].findLast((one) => one.kind === 'personal' && one.userId === userId) ?? null,
      ),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  }
}

/** A tenant of Teams and a desk in it, over real HTTP on loopback, with real tokens. */
export async function teamsWorld(options: TeamsWorldOptions): Promise<TeamsWorld> {
  const cloud = await teamsCloud({
    ...teamsCredentials,
    tokenIssuer: clouds[options.cloud ?? 'public'].issuer,
    users: allTeamsUsers,
    conversations: teamsConversations,
  })
  const adapter = await teams({
    ...teamsCredentials,
    cloudUrl: cloud.url,
    conversations: conversationsInMemory(),
    noteAnswer: () => Promise.resolve(),
    privacyChannel,
    opensForm: (action) => action.startsWith('form.'),
    clock: systemClock,
    apology: () => 'The desk is busy. Please try again.',
    phrases: () => ({
      answeredPrivately: 'Answered in your private chat.',
      addTheApp: 'Add the app.',
      openForm: 'Open the form',
      done: 'Done.',
    }),
    sharedChannel: () => ({
      title: { zone: 'Z1', words: 'Shared channel' },
      summary: { zone: 'Z1', words: 'Not in a shared channel.' },
      blocks: [{ kind: 'text', text: { zone: 'Z1', words: 'Not in a shared channel.' } }],
    }),
    ...options,
  })
  const server = await serve((request, response) => void adapter.listener(request, response))
  const { url } = server
  // Whatever else an act waits for, the desk's own answers come first.
  const connect: TeamsCloud['connect'] = (to, settle) =>
    cloud.connect(to, async () => {
      await adapter.idle()
      await settle?.()
    })
  connect(url)
  return {
    cloud: { ...cloud, connect },
    adapter,
    port: adapter.port,
    url,
    person: (userId) => cloud.person(userId),
    async stop() {
      await adapter.idle()
      await server.close()
      await cloud.stop()
      if (cloud.state.complaints.length > 0)
        throw new Error(`Teams would refuse: ${cloud.state.complaints.join(' | ')}`)
    },
  }
}
