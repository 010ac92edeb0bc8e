import { randomUUID } from 'node:crypto'
import type { TurnContext } from 'botbuilder'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { showsDetails } from '../chat/details.js'
import { Unavailable, type CardRef, type ChatPort } from '../chat/port.js'
import type { Dispatch, Reply } from '../chat/reply.js'
import type { View } from '../chat/view.js'
import type { Clock } from '../clock.js'
import { describeError, type Log } from '../log.js'
import { DeskAdapter, type Identity } from './adapter.js'
import { answer, showWords, type InvokeAnswer, type Phrases, type Tools } from './answer.js'
import type { Connector } from './connector.js'
import type { Conversation, Conversations } from './conversations.js'
import { Directory } from './directory.js'
import { httpDoor, trust } from './door.js'
import type { Activity } from './payloads.js'
import { Reach } from './reach.js'
import { conversationOf, rosterOf } from './place-of.js'
import { receive, rootOf, type Place, type Received } from './receive.js'
import { renderCard } from './render-card.js'
import { renderForm } from './render-form.js'
import { messageDrawer, sender, type DrawMessage } from './send.js'
import { namedIn, withAccounts } from './words.js'

export interface TeamsOptions extends Identity {
  readonly dispatch: Dispatch
  readonly conversations: Conversations
  /** Keeps where an answer stands in a private chat, so that it can be removed; `isDetails`: it shows details of a person. */
  readonly noteAnswer: (at: CardRef, isDetails: boolean) => Promise<void>
  /** Channel or chat of the case cards; null when they are shown elsewhere. */
  readonly privacyChannel: string | null
  /** Whether a command may ask for a form. */
  readonly opensForm: (action: string) => boolean
  readonly clock: Clock
  readonly log?: Log
  readonly phrases: () => Phrases
  /** What is said when the desk does not answer in time. */
  readonly apology: () => string
  /** What is said in channels shared with others. */
  readonly sharedChannel: () => View
  /** How long `dispatch` may take. Teams gives up on a press after some 5,000 ms. */
  readonly deadlineMs?: number
}

export interface TeamsAdapterPart {
  /** For `POST /api/messages` of our own server. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly port: ChatPort
  /** Resolves when nothing taken is unanswered any more. */
  idle(): Promise<void>
}

/**
 * The desk in Teams, on teams-ai's adapter. Every activity becomes an `Interaction`, goes through `dispatch`, and its
 * reply is performed where the person acted.
 */
export async function teams(options: TeamsOptions): Promise<TeamsAdapterPart> {
  const { conversations, tenant, cloud, cloudUrl, privacyChannel, clock, log, opensForm } = options
  const adapter = new DeskAdapter(options)
  const isTrusted = trust(cloud, cloudUrl)
  const reach = new Reach(conversations, await adapter.tokens(), isTrusted, tenant, privacyChannel, clock)
  const directory = new Directory(reach, clock)
  const draw = messageDrawer(directory, opensForm, log)
  const exchange = new Exchange(options, reach, directory, draw)
  const turn = (activity: Activity, context: TurnContext) => exchange.take(activity, context)
  return {
    listener: httpDoor(adapter, { tenant, cloud, isTrusted }, turn, log),
    port: sender(reach, directory, draw),
    idle: () => exchange.idle(),
  }
}

type Taken = Extract<Received, { kind: 'interaction' }>

/** Takes activities one by one, from what was done to its answer. */
class Exchange {
  readonly #underWay = new Set<Promise<void>>()

  constructor(
    readonly options: TeamsOptions,
    readonly reach: Reach,
    readonly directory: Directory,
    readonly draw: DrawMessage,
  ) {}

  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  async take(activity: Activity, context: TurnContext): Promise<void> {
    const work = this.#serve(activity)
    const tracked = work.then(() => {})
    this.#underWay.add(tracked)
    void tracked.finally(() => this.#underWay.delete(tracked))
    const answered = await work
    if (activity.type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value: answered })
  }

