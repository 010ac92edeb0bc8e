import { enqueue } from '../../db/enqueue.js'
import { findActor } from '../../db/people.js'
import type { Cover } from '../../src/domain/people/on-call.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import type { Context } from '../context.js'

/** The person of an account that can be on call: one with the role of an engineer. */
export async function engineerOf(
  { tx, origin }: Context,
  userId: string,
  field: string,
): Promise<PersonId | Refusal> {
  const found = await findActor(tx, origin.platform, origin.tenant, userId)
  if (!found) return refuse('E_UNKNOWN_PERSON', {}, field)
  return found.roles.includes('engineer') ? found.person : refuse('E_NOT_ENGINEER', {}, field)
}

/** Asks for the user group to be looked at now, and when a change begins and ends. */
export async function queueSync({ tx }: Context, cover?: Pick<Cover, 'from' | 'until'>): Promise<void> {
  await enqueue(tx, 'sync-on-call', {}, { jobKey: 'sync-on-call' })
  for (const runAt of cover ? [cover.from, cover.until] : []) {
    await enqueue(tx, 'sync-on-call', {}, { jobKey: `sync-on-call:${runAt.toMillis()}`, runAt })
  }
}
