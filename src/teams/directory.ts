import { Unavailable, type Profile } from '../chat/port.js'
import type { Clock } from '../clock.js'
import type { Member } from './connector.js'
import type { Conversation } from './conversations.js'
import { accountsIn, type Names } from './escape.js'
import type { Reach } from './reach.js'

const keepSeconds = 3_600
const most = 5_000

/** What is known of people: their names, for mentions, kept in memory for an hour and nowhere else. */
export class Directory {
  readonly #names = new Map<string, { readonly name: string; readonly until: number }>()

  constructor(
    readonly reach: Reach,
    readonly clock: Clock,
  ) {}

  /** Notes a name that came with an authenticated activity, or from a list of members. */
  note(userId: string | null | undefined, name: string | null | undefined): void {
    if (!userId || !name) return
    this.#names.delete(userId)
    this.#names.set(userId, { name, until: this.clock().toMillis() + keepSeconds * 1000 })
    if (this.#names.size > most) this.#names.delete(this.#names.keys().next().value!)
  }

  /** Names for everybody who stands in what is drawn; who cannot be looked up is left out. */
  async namesFor(drawn: unknown): Promise<Names> {
    const names = new Map<string, string>()
    for (const userId of accountsIn(drawn)) {
      const name = this.#known(userId) ?? (await this.#look(userId))
      if (name) names.set(userId, name)
    }
    return names
  }

  #known(userId: string): string | null {
    const found = this.#names.get(userId)
    return found && this.clock().toMillis() < found.until ? found.name : null
  }

  async #look(userId: string): Promise<string | null> {
    const member = await this.memberOf(userId).catch(() => null)
    return member?.name ?? null
  }

  /**
   * Somebody as Teams describes them, read in their personal chat or in the privacy channel. Throws `Unavailable`,
   * `user_not_found` where they are in neither.
   */
  async memberOf(userId: string): Promise<Member> {
    for (const place of await this.reach.placesOf(userId)) {
      const member = await this.#memberIn(place, userId)
      if (member) {
        this.note(userId, member.name)
        return member
      }
    }
    throw new Unavailable('Teams (user_not_found)', 'never')
  }

  async #memberIn(place: Conversation, userId: string): Promise<Member | null> {
    try {
      return await this.reach.connector(place.serviceUrl).member(place.team ?? place.id, userId)
    } catch (error) {
      if (error instanceof Unavailable && error.retry === 'never') return null
      throw error
    }
  }

  /** The account of somebody whom Teams names by its own id; null when they cannot be looked up. */
  async accountOf(serviceUrl: string, roster: string, teamsId: string): Promise<string | null> {
    const member = await this.reach
      .connector(serviceUrl)
      .member(roster, teamsId)
      .catch(() => null)
    const account = member?.aadObjectId ?? member?.objectId ?? null
    this.note(account, member?.name)
    return account
  }

  async profile(userId: string, tenant: string): Promise<Profile> {
    const member = await this.memberOf(userId)
    return { userId, kind: isGuest(member, tenant) ? 'guest' : 'member', email: member.email ?? null }
  }
}

/** Guests of our tenant, and people of others. */
export function isGuest({ userRole, tenantId, userPrincipalName }: Member, tenant: string): boolean {
  const isForeign = Boolean(tenantId) && tenantId !== tenant
  const isInvited = userPrincipalName?.includes('#EXT#') === true
  return isForeign || isInvited || (Boolean(userRole) && userRole !== 'user')
}
