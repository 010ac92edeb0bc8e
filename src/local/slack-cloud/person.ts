import { createHmac } from 'node:crypto'
import type { DateTime } from 'luxon'
import { exchange } from '../exchange.js'
import { checkView, showTo } from './methods.js'
import { SlackError } from './slack-error.js'
import { fill, type Filled } from './fill.js'
import {
  clickables,
  commandPayload,
  eventPayload,
  globalShortcut,
  messageClick,
  messageShortcut,
  submission,
  viewClick,
  type Act,
} from './payloads.js'
import type { CloudMessage, CloudState, CloudUser, CloudView, Json } from './state.js'

/** What came back to a person who did something. */
export interface Seen {
  /** HTTP status that the desk answered; in Socket Mode 200, or 0 when it did not answer in time. */
  readonly status: number
  readonly ack: Json | string | null
  /** Milliseconds until the answer. */
  readonly ms: number
  /** Messages that only this person sees, new or redrawn since the act. */
  readonly ephemerals: readonly CloudMessage[]
  /** The modal on top for this person now; null when none is open. */
  readonly modal: CloudView | null
  readonly home: CloudView | null
}

/** Carries payloads to the desk. */
export type Deliver = (
  kind: 'slash_commands' | 'interactive' | 'events_api',
  payload: Json,
) => Promise<{ status: number; body: string }>

export interface Person {
  readonly user: CloudUser
  command(text: string, channel: string, command?: string): Promise<Seen>
  /** Clicks a button of a message, modal or home, named by its action id or by what stands on it. */
  click(target: CloudMessage | CloudView, button: string): Promise<Seen>
  submit(view: CloudView, filled?: Filled): Promise<Seen>
  /** Closes the modal without sending it. */
  close(view: CloudView): void
  shortcut(message: CloudMessage | null, callbackId?: string): Promise<Seen>
  openHome(): Promise<Seen>
  /** Writes in a channel; gives the message, so that a shortcut can be used on it. */
  say(text: string, channel: string): CloudMessage
  modal(): CloudView | null
}

