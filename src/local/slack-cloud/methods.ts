import { completeFiles, faultsOfPictures } from './files.js'
import { SlackError } from './slack-error.js'
import { faultsOfBlocks, faultsOfView } from './blocks.js'
import { asSlackChannel, asSlackMessage, asSlackUser, asSlackView } from './shapes.js'
import type { CloudChannel, CloudMessage, CloudState, CloudUser, CloudView, Json, Trigger } from './state.js'

type Method = (state: CloudState, args: Json) => Json

const string = (value: unknown) => (typeof value === 'string' ? value : '')

function needed(args: Json, name: string): string {
  const value = string(args[name])
  if (value === '') throw new SlackError('invalid_arguments', [`${name} is missing`])
  return value
}

/** A channel that the bot sees: private ones only as a member. */
function channelOf(state: CloudState, id: string): CloudChannel {
  const channel = state.channels.get(id)
  const isMember = channel?.members.includes(state.bot.userId) ?? false
  if (!channel || (channel.isPrivate && !isMember)) throw new SlackError('channel_not_found')
  return channel
}

function channelToPost(state: CloudState, id: string): CloudChannel {
  const channel = state.users.has(id) ? state.direct(id) : channelOf(state, id)
  if (channel.isArchived) throw new SlackError('is_archived')
  if (!channel.members.includes(state.bot.userId)) throw new SlackError('not_in_channel')
  return channel
}

/** Text and blocks of a message, checked as Slack checks them. */
export function contentOf(args: Json): { text: string; blocks: readonly Json[] } {
  const blocks = (args['blocks'] ?? []) as readonly Json[]
  const text = string(args['text'])
  const faults = faultsOfBlocks(blocks)
  if (faults.includes('msg_blocks_too_long')) throw new SlackError('msg_blocks_too_long')
  if (faults.length > 0) throw new SlackError('invalid_blocks', faults)
  if (text === '' && blocks.length === 0) throw new SlackError('no_text')
  if (text.length > 40_000) throw new SlackError('msg_too_long')
  return { text, blocks }
}

function post(state: CloudState, channel: string, onlyFor: string | null, args: Json): CloudMessage {
  const content = contentOf(args)
  const faults = faultsOfPictures(state, content.blocks)
  if (faults.length > 0) throw new SlackError('invalid_blocks', faults)
  const message = {
    channel,
    ts: state.ts(),
    userId: state.bot.userId,
    ...content,
    onlyFor,
    isEdited: false,
    revision: state.nextRevision(),
  }
  ;(onlyFor === null ? state.messages : state.ephemerals).push(message)
  state.changed('message')
  return message
}

/** Shows a message that only one person sees. */
export function showTo(state: CloudState, userId: string, channel: string, args: Json): CloudMessage {
  return post(state, channel, userId, args)
}

function messageOf(state: CloudState, args: Json): CloudMessage {
  const channel = channelOf(state, needed(args, 'channel'))
  const ts = needed(args, 'ts')
  const found = state.messages.find((message) => message.channel === channel.id && message.ts === ts)
  if (!found) throw new SlackError('message_not_found')
  return found
}

function useTrigger(state: CloudState, args: Json): Trigger {
  const trigger = state.triggers.get(needed(args, 'trigger_id'))
  if (!trigger) throw new SlackError('invalid_trigger_id')
  if (trigger.isUsed) throw new SlackError('exchanged_trigger_id')
  if (state.clock().toMillis() > trigger.expiresAtMs) throw new SlackError('expired_trigger_id')
  trigger.isUsed = true
  return trigger
}

/** Refuses a view as Slack does. */
export function checkView(content: unknown, surface: 'modal' | 'home'): Json {
  const faults = faultsOfView(content, surface)
  if (faults.length > 0) throw new SlackError('invalid_arguments', faults)
  return content as Json
}

function show(state: CloudState, view: CloudView): Json {
  ;(view.type === 'modal' ? state.modals : state.homes).set(
    view.type === 'modal' ? view.id : view.userId,
    view,
  )
  state.changed(view.type)
  return { view: asSlackView(view, state) }
}

function pushView(state: CloudState, args: Json): Json {
  const trigger = useTrigger(state, args)
  const below = state.modals.get(trigger.inView ?? '')
  if (!below) throw new SlackError('invalid_trigger_id')
  if (below.under.length >= 2) throw new SlackError('push_limit_reached')
  state.modals.delete(below.id)
  return show(
    state,
    state.makeView(trigger.userId, 'modal', checkView(args['view'], 'modal'), [...below.under, below]),
  )
}

function updateView(state: CloudState, args: Json): Json {
  const view = state.modals.get(needed(args, 'view_id'))
  if (!view) throw new SlackError('not_found')
  if (args['hash'] !== undefined && args['hash'] !== view.hash) throw new SlackError('hash_conflict')
  const content = checkView(args['view'], 'modal') as CloudView['content']
  return show(state, { ...view, content, hash: state.hash(), errors: {} })
}

