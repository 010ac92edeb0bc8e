import { Unavailable } from '../chat/port.js'
import { Connector, type TokenSource } from './connector.js'
import type { Conversation, Conversations } from './conversations.js'

/** The way to conversations: where they are kept, and a connector for each service URL that is trusted. */
export class Reach {
  readonly #connectors = new Map<string, Connector>()

  constructor(
    readonly conversations: Conversations,
    readonly token: TokenSource,
    readonly isTrusted: (serviceUrl: string) => boolean,
    readonly tenant: string,
    /** Channel or chat of the case cards, whose members can be looked up. */
    readonly home: string | null,
  ) {}

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
