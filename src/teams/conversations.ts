/** A conversation that the app is in, as Teams wants it named when the desk speaks first. */
export interface Conversation {
  readonly id: string
  readonly kind: 'personal' | 'group' | 'channel'
  readonly tenant: string
  readonly serviceUrl: string
  /** Our id in Teams, `28:…`. */
  readonly botId: string
  /** Account in the directory; of a personal chat alone. */
  readonly userId: string | null
  readonly team: string | null
  /** What Teams calls the channel: `standard`, `private`, `shared`; null when it did not say. */
  readonly channelType: string | null
}

/** Where conversations are kept, so that a restart does not forget them. */
export interface Conversations {
  save(conversation: Conversation): Promise<void>
  find(id: string): Promise<Conversation | null>
  /** The personal chat with an account. */
  findPersonal(userId: string): Promise<Conversation | null>
  /** The app was taken out. */
  remove(id: string): Promise<void>
}