function publishHome(state: CloudState, args: Json): Json {
  const userId = needed(args, 'user_id')
  if (!state.users.has(userId)) throw new SlackError('user_not_found')
  const old = state.homes.get(userId)
  if (args['hash'] !== undefined && args['hash'] !== old?.hash) throw new SlackError('hash_conflict')
  return show(state, state.makeView(userId, 'home', checkView(args['view'], 'home')))
}

/** A page of a list, as Slack's cursors give it. */
function page<Item>(
  items: readonly Item[],
  args: Json,
  most: number,
): { items: readonly Item[]; response_metadata: Json } {
  const start = Number(string(args['cursor']) || 0)
  const end = start + Math.min(Number(args['limit'] ?? 100), most)
  return {
    items: items.slice(start, end),
    response_metadata: { next_cursor: end < items.length ? String(end) : '' },
  }
}

function userOf(state: CloudState, id: string): CloudUser {
  const user = state.users.get(id)
  if (!user) throw new SlackError('user_not_found')
  return user
}

/** The Web API methods that this cloud knows. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': ({ team, bot }) => ({
    url: 'http://127.0.0.1/',
    team: team.name,
    team_id: team.id,
    user: 'rights-desk',
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  }),
  'team.info': ({ team }) => ({ team: { id: team.id, name: team.name, domain: team.name } }),
  'chat.postMessage': (state, args) => {
    const channel = channelToPost(state, needed(args, 'channel'))
    const message = post(state, channel.id, null, args)
    return { channel: channel.id, ts: message.ts, message: asSlackMessage(message) }
  },
  'chat.postEphemeral': (state, args) => {
    const channel = channelToPost(state, needed(args, 'channel'))
    const userId = needed(args, 'user')
    if (!channel.members.includes(userId)) throw new SlackError('user_not_in_channel')
    return { message_ts: showTo(state, userId, channel.id, args).ts }
  },
  'chat.update': (state, args) => {
    const { text, blocks } = contentOf(args)
    const message = state.replace(messageOf(state, args), text, blocks)
    return { channel: message.channel, ts: message.ts, text, message: asSlackMessage(message) }
  },
  'chat.delete': (state, args) => {
    const message = messageOf(state, args)
    state.messages.splice(state.messages.indexOf(message), 1)
    state.changed('message')
    return { channel: message.channel, ts: message.ts }
  },
  'chat.getPermalink': (state, args) => {
    const ts = needed(args, 'message_ts')
    const { channel } = messageOf(state, { ...args, ts })
    return {
      channel,
      permalink: `https://${state.team.name}.slack.example/archives/${channel}/p${ts.replace('.', '')}`,
    }
  },
  'views.open': (state, args) => {
    const trigger = useTrigger(state, args)
    return show(state, state.makeView(trigger.userId, 'modal', checkView(args['view'], 'modal')))
  },
  'views.push': pushView,
  'views.update': updateView,
  'views.publish': publishHome,
  'conversations.open': (state, args) => ({
    channel: { id: state.direct(userOf(state, needed(args, 'users')).id).id },
  }),
  'conversations.info': (state, args) => ({
    channel: asSlackChannel(channelOf(state, needed(args, 'channel')), state),
  }),
  'conversations.list': (state, args) => {
    const seen = [...state.channels.values()].filter(
      ({ isPrivate, members }) => !isPrivate || members.includes(state.bot.userId),
    )
    const { items, response_metadata } = page(seen, args, 1000)
    return { channels: items.map((channel) => asSlackChannel(channel, state)), response_metadata }
  },
  'conversations.members': (state, args) => {
    const { items, response_metadata } = page(channelOf(state, needed(args, 'channel')).members, args, 1000)
    return { members: items, response_metadata }
  },
  'conversations.history': (state, args) => {
    const { id } = channelOf(state, needed(args, 'channel'))
    const seen = state.messages.filter(({ channel }) => channel === id).toReversed()
    const { items, response_metadata } = page(seen, args, 999)
    return {
      messages: items.map(asSlackMessage),
      has_more: response_metadata['next_cursor'] !== '',
      response_metadata,
    }
  },
  'conversations.replies': (state, args) => ({
    messages: [asSlackMessage(messageOf(state, args))],
    has_more: false,
  }),
  'users.info': (state, args) => ({ user: asSlackUser(userOf(state, needed(args, 'user')), state) }),
  'users.list': (state, args) => {
    const { items, response_metadata } = page([...state.users.values()], args, 1000)
    return { members: items.map((user) => asSlackUser(user, state)), response_metadata }
  },
  'users.lookupByEmail': (state, args) => {
    const email = needed(args, 'email')
    const user = [...state.users.values()].find((one) => one.email === email)
    if (!user) throw new SlackError('users_not_found')
    return { user: asSlackUser(user, state) }
  },
  'files.completeUploadExternal': completeFiles,
  'usergroups.list': () => ({ usergroups: [] }),
  'usergroups.users.update': (state, args) => {
    const id = needed(args, 'usergroup')
    const users = needed(args, 'users').split(',')
    if (users.some((user) => !state.users.has(user))) throw new SlackError('invalid_users')
    if (!state.groups.has(id)) throw new SlackError('no_such_subteam')
    state.groups.set(id, users)
    return { usergroup: { id, users } }
  },
}
