import { createHmac } from 'node:crypto'
import type { FieldValues } from '../chat/form.js'
import type { AccountState, Interaction } from '../chat/interaction.js'
import { plain } from '../chat/mention.js'
import { Click, Command, Event, Shortcut, Submission, type InputValue } from './payloads.js'

/** Where an answer can go, for each way to act. */
export type Place =
  | { readonly by: 'command'; readonly triggerId: string; readonly responseUrl: string | null }
  | {
      readonly by: 'click'
      readonly triggerId: string
      readonly responseUrl: string | null
      readonly on: 'ephemeral' | 'message' | 'modal' | 'home'
      readonly viewId: string | null
    }
  /** `fields` are the block ids of the inputs, in order. */
  | { readonly by: 'form'; readonly fields: readonly string[] }
  | { readonly by: 'shortcut'; readonly triggerId: string; readonly responseUrl: string | null }
  | { readonly by: 'event' }

export type Received =
  | { readonly kind: 'interaction'; readonly interaction: Interaction; readonly place: Place }
  /** Somebody of another organisation, who is told so and nothing else. */
  | { readonly kind: 'stranger'; readonly place: Place; readonly userId: string }
  /** Nothing for us: it is acknowledged and forgotten. */
  | { readonly kind: 'ignored' }

export interface Desk {
  readonly teamId: string
  /** Key of the fingerprint of submissions: any secret that all replicas share. */
  readonly secret: string
}

const ignored: Received = { kind: 'ignored' }

/** Reads any signed body of Slack's. Total: what is malformed or not for us is ignored. */
export function receive(body: unknown, desk: Desk): Received {
  if (typeof body !== 'object' || body === null) return ignored
  const read = 'command' in body ? readCommand : readers.get('type' in body ? String(body.type) : '')
  return read?.(body, desk) ?? ignored
}

type Reader = (body: unknown, desk: Desk) => Received

const readers: ReadonlyMap<string, Reader> = new Map([
  ['block_actions', readClick],
  ['view_submission', readSubmission],
  ['message_action', readShortcut],
  ['shortcut', readShortcut],
  ['event_callback', readEvent],
])

interface Sender {
  readonly userId: string
  /** Workspaces that the body names for the person and the place: all must be ours. */
  readonly teams: readonly (string | undefined)[]
  readonly channelId: string | null
  readonly key: string
}

function made({ teamId }: Desk, sender: Sender, place: Place, what: Act): Received {
  const { userId, teams, channelId, key } = sender
  if (teams.some((team) => team !== undefined && team !== teamId)) return { kind: 'stranger', place, userId }
  const origin = {
    platform: 'slack',
    tenant: teamId,
    userId,
    channel: channelOf(channelId),
    dedupeKey: `slack:${key}`,
  } as const
  return { kind: 'interaction', interaction: { ...origin, ...what }, place }
}

type OmitEach<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
type Act = OmitEach<Interaction, 'platform' | 'tenant' | 'userId' | 'channel' | 'dedupeKey'>

/** Direct messages begin with D: nobody else reads them, so they count as no channel. */
const channelOf = (id: string | null) => (id === null || id.startsWith('D') ? null : id)

function readCommand(body: unknown, desk: Desk): Received {
  const { success, data } = Command.safeParse(body)
  if (!success) return ignored
  const { user_id: userId, team_id, channel_id: channelId, trigger_id: triggerId, response_url, text } = data
  const place: Place = { by: 'command', triggerId, responseUrl: response_url ?? null }
  return made(desk, { userId, teams: [team_id], channelId, key: `trigger:${triggerId}` }, place, {
    kind: 'command',
    text: decode(text),
  })
}

function readClick(body: unknown, desk: Desk): Received {
  const { success, data } = Click.safeParse(body)
  if (!success) return ignored
  const [button] = data.actions
  // A choice in a list and a link are no acts: their values are read when the form is sent.
  if (button?.type !== 'button' || button.value === undefined) return ignored
  const { user, team, channel, trigger_id } = data
  const sender = {
    userId: user.id,
    teams: [user.team_id, team?.id],
    channelId: channel?.id ?? null,
    key: `trigger:${trigger_id}`,
  }
  const what = {
    kind: 'action',
    action: button.action_id.replace(/#\d+$/u, ''),
    token: button.value,
  } as const
  return made(desk, sender, clickPlace(data), what)
}

function clickPlace(click: Click): Place {
  const { view, trigger_id: triggerId, response_url } = click
  return {
    by: 'click',
    triggerId,
    responseUrl: response_url ?? null,
    on: clickedOn(click),
    viewId: view?.id ?? null,
  }
}

function clickedOn({ view, container }: Click): Extract<Place, { by: 'click' }>['on'] {
  if (view) return view.type === 'home' ? 'home' : 'modal'
  return container?.is_ephemeral ? 'ephemeral' : 'message'
}

function readSubmission(body: unknown, desk: Desk): Received {
  const { success, data } = Submission.safeParse(body)
  if (!success) return ignored
  const { user, team, view } = data
  const place: Place = {
    by: 'form',
    fields: view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : [])),
  }
  const fields = readFields(view.state.values)
  const sender = {
    userId: user.id,
    teams: [user.team_id, team?.id],
    channelId: null,
    key: `view:${fingerprint(desk, view, fields)}`,
  }
  return made(desk, sender, place, {
    kind: 'form',
    action: view.callback_id,
    token: view.private_metadata,
    fields,
  })
}

