import { Unavailable } from '../chat/port.js'
import type { Clock } from '../clock.js'
import { Connector, type TokenSource } from './connector.js'
import type { Conversation, Conversations } from './conversations.js'

/** For how long a conversation is not written again that is as it was. */
const noteSeconds = 600
const mostNoted = 5_000

/** The way to conversations: where they are kept, and a connector for each service URL that is trusted. */
export class Reach {
  readonly #connectors = new Map<string, Connector>()
  readonly #noted = new Map<string, { readonly as: string; readonly until: number }>()

  constructor(
    readonly conversations: Conversations,
    readonly token: TokenSource,
    readonly isTrusted: (serviceUrl: string) => boolean,
    readonly tenant: string,
    /** Channel or chat of the case cards, whose members can be looked up. */
    readonly home: string | null,
    readonly clock: Clock,
  ) {}

  /** Keeps where somebody spoke to us; one that was noted just so lately is not written again. */
  async note(conversation: Conversation): Promise<void> {
    const as = JSON.stringify(conversation)
    const now = this.clock().toMillis()
    const known = this.#noted.get(conversation.id)
    if (known?.as === as && now < known.until) return
    await this.conversations.save(conversation)
    this.#noted.set(conversation.id, { as, until: now + noteSeconds * 1000 })
    if (this.#noted.size > mostNoted) this.#noted.delete(this.#noted.keys().next().value!)
  }

  /** The app was put into a conversation: written whatever was noted, since it may have been taken out elsewhere. */
  async install(conversation: Conversation): Promise<void> {
    this.#noted.delete(conversation.id)
    await this.conversations.save(conversation)
  }

  async remove(id: string): Promise<void> {
    this.#noted.delete(id)
    await this.conversations.remove(id)
  }

  /** Throws for a host that must never be given our token, whoever wrote it down. */
  connector(serviceUrl: string): Connector {
    if (!this.isTrusted(serviceUrl)) throw new Unavailable('Teams (service URL not trusted)', 'never')
    const found = this.#connectors.get(serviceUrl) ?? new Connector(serviceUrl, this.token)
    this.#connectors.set(serviceUrl, found)
    return found
  }

  /** A conversation that the app is in. Throws `Unavailable` (never) when it is not. */
  async conversation(id: string): Promise<Conversation> {
    const found = await this.conversations.find(id)
    if (!found || found.tenant !== this.tenant) throw new Unavailable('Teams (not_installed)', 'never')
    return found
  }

  /** Where somebody can be looked up: their personal chat, then the privacy channel. */
  async placesOf(userId: string): Promise<readonly Conversation[]> {
    const personal = await this.conversations.findPersonal(userId)
    const home = this.home === null ? null : await this.conversations.find(this.home)
    return [personal, home].flatMap((found) => (found && found.tenant === this.tenant ? [found] : []))
  }

  /**
   * The personal chat with somebody: the one that is kept, else a new one, which Teams opens only to those who
   * have the app. Throws `Unavailable`.
   */
  async personal(userId: string): Promise<Conversation> {
    const kept = await this.conversations.findPersonal(userId)
    if (kept && kept.tenant === this.tenant) return kept
    const home = this.home === null ? null : await this.conversations.find(this.home)
    if (!home) throw new Unavailable('Teams (not_installed)', 'never')
    const id = await this.connector(home.serviceUrl).openPersonal(home.botId, userId, this.tenant)
    const made = { ...home, id, kind: 'personal', userId, team: null, channelType: null } as const
    await this.conversations.save(made)
    return made
  }
}
