import { refusalOffCall } from '../people/on-call.js'
import type { Actor, PersonId } from '../people/roles.js'
import { refuse, type Refusal } from '../refusals.js'

/** Refuses to send an erasure off again that still runs, or for somebody who is not on call. */
export function refusalToRetry(
  state: 'running' | 'stopped' | 'asking' | 'partial' | 'done' | null,
  actor: Actor,
  onCall: readonly PersonId[],
): Refusal | null {
  const offCall = refusalOffCall(actor.id, onCall)
  if (offCall) return offCall
  return state === 'asking' || state === 'stopped' || state === 'partial'
    ? null
    : refuse('E_NOTHING_TO_RETRY')
}