/**
 * The same for a form that is sent twice, another once its values are corrected: Slack keeps the hash of a view
 * whose fields it marked. A keyed digest, so that values cannot be guessed from it.
 */
function fingerprint(
  { secret }: Desk,
  { id, hash }: { id: string; hash: string },
  fields: FieldValues,
): string {
  return createHmac('sha256', `rights-desk submissions v1\n${secret}`)
    .update(JSON.stringify([id, hash, fields]))
    .digest('base64url')
}

function readShortcut(body: unknown, desk: Desk): Received {
  const { success, data } = Shortcut.safeParse(body)
  if (!success) return ignored
  const { user, team, channel, callback_id, trigger_id: triggerId, response_url, message } = data
  const place: Place = { by: 'shortcut', triggerId, responseUrl: response_url ?? null }
  const sender = {
    userId: user.id,
    teams: [user.team_id, team?.id],
    channelId: channel?.id ?? null,
    key: `trigger:${triggerId}`,
  }
  return made(desk, sender, place, {
    kind: 'shortcut',
    action: callback_id,
    text: decode(message?.text ?? ''),
  })
}

function readEvent(body: unknown, desk: Desk): Received {
  const { success, data } = Event.safeParse(body)
  if (!success) return ignored
  const { event, team_id, event_id } = data
  const place: Place = { by: 'event' }
  const key = `event:${event_id}`
  if (event.type === 'app_home_opened') {
    if (event.tab !== 'home') return ignored
    return made(desk, { userId: event.user, teams: [team_id], channelId: null, key }, place, {
      kind: 'home',
      page: 1,
    })
  }
  const { id: userId, team_id: home, is_bot } = event.user
  // Accounts of other organisations, seen through shared channels, are none of ours.
  if (is_bot || (home !== undefined && home !== desk.teamId)) return ignored
  return made(desk, { userId, teams: [team_id], channelId: null, key }, place, {
    kind: 'account',
    account: accountState(event.user),
  })
}

/** The state of an account in Slack's words. */
export function accountState(user: {
  readonly id: string
  readonly deleted?: boolean | undefined
  readonly is_restricted?: boolean | undefined
  readonly is_ultra_restricted?: boolean | undefined
  readonly locale?: string | undefined
}): AccountState {
  const isGuest = user.is_restricted || user.is_ultra_restricted
  const kind = user.deleted ? 'deactivated' : isGuest ? 'guest' : 'member'
  return { userId: user.id, kind, ...(user.locale ? { locale: user.locale } : {}) }
}

function readFields(values: Readonly<Record<string, Readonly<Record<string, InputValue>>>>): FieldValues {
  const entries = Object.entries(values).flatMap(([name, inputs]) =>
    Object.entries(inputs).flatMap(([kind, input]) => {
      const value = readValue(kind, input)
      return value === null ? [] : [[name, value] as const]
    }),
  )
  return Object.fromEntries(entries)
}

function readValue(kind: string, input: InputValue): FieldValues[string] | null {
  const { selected_options } = input
  if (kind === 'tick') return (selected_options ?? []).length > 0
  if (selected_options) return selected_options.length > 0 ? selected_options.map(({ value }) => value) : null
  const { value, selected_option, selected_date, selected_time, selected_user } = input
  const given = [value, selected_option?.value, selected_date, selected_time, selected_user].find(
    (one) => typeof one === 'string',
  )
  const text = plain(given ?? '')
  return text.trim() === '' ? null : text
}

/** Slack's escapes in what people write: accounts become `@U1`, channels `#C1`, links their address. */
export function decode(text: string): string {
  const opened = text
    .replaceAll(/<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/gu, '$1$2')
    .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/gu, '@$1')
    .replaceAll(/<!([a-z]+)(?:[|^][^>]*)?>/gu, '@$1')
    .replaceAll(/<(?:mailto:|tel:)?([^>|]+)(?:\|[^>]*)?>/gu, '$1')
  return plain(opened.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}
