import type { DateTime } from 'luxon'
import type { Actor, Role } from '../people/roles.js'
import type { EventDraft } from '../proof/event.js'
import type { CaseCommand, CommandInput } from './commands.js'
import type { RightsRequest, Surroundings } from './types.js'

/** An act that is allowed: the case after it, and what is recorded of it. */
export interface Decision {
  readonly ok: true
  readonly next: RightsRequest
  readonly event: EventDraft
  /** Further events of the same act, in order, after `event`. */
  readonly more?: readonly EventDraft[]
  /** The role in which the person acted, for the event chain. */
  readonly role: Role
}

/** Everything a guard or an effect may look at. */
export interface Act<N extends CaseCommand> {
  readonly found: RightsRequest
  readonly actor: Actor
  readonly role: Role
  readonly input: CommandInput[N]
  readonly at: DateTime
  readonly around: Surroundings
}

/** What an allowed act does, before version and clock are settled by `decide`. */
export interface Change {
  readonly next: RightsRequest
  readonly event: EventDraft
  readonly more?: readonly EventDraft[]
}

export type Effect<A> = (act: A) => Change