  async #serve(activity: Activity): Promise<InvokeAnswer> {
    const { log } = this.options
    try {
      this.directory.note(activity.from.aadObjectId, activity.from.name)
      const named = await this.#resolveNamed(activity)
      const received = receive(named, { tenant: this.options.tenant, secret: this.options.appPassword })
      if (received.kind === 'ignored') return { status: 200 }
      if (received.kind === 'installed') return await this.#install(activity)
      if (received.kind === 'removed') return await this.#remove(activity)
      if (!received.place.isShared) await this.reach.note(conversationOf(activity, this.options.tenant))
      return await this.#answer(received, activity)
    } catch (error) {
      log?.error({ err: describeError(error) }, 'an activity could not be taken')
      return { status: 200 }
    }
  }

  /** People named in typed words stand there by Teams' own id: they are looked up in the conversation. */
  async #resolveNamed(activity: Activity): Promise<Activity> {
    const named = activity.type === 'message' ? namedIn(activity) : []
    const accounts = new Map<string, string>()
    for (const { teamsId } of named) {
      const account = await this.directory.accountOf(activity.serviceUrl, rosterOf(activity), teamsId)
      if (account !== null) accounts.set(teamsId, account)
    }
    return accounts.size === 0 ? activity : withAccounts(activity, accounts)
  }

  async #install(activity: Activity): Promise<InvokeAnswer> {
    const conversation = conversationOf(activity, this.options.tenant)
    const isKnown = (await this.reach.conversations.find(conversation.id)) !== null
    await this.reach.install(conversation)
    if (conversation.kind === 'personal' && !isKnown) await this.#welcome(activity, conversation)
    return { status: 200 }
  }

  /** Who has added the app finds their home in the chat. */
  async #welcome({ id, from }: Activity, { id: conversation, serviceUrl }: Conversation): Promise<void> {
    const userId = from.aadObjectId
    if (!userId) return
    const reply = await this.options.dispatch({
      kind: 'home',
      page: 1,
      platform: 'teams',
      tenant: this.options.tenant,
      userId,
      channel: null,
      dedupeKey: `teams:${conversation}:${id ?? 'installed'}`,
    })
    if (!('view' in reply)) return
    await this.#post(this.reach.connector(serviceUrl), conversation, reply.view)
  }

  async #remove(activity: Activity): Promise<InvokeAnswer> {
    await this.reach.remove(rootOf(activity.conversation.id))
    return { status: 200 }
  }

  async #answer(received: Taken, activity: Activity): Promise<InvokeAnswer> {
    const tools = this.#tools(received, activity)
    const { place } = received
    const work = this.#reply(received, activity)
    const reply = await inTime(work, this.options.deadlineMs ?? 4_000)
    if (reply === null) return this.#tooLate(work, received, tools)
    return this.#perform(reply, place, tools)
  }

  async #perform(reply: Reply, place: Place, tools: Tools): Promise<InvokeAnswer> {
    try {
      return await answer(reply, place, tools)
    } catch (error) {
      this.options.log?.error({ err: describeError(error), by: place.by }, 'an answer did not reach Teams')
      return showWords(this.options.apology(), place, tools).catch(() => ({ status: 200 }))
    }
  }

  /** What was done after all is told in the personal chat: the person was asked to try again. */
  async #tooLate(work: Promise<Reply>, { place }: Taken, tools: Tools): Promise<InvokeAnswer> {
    this.options.log?.warn({ by: place.by }, 'the desk did not answer in time')
    const late = work
      .then((reply) => ('view' in reply ? tools.postPrivately(reply.view) : true))
      .then(() => {})
      .catch((error: unknown) =>
        this.options.log?.error({ err: describeError(error) }, 'a late answer did not reach Teams'),
      )
    this.#underWay.add(late)
    void late.finally(() => this.#underWay.delete(late))
    return showWords(this.options.apology(), place, tools).catch(() => ({ status: 200 }))
  }

  #reply({ interaction }: Taken, { channelData }: Activity): Promise<Reply> {
    if (channelData?.channel?.type === 'shared')
      return Promise.resolve({ kind: 'private', view: this.options.sharedChannel(), isRefusal: true })
    return this.options.dispatch(interaction)
  }

  #tools({ interaction, place }: Taken, { serviceUrl }: Activity): Tools {
    const { options, reach, directory, draw } = this
    const connector = reach.connector(serviceUrl)
    return {
      phrases: options.phrases(),
      postHere: (view) => this.#post(connector, place.conversation, view),
      sayHere: async (text) => void (await connector.post(place.conversation, { text })),
      postPrivately: (view) => this.#postPrivately(interaction.userId, view),
      redraw: async (view) => connector.update(place.conversation, place.messageId ?? '', await draw(view)),
      drawDialog: async (view) => {
        const names = await directory.namesFor(view)
        const { payload } = renderCard(view, { surface: 'dialog', opensForm: options.opensForm, names })
        return { title: view.title.words, card: payload }
      },
      drawForm: async (form, errors = {}) => {
        const names = await directory.namesFor(form)
        return renderForm(form, { names, nonce: randomUUID(), errors }).payload
      },
    }
  }

  /** Posts an answer, and notes where it stands once nobody waits for it any more. */
  async #post(connector: Connector, conversation: string, view: View): Promise<void> {
    const messageId = await connector.post(conversation, await this.draw(view))
    const noting = this.options
      .noteAnswer({ channel: conversation, messageId }, showsDetails(view))
      .catch((error: unknown) =>
        this.options.log?.error({ err: describeError(error) }, 'where an answer stands was not noted'),
      )
    this.#underWay.add(noting)
    void noting.finally(() => this.#underWay.delete(noting))
  }

  async #postPrivately(userId: string, view: View): Promise<boolean> {
    try {
      const { id, serviceUrl } = await this.reach.personal(userId)
      await this.#post(this.reach.connector(serviceUrl), id, view)
      return true
    } catch (error) {
      if (error instanceof Unavailable && error.retry === 'never') return false
      throw error
    }
  }
}

/** What `work` gives within `ms`; null when it takes longer. */
async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
