import { TeamsState } from '../../src/local/teams-cloud/state.js'
import type { CloudCall, CloudState } from '../../src/local/slack-cloud/state.js'
import { unpackForm } from '../../src/teams/packed-form.js'
import type { DeskWorld } from '../support/desk-world.js'
import { directoryId } from '../support/teams-people.js'

/** What a platform holds of a desk, sorted by who can see it. */
export interface Traces {
  /** What the desk wrote where several people read. */
  readonly inChannels: unknown
  /** What the desk sent, but for what one person alone is shown. */
  readonly calls: unknown
  /** What buttons and forms carry, as it is and decoded. */
  readonly tokens: readonly string[]
  readonly complaints: readonly string[]
  readonly urls: readonly string[]
  /** Everything drawn for people who may never see the details of anybody. */
  readonly shownToOthers: unknown
}

/** Engineers, auditors, people without a role. */
const others = ['U0NILS', 'U0EVA', 'U0ANNE', 'U0GURI']

export function tracesOf({ cloud }: DeskWorld): Traces {
  const state: unknown = cloud.state
  return state instanceof TeamsState ? ofTeams(state) : ofSlack(cloud.state)
}

const decoded = (token: string) => [token, Buffer.from(token.split('.')[0]!, 'base64url').toString()]

/** Shown to the one person who acted: a modal, a home, a message only they see. */
const privately: readonly string[] = [
  'views.open',
  'views.update',
  'views.push',
  'chat.postEphemeral',
  'respond',
]

function ofSlack(state: CloudState): Traces {
  const { calls, messages, complaints, responses, ephemerals, modals, homes } = state
  const views = calls.filter(({ args }) =>
    others.some((userId) => String(args['trigger_id'] ?? '').endsWith(`.${userId.toLowerCase()}`)),
  )
  return {
    inChannels: messages.filter(({ userId }) => userId === 'U0BOT'),
    calls: calls
      .filter(({ method }) => !privately.includes(method))
      .map(({ method, args }) => ({ method, args })),
    tokens: calls.flatMap(tokensOf),
    complaints,
    urls: [...responses.keys()],
    shownToOthers: [
      ephemerals.filter(({ onlyFor }) => others.includes(String(onlyFor))),
      [...modals.values()].filter(({ userId }) => others.includes(userId)),
      [...homes.values()],
      views.map(({ args }) => args),
    ],
  }
}

/** Buttons and forms carry these; Slack keeps them. */
function tokensOf(call: CloudCall): readonly string[] {
  const tokens: string[] = []
  JSON.stringify(call.args, (name, value: unknown) => {
    if (['value', 'private_metadata', 'callback_id', 'action_id', 'block_id'].includes(name))
      tokens.push(String(value))
    return value
  })
  return tokens.flatMap(decoded)
}

function ofTeams(state: TeamsState): Traces {
  const isShared = (id: string | null) => id === null || state.conversations.get(id)?.kind !== 'personal'
  const ours = state.messages.filter(({ from }) => from === null)
  const dialogs = [...state.dialogs.values()]
  const chats = others.map((userId) => state.personal(directoryId(userId)).id)
  return {
    inChannels: ours.filter(({ conversation }) => isShared(conversation)),
    calls: state.calls.filter(({ conversation }) => isShared(conversation)),
    tokens: [...ours, ...dialogs].flatMap(({ card }) => carriedBy(card)),
    complaints: state.complaints,
    urls: state.calls.map(({ conversation }) => conversation ?? ''),
    shownToOthers: [
      ours.filter(({ conversation }) => chats.includes(conversation)),
      dialogs.filter(({ userId }) => others.some((one) => directoryId(one) === userId)),
    ],
  }
}

/** What the buttons of a card carry: tokens, codes, and a form packed into one of them. */
function carriedBy(card: unknown): readonly string[] {
  const carried: string[] = []
  JSON.stringify(card, (name, value: unknown) => {
    if (name !== 'desk') return value
    const { token, form } = value as { token: string; form?: string }
    carried.push(JSON.stringify(value), ...decoded(token), JSON.stringify(unpackForm(form)))
    return undefined
  })
  return carried
}
