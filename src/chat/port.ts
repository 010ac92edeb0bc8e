import type { AccountState, Platform } from './interaction.js'
import type { View, Zone } from './view.js'

/** A message we sent, so that it can be redrawn. */
export interface CardRef {
  readonly channel: string
  readonly messageId: string
}

/** Who reads a channel. `unread` = the platform did not tell: treated as not allowed. */
export type Audience =
  | { readonly kind: 'private' }
  | { readonly kind: 'refused'; readonly why: 'public' | 'shared' | 'guests' | 'archived' | 'not_member' }
  | { readonly kind: 'unread'; readonly why: string }

/** An account as the platform describes it. `email` is used for a blind index at once and never kept. */
export interface Profile extends AccountState {
  readonly email: string | null
}

/** How the desk speaks on a platform. Every method throws `Unavailable` when the platform does not do it. */
export interface ChatPort {
  readonly platform: Platform
  /** `mark` stands in the message, unseen, so that it can be found again. */
  post(channel: string, view: View<'Z1'>, mark?: string): Promise<CardRef>
  update(card: CardRef, view: View<'Z1'>): Promise<void>
  /**
   * Deletes a message of ours, or draws `blank` in its place where the platform does not let us delete it. One that is gone
   * already counts as deleted. What it does not let us do at all is `Unavailable` with 'never'.
   */
  remove(card: CardRef, blank: View<'Z1'>): Promise<'deleted' | 'blanked'>
  direct(userId: string, view: View<Zone>, mark?: string): Promise<CardRef>
  /**
   * Looks for a message by its mark among the latest of a channel, or of the direct messages with a person. Null: it is
   * not there. Absent, or `Unavailable` with 'never': this platform or this installation does not let us read.
   */
  findMarked?(to: { channel: string } | { userId: string }, mark: string): Promise<CardRef | null>
  /** The address of a message that we posted, for people who may read it; null where the platform has none for it. */
  linkTo(card: CardRef): Promise<string | null>
  /** Asked before each post: M6. */
  audience(channel: string): Promise<Audience>
  profile(userId: string): Promise<Profile>
  /** Makes these accounts, at least one, the members of a user group; absent where the platform has no such groups. */
  readonly setGroup?: (group: string, userIds: readonly string[]) => Promise<void>
}

/** The port of each platform that the desk is connected to. */
export type Ports = Readonly<Partial<Record<Platform, ChatPort>>>

/** The port of a platform. Throws `Unavailable` (never) when the desk is not connected to it. */
export function portOf(ports: Ports, platform: Platform): ChatPort {
  const port = ports[platform]
  if (!port) throw new Unavailable(`${platform} (not_connected)`, 'never')
  return port
}

/**
 * A world outside did not do what was asked. `retry`: 'safe' = nothing happened, try again;
 * 'never' = it will not work; 'unknown' = it may have happened: never repeat it blindly.
 */
export class Unavailable extends Error {
  constructor(
    readonly what: string,
    readonly retry: 'safe' | 'never' | 'unknown',
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(`${what} is unavailable (retry: ${retry})`, options)
    this.name = 'Unavailable'
  }
}
