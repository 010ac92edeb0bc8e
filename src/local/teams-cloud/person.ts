import { exchange } from '../exchange.js'
import { buttonsOf, type CardButton } from './card-parts.js'
import { faultsOfCard } from './cards.js'
import { fill, type Filled } from './fill.js'
import type { Json, TeamsConversation, TeamsDialog, TeamsMessage, TeamsState, TeamsUser } from './state.js'

/** What came back to a person who did something. */
export interface TeamsSeen {
  /** HTTP status that the desk answered. */
  readonly status: number
  readonly body: unknown
  readonly ms: number
  /** Messages in the person's own chat, new or redrawn since the act. */
  readonly messages: readonly TeamsMessage[]
  /** Words on the card for the one who pressed: a refusal, or that it is done. */
  readonly note: { readonly isRefusal: boolean; readonly words: string } | null
  readonly dialog: TeamsDialog | null
}

/** Carries an activity to the desk. */
export type Deliver = (activity: Json) => Promise<{ status: number; body: string }>

/** A button by what stands on it, by its command, or by its place among those that send something. */
type Named = string | number

export interface TeamsPerson {
  readonly user: TeamsUser
  /** Types in the personal chat, or elsewhere, where `@` before an id of the directory mentions somebody. */
  type(text: string, conversation?: string): Promise<TeamsSeen>
  /** Presses a button. `isOld`: a client before Action.Execute. */
  press(target: TeamsMessage | TeamsDialog, button: Named, isOld?: boolean): Promise<TeamsSeen>
  /** Sends a dialog by the button that ends it, or by another of its buttons. */
  submit(dialog: TeamsDialog, filled?: Filled, button?: number): Promise<TeamsSeen>
  /** Uses the message extension on a message. */
  extension(html: string, commandId?: string): Promise<TeamsSeen>
  install(): Promise<TeamsSeen>
  uninstall(): Promise<TeamsSeen>
  dialog(): TeamsDialog | null
  close(): void
}

export interface Act {
  readonly state: TeamsState
  readonly serviceUrl: string
  readonly user: TeamsUser
}

/** The parts of an activity that say who, where and when. */
export function envelope({ state, serviceUrl, user }: Act, conversation: TeamsConversation): Json {
  const { kind, team, channelType, id } = conversation
  return {
    id: `f:${state.count()}`,
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-03-05T09:00:00.000Z',
    from: { id: user.teamsId, name: user.name, aadObjectId: user.id },
    recipient: { id: state.bot.id, name: state.bot.name },
    conversation: {
      id,
      conversationType: kind,
      tenantId: user.tenantId ?? state.tenant,
      isGroup: kind !== 'personal',
    },
    channelData: {
      tenant: { id: user.tenantId ?? state.tenant },
      ...(team ? { team: { id: team }, channel: { id, ...(channelType ? { type: channelType } : {}) } } : {}),
    },
    ...(user.locale ? { locale: user.locale } : {}),
  }
}

/** A person of the tenant, with what people do there. */
export function person(act: Act, deliver: Deliver, settle: () => Promise<void>): TeamsPerson {
  return new Somebody(act, deliver, settle)
}

class Somebody implements TeamsPerson {
  readonly user: TeamsUser

  constructor(
    readonly act: Act,
    readonly deliver: Deliver,
    readonly settle: () => Promise<void>,
  ) {
    this.user = act.user
  }

  dialog(): TeamsDialog | null {
    return this.act.state.dialogs.get(this.user.id) ?? null
  }

  close(): void {
    this.act.state.dialogs.delete(this.user.id)
    this.act.state.changed('dialog')
  }

  type(text: string, conversation = this.act.state.personal(this.user.id).id): Promise<TeamsSeen> {
    const { state } = this.act
    const place = state.conversations.get(conversation)!
    const { words, entities } =
      place.kind === 'personal' ? { words: text, entities: [] } : mentioned(state, `@${state.bot.id} ${text}`)
    state.post({ conversation, from: this.user.id, text: words, summary: '', card: null })
    return this.#send({ ...envelope(this.act, place), type: 'message', text: words, entities })
  }

  press(target: TeamsMessage | TeamsDialog, button: Named, isOld = false): Promise<TeamsSeen> {
    const hit = buttonsOf(target.card ?? {}).find(({ title, data }, index) =>
      [title, actionOf(data), index].includes(button),
    )
    if (!hit) throw new Error(`there is no button ${button}`)
    return 'submitsTo' in target ? this.#sendDialog(target, hit, {}) : this.#pressOn(target, hit, isOld)
  }

