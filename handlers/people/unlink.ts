import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { separateAccounts } from '../../db/account-links.js'
import { appendEvents } from '../../db/events.js'
import { findActor } from '../../db/people.js'
import { actingRole, peopleCommands, readingCommands } from '../../src/domain/people/policy.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { refuse } from '../../src/domain/refusals.js'
import { linkEnded } from '../../src/views/account-links.js'
import { handler, type Context } from '../context.js'

/** Typed: `people unlink [@person]`. Clicked: `extra` is the person. */
const Input = z.object({ person: z.string().min(1).optional(), extra: z.uuid().optional() })

/**
 * Takes the linked account away from a person, at once: one's own, or as a manager anybody's. It keeps no role; the
 * account from before the link stays as it is.
 */
export const unlinkAccounts = handler({
  access: readingCommands['home.show'],
  effect: 'write',
  input: Input,
  async run(context, input) {
    const { tx, actor, now, draw } = context
    const person = await personOf(context, input)
    if (!person) return refuse('E_UNKNOWN_PERSON')
    const managers = peopleCommands['person.link']
    if (person !== actor.id && !actingRole(actor, managers))
      return refuse('E_NOT_ALLOWED', { roles: managers })
    const gone = await separateAccounts(tx, person, () => randomUUID() as PersonId)
    if (gone.length === 0) return refuse('E_UNKNOWN_PERSON')
    const fields = { person, accounts: gone.map(({ platform, userId }) => `${platform}:${userId}`) }
    await appendEvents(tx, [{ type: 'person.unlinked', reference: null, fields }], {
      actor: actor.id,
      role: actor.roles[0]!,
      at: now,
    })
    return { kind: 'private', view: linkEnded(draw, 'unlinked') }
  },
})

async function personOf(
  { tx, origin, actor }: Context,
  { person, extra }: z.infer<typeof Input>,
): Promise<PersonId | null> {
  if (extra !== undefined) return extra as PersonId
  if (person === undefined) return actor.id
  return (await findActor(tx, origin.platform, origin.tenant, person))?.person ?? null
}
