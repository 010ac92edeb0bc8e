import { faultsOfCard } from './cards.js'
import type { Json, TeamsConversation, TeamsState, TeamsUser } from './state.js'

/** What the connector says instead of doing what was asked. */
export class TeamsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code)
  }
}

export interface Answered {
  readonly status: number
  readonly answer: unknown
}

interface Route {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Parts of the path after `/v3/`; those that begin with a colon are arguments. */
  readonly shape: readonly string[]
  run(state: TeamsState, args: Readonly<Record<string, string>>, body: Json): Answered
}

const ok = (answer: unknown, status = 200): Answered => ({ status, answer })

function conversationOf(state: TeamsState, id: string): TeamsConversation {
  const found = state.conversations.get(id.replace(/;messageid=.*$/u, ''))
  if (!found) throw new TeamsError(404, 'ConversationNotFound')
  if (!state.installed.has(found.id)) throw new TeamsError(403, 'BotNotInConversationRoster')
  return found
}

const faultsOf = (card: Json | null, text: string) =>
  card ? faultsOfCard(card, 'message') : text === '' ? ['an empty message'] : []

/** A message as the connector takes it: words, or one card. */
function contentOf(state: TeamsState, body: Json) {
  const {
    attachments = [],
    text = '',
    summary = '',
  } = body as {
    attachments?: { content: Json }[]
    text?: string
    summary?: string
  }
  const card = attachments[0]?.content ?? null
  for (const fault of faultsOf(card, text)) state.complain(`message: ${fault}`)
  return { text, summary, card }
}

function memberOf(state: TeamsState, user: TeamsUser): Json {
  const { id, teamsId, name, email, role = 'user', tenantId = state.tenant } = user
  return {
    id: teamsId,
    aadObjectId: id,
    objectId: id,
    name,
    ...(email ? { email, userPrincipalName: email } : {}),
    tenantId,
    userRole: role,
  }
}

/** Who is in a conversation or a team, by its id. */
function rosterOf(state: TeamsState, id: string): readonly TeamsUser[] {
  const inTeam = [...state.conversations.values()].filter(({ team }) => team === id)
  const ids = inTeam.length > 0 ? inTeam.flatMap(({ members }) => members) : conversationOf(state, id).members
  return [...new Set(ids)].flatMap((one) => state.users.get(one) ?? [])
}

export const connectorRoutes: readonly Route[] = [
  {
    name: 'activities',
    method: 'POST',
    shape: ['conversations', ':conversation', 'activities'],
    run(state, { conversation }, body) {
      const { id } = conversationOf(state, conversation!)
      return ok({ id: state.post({ conversation: id, from: null, ...contentOf(state, body) }).id }, 201)
    },
  },
  {
    name: 'activities',
    method: 'PUT',
    shape: ['conversations', ':conversation', 'activities', ':activity'],
    run(state, { conversation, activity }, body) {
      const { id } = conversationOf(state, conversation!)
      const at = state.messages.findIndex((one) => one.id === activity && one.conversation === id)
      if (at < 0) throw new TeamsError(404, 'ActivityNotFoundInConversation')
      state.messages[at] = {
        ...state.messages[at]!,
        ...contentOf(state, body),
        isEdited: true,
        revision: state.nextRevision(),
      }
      state.changed('message')
      return ok({ id: activity })
    },
  },
  {
    name: 'activities',
    method: 'DELETE',
    shape: ['conversations', ':conversation', 'activities', ':activity'],
    run(state, { conversation, activity }) {
      const { id } = conversationOf(state, conversation!)
      const at = state.messages.findIndex((one) => one.id === activity && one.conversation === id)
      if (at < 0) throw new TeamsError(404, 'ActivityNotFoundInConversation')
      state.messages.splice(at, 1)
      state.changed('message')
      return ok({})
    },
  },
  {
    name: 'conversations',
    method: 'POST',
    shape: ['conversations'],
    run(state, _args, body) {
      const [member] = (body['members'] ?? []) as { id: string }[]
      const user = state.user(String(member?.id))
      if (!user) throw new TeamsError(404, 'NotFound')
      const { id } = state.personal(user.id)
      if (!state.installed.has(id)) throw new TeamsError(403, 'BotNotInConversationRoster')
      return ok({ id }, 201)
    },
  },
  {
    name: 'members',
    method: 'GET',
    shape: ['conversations', ':conversation', 'members', ':user'],
    run(state, { conversation, user }) {
      const found = state.user(user!)
      const roster = rosterOf(state, conversation!)
      if (!found || !roster.includes(found)) throw new TeamsError(404, 'MemberNotFoundInConversation')
      return ok(memberOf(state, found))
    },
  },
  {
    name: 'pagedmembers',
    method: 'GET',
    shape: ['conversations', ':conversation', 'pagedmembers'],
    run: (state, { conversation }) =>
      ok({ members: rosterOf(state, conversation!).map((user) => memberOf(state, user)) }),
  },
  {
    name: 'channels',
    method: 'GET',
    shape: ['teams', ':team', 'conversations'],
    run: (state, { team }) =>
      ok({
        conversations: [...state.conversations.values()]
          .filter((one) => one.team === team)
          .map(({ id, name, channelType }) => ({ id, name, ...(channelType ? { type: channelType } : {}) })),
      }),
  },
]
