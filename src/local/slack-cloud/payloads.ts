import { asSlackView } from './shapes.js'
import type { CloudMessage, CloudState, CloudUser, CloudView, Json } from './state.js'

/** A block element that can be clicked, with the block it stands in. */
export interface Clickable {
  readonly block: Json
  readonly element: Json
}

/** The buttons of some blocks, in order. */
export function clickables(blocks: readonly Json[]): readonly Clickable[] {
  return blocks.flatMap((block) => {
    const elements = [
      ...((block['elements'] ?? []) as Json[]),
      ...(block['accessory'] ? [block['accessory'] as Json] : []),
    ]
    return elements.filter(({ type }) => type === 'button').map((element) => ({ block, element }))
  })
}

function actor(state: CloudState, { id, name, teamId }: CloudUser): Json {
  const team_id = teamId ?? state.team.id
  return { team: { id: team_id, domain: state.team.name }, user: { id, username: name, name, team_id } }
}

const common = (state: CloudState): Json => ({
  token: 'verification-token-is-not-used',
  api_app_id: state.bot.appId,
  enterprise: null,
  is_enterprise_install: false,
})

/** Makes a response URL for an act; posts to it land with the person. */
export function responseUrl(
  state: CloudState,
  url: string,
  userId: string,
  channel: string,
  message: CloudMessage | null,
): string {
  const id = String(state.count())
  state.responses.set(id, { message, userId, channel, uses: 0 })
  return `${url}/response/${id}`
}

export interface Act {
  readonly state: CloudState
  readonly url: string
  readonly user: CloudUser
}

/** Payload of a slash command: form fields. */
export function commandPayload(
  { state, url, user }: Act,
  command: string,
  text: string,
  channel: string,
): Json {
  const name = state.channels.get(channel)?.name ?? channel
  return {
    token: 'verification-token-is-not-used',
    team_id: user.teamId ?? state.team.id,
    team_domain: state.team.name,
    channel_id: channel,
    channel_name: channel.startsWith('D') ? 'directmessage' : name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: state.bot.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(state, url, user.id, channel, null),
    trigger_id: state.trigger(user.id),
  }
}

function actionOf(state: CloudState, { block, element }: Clickable): Json {
  const { action_id, value, text, type } = element
  return {
    action_id,
    block_id: block['block_id'] ?? `b${state.count()}`,
    text,
    value,
    type,
    action_ts: state.ts(),
  }
}

/** Payload of a click on a button of a message. */
export function messageClick({ state, url, user }: Act, message: CloudMessage, target: Clickable): Json {
  const { channel, ts, text, blocks, onlyFor } = message
  const isEphemeral = onlyFor !== null
  return {
    type: 'block_actions',
    ...common(state),
    ...actor(state, user),
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral },
    trigger_id: state.trigger(user.id),
    channel: { id: channel, name: state.channels.get(channel)?.name ?? channel },
    ...(isEphemeral ? {} : { message: { type: 'message', user: state.bot.userId, ts, text, blocks } }),
    response_url: responseUrl(state, url, user.id, channel, message),
    actions: [actionOf(state, target)],
  }
}

/** Payload of a click on a button of the home or of a modal. */
export function viewClick({ state, user }: Act, view: CloudView, target: Clickable): Json {
  return {
    type: 'block_actions',
    ...common(state),
    ...actor(state, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: state.trigger(user.id, view.type === 'modal' ? view.id : null),
    view: { ...asSlackView(view, state), state: { values: {} } },
    actions: [actionOf(state, target)],
  }
}

/** Payload of a submitted modal. */
export function submission({ state, user }: Act, view: CloudView, values: Json): Json {
  return {
    type: 'view_submission',
    ...common(state),
    ...actor(state, user),
    trigger_id: state.trigger(user.id, view.id),
    view: { ...asSlackView(view, state), state: { values } },
    response_urls: [],
  }
}

/** Payload of a message shortcut. */
export function messageShortcut({ state, url, user }: Act, message: CloudMessage, callbackId: string): Json {
  const { channel, ts, text, userId } = message
  return {
    type: 'message_action',
    ...common(state),
    ...actor(state, user),
    callback_id: callbackId,
    trigger_id: state.trigger(user.id),
    response_url: responseUrl(state, url, user.id, channel, null),
    message_ts: ts,
    channel: { id: channel, name: state.channels.get(channel)?.name ?? channel },
    message: { type: 'message', user: userId, ts, text },
  }
}

/** Payload of a global shortcut. */
export function globalShortcut({ state, user }: Act, callbackId: string): Json {
  const what = {
    type: 'shortcut',
    callback_id: callbackId,
    action_ts: state.ts(),
    trigger_id: state.trigger(user.id),
  }
  return { ...what, ...common(state), ...actor(state, user) }
}

/** Envelope of an event. */
export function eventPayload(state: CloudState, event: Json): Json {
  return {
    token: 'verification-token-is-not-used',
    team_id: state.team.id,
    api_app_id: state.bot.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${state.unique()}`,
    event_time: Math.floor(state.clock().toSeconds()),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.team.id,
        user_id: state.bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
  }
}
