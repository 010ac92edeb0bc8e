import { appendEvents } from '../../db/events.js'
import type { Role } from '../../src/domain/people/roles.js'
import type { EventDraft } from '../../src/domain/proof/event.js'
import type { Context } from '../context.js'

/** Chains the event of a decision on what keeps data: a hold, a restriction, an exception. */
export async function keepDecision(
  { tx, actor, now }: Context,
  { event, role }: { readonly event: EventDraft; readonly role: Role },
): Promise<void> {
  await appendEvents(tx, [event], { actor: actor.id, role, at: now })
}