/** Slack's signature of a body: `v0=` HMAC-SHA-256 over version, seconds and body. */
export function sign(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`
}

/** Headers and body of a request as Slack sends it, signed at an instant. */
export function signed(
  secret: string,
  kind: Parameters<Deliver>[0],
  payload: Json,
  at: DateTime,
): { headers: Record<string, string>; body: string } {
  const isEvent = kind === 'events_api'
  const fields =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
  const body = isEvent ? JSON.stringify(payload) : new URLSearchParams(fields).toString()
  const seconds = Math.floor(at.toSeconds())
  const headers = {
    'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': sign(secret, seconds, body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  }
  return { headers, body }
}

const parsed = (body: string): Json | string | null => {
  if (body === '') return null
  try {
    return JSON.parse(body) as Json
  } catch {
    return body
  }
}

/** A person of the workspace, with what people do there. */
export function person(act: Act, deliver: Deliver, settle: () => Promise<void>): Person {
  return new Somebody(act, deliver, settle)
}

class Somebody implements Person {
  readonly user: CloudUser

  constructor(
    readonly act: Act,
    readonly deliver: Deliver,
    readonly settle: () => Promise<void>,
  ) {
    this.user = act.user
  }

  modal(): CloudView | null {
    return [...this.act.state.modals.values()].findLast(({ userId }) => userId === this.user.id) ?? null
  }

  command(text: string, channel: string, command = '/rights'): Promise<Seen> {
    const payload = commandPayload(this.act, command, text, channel)
    return this.#send('slash_commands', payload, (ack) => showAck(this.act, channel, ack))
  }

  async click(target: CloudMessage | CloudView, button: string): Promise<Seen> {
    return this.#send('interactive', clickPayload(this.act, target, button))
  }

  async submit(view: CloudView, filled: Filled = {}): Promise<Seen> {
    const { state } = this.act
    const current = state.modals.get(view.id)
    if (!current) throw new Error('the modal is not open')
    const payload = submission(this.act, current, fill(current, filled))
    return this.#send('interactive', payload, (ack) => applyAck(state, current, ack))
  }

  close(view: CloudView): void {
    closeTop(this.act.state, view)
    this.act.state.changed('modal')
  }

  shortcut(message: CloudMessage | null, callbackId = 'request.open'): Promise<Seen> {
    const payload = message
      ? messageShortcut(this.act, message, callbackId)
      : globalShortcut(this.act, callbackId)
    return this.#send('interactive', payload)
  }

  openHome(): Promise<Seen> {
    const { state } = this.act
    const event = {
      type: 'app_home_opened',
      user: this.user.id,
      channel: state.direct(this.user.id).id,
      tab: 'home',
    }
    return this.#send('events_api', eventPayload(state, event))
  }

  say(text: string, channel: string): CloudMessage {
    const { state } = this.act
    const message = {
      channel,
      ts: state.ts(),
      userId: this.user.id,
      text,
      blocks: [],
      onlyFor: null,
      isEdited: false,
      revision: state.nextRevision(),
    }
    state.messages.push(message)
    state.changed('message')
    return message
  }

  async #send(
    kind: Parameters<Deliver>[0],
    payload: Json,
    onAck: (ack: Json | string | null) => void = () => {},
  ): Promise<Seen> {
    const { state } = this.act
    const { status, body, ms, fresh } = await exchange({
      deliver: () => this.deliver(kind, payload),
      show: (answer) => complaining(state, kind, () => onAck(parsed(answer))),
      settle: this.settle,
      messages: () => state.ephemerals,
    })
    const ephemerals = fresh.filter(({ onlyFor }) => onlyFor === this.user.id)
    const home = state.homes.get(this.user.id) ?? null
    return { status, ack: parsed(body), ms, ephemerals, modal: this.modal(), home }
  }
}

/** Takes a modal away; the one under it is on top again. */
function closeTop(state: CloudState, view: CloudView): void {
  state.modals.delete(view.id)
  for (const below of view.under.slice(-1)) state.modals.set(below.id, below)
}

function complaining(state: CloudState, where: string, show: () => void): void {
  try {
    show()
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    state.complain(`answer to ${where}: ${error.code} ${error.details.join('; ')}`)
  }
}

function clickPayload(act: Act, target: CloudMessage | CloudView, button: string): Json {
  const isMessage = 'ts' in target
  const hit = clickables(isMessage ? target.blocks : target.content.blocks).find(
    ({ element }) => element['action_id'] === button || (element['text'] as Json)['text'] === button,
  )
  if (!hit) throw new Error(`there is no button ${button}`)
  return isMessage ? messageClick(act, target, hit) : viewClick(act, target, hit)
}

/** What a slash command is answered in the ack itself: text, or a message with blocks. */
function showAck({ state, user }: Act, channel: string, ack: Json | string | null): void {
  if (ack === null) return
  const content = typeof ack === 'string' ? { text: ack } : ack
  if (content['response_type'] === 'in_channel') throw new SlackError('in_channel_is_not_expected')
  showTo(state, user.id, channel, content)
}

/** What a submission is answered: nothing closes the modal; errors, update, push and clear are Slack's. */
function applyAck(state: CloudState, view: CloudView, ack: Json | string | null): void {
  if (typeof ack === 'string') throw new SlackError('invalid_response', ['a text'])
  const action = ack?.['response_action']
  if (action === 'errors') return showErrors(state, view, ack!['errors'] as Record<string, string>)
  if (action === 'update') {
    const content = checkView(ack!['view'], 'modal') as CloudView['content']
    state.modals.set(view.id, { ...view, content, hash: state.hash(), errors: {} })
  } else {
    state.modals.delete(view.id)
    if (action === 'push') {
      const pushed = state.makeView(view.userId, 'modal', checkView(ack!['view'], 'modal'), [
        ...view.under,
        view,
      ])
      state.modals.set(pushed.id, pushed)
    } else if (action !== 'clear') for (const below of view.under.slice(-1)) state.modals.set(below.id, below)
  }
  state.changed('modal')
}

function showErrors(state: CloudState, view: CloudView, errors: Record<string, string>): void {
  const inputs = new Set(
    view.content.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id),
  )
  const stray = Object.entries(errors ?? {}).filter(([name, words]) => !inputs.has(name) || words === '')
  if (stray.length > 0 || Object.keys(errors ?? {}).length === 0)
    throw new SlackError(
      'invalid_errors',
      stray.map(([name]) => name),
    )
  state.modals.set(view.id, { ...view, errors })
  state.changed('modal')
}