  #pressOn(message: TeamsMessage, { type, verb, data }: CardButton, isOld: boolean): Promise<TeamsSeen> {
    const place = this.act.state.conversations.get(message.conversation)!
    const common = { ...envelope(this.act, place), replyToId: message.id }
    if (type === 'Action.Execute' && !isOld) {
      const action = { type, verb, data }
      return this.#send({
        ...common,
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action, trigger: 'manual' },
      })
    }
    if ('msteams' in data)
      return this.#send({
        ...common,
        type: 'invoke',
        name: 'task/fetch',
        value: { data: { ...data, type: 'task/fetch' }, context: { theme: 'default' } },
      })
    return this.#send({ ...common, type: 'message', value: data })
  }

  submit(dialog: TeamsDialog, filled: Filled = {}, button?: number): Promise<TeamsSeen> {
    const buttons = buttonsOf(dialog.card)
    const submit =
      button === undefined ? buttons.findLast(({ type }) => type === 'Action.Submit') : buttons[button]
    if (!submit) throw new Error('the dialog has nothing to submit')
    return this.#sendDialog(dialog, submit, fill(dialog.card, filled))
  }

  #sendDialog(dialog: TeamsDialog, { data }: CardButton, values: Json): Promise<TeamsSeen> {
    const place = this.act.state.conversations.get(dialog.conversation)!
    const value = { data: { ...data, ...values }, context: { theme: 'default' } }
    return this.#send({ ...envelope(this.act, place), type: 'invoke', name: dialog.submitsTo, value })
  }

  extension(html: string, commandId = 'request.open'): Promise<TeamsSeen> {
    const { state } = this.act
    const value = {
      commandId,
      commandContext: 'message',
      messagePayload: { id: '1', body: { contentType: 'html', content: html } },
    }
    return this.#send({
      ...envelope(this.act, state.personal(this.user.id)),
      type: 'invoke',
      name: 'composeExtension/fetchTask',
      value,
    })
  }

  install(): Promise<TeamsSeen> {
    const place = this.act.state.personal(this.user.id)
    this.act.state.installed.add(place.id)
    return this.#send({ ...envelope(this.act, place), type: 'installationUpdate', action: 'add' })
  }

  uninstall(): Promise<TeamsSeen> {
    const place = this.act.state.personal(this.user.id)
    this.act.state.installed.delete(place.id)
    return this.#send({ ...envelope(this.act, place), type: 'installationUpdate', action: 'remove' })
  }

  async #send(activity: Json): Promise<TeamsSeen> {
    const { state } = this.act
    let note: TeamsSeen['note'] = null
    const { status, body, ms, fresh } = await exchange({
      deliver: () => this.deliver(activity),
      show: (answer) => void (note = this.#show(activity, parsed(answer))),
      settle: this.settle,
      messages: () => state.messages,
    })
    const own = state.personal(this.user.id).id
    const messages = fresh.filter(({ conversation, from }) => conversation === own && from === null)
    return { status, body: parsed(body), ms, messages, note, dialog: this.dialog() }
  }

  #show({ type, name, conversation }: Json, answer: Json | null): TeamsSeen['note'] {
    if (type !== 'invoke') {
      if (answer !== null) this.act.state.complain(`an answer to ${String(type)} that nobody reads`)
      return null
    }
    if (name === 'adaptiveCard/action') return this.#note(answer)
    this.#dialogOf(String(name), (conversation as { id: string }).id, answer)
    return null
  }

  #note(answer: Json | null): TeamsSeen['note'] {
    const { type, value } = answer ?? {}
    if (type === 'application/vnd.microsoft.error')
      return { isRefusal: true, words: String((value as Json)['message']) }
    if (type === 'application/vnd.microsoft.activity.message')
      return { isRefusal: false, words: String(value) }
    this.act.state.complain('a press that was not answered')
    return null
  }

  #dialogOf(name: string, conversation: string, answer: Json | null): void {
    const { state, user } = this.act
    const task = answer?.['task'] as { type: string; value: Json } | undefined
    if (task?.type === 'continue') {
      const { title, card } = task.value as { title: string; card: { content: Json } }
      for (const fault of faultsOfCard(card.content, 'dialog')) state.complain(`dialog: ${fault}`)
      const submitsTo = name.startsWith('composeExtension') ? 'composeExtension/submitAction' : 'task/submit'
      state.dialogs.set(user.id, {
        id: `dialog-${state.count()}`,
        userId: user.id,
        conversation,
        title,
        card: card.content,
        submitsTo,
      })
    } else {
      if (task === undefined && !name.toLowerCase().includes('submit'))
        state.complain(`${name} was not answered`)
      state.dialogs.delete(user.id)
    }
    state.changed('dialog')
  }
}

const parsed = (body: string): Json | null => (body === '' ? null : (JSON.parse(body) as Json))

const actionOf = (data: Json) => (data['desk'] as { action?: string } | undefined)?.action

/** `@<id>` of somebody known becomes a mention, as the client makes it. */
function mentioned(state: TeamsState, text: string): { words: string; entities: readonly Json[] } {
  const entities: Json[] = []
  const words = text.replaceAll(/@([\w:.-]+)/gu, (typed, id: string) => {
    const found = id === state.bot.id ? { teamsId: id, name: state.bot.name } : state.user(id)
    if (!found) return typed
    const tag = `<at>${found.name}</at>`
    entities.push({ type: 'mention', text: tag, mentioned: { id: found.teamsId, name: found.name } })
    return tag
  })
  return { words, entities }
}
