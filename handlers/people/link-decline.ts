import { z } from 'zod'
import { lockClaimed, removeLink } from '../../db/account-links.js'
import { appendEvents } from '../../db/events.js'
import { actingRole, peopleCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { linkEnded } from '../../src/views/account-links.js'
import { handler } from '../context.js'

/** A manager declines a link, or one of the two whom it would make one takes it back. */
export const declineLink = handler({
  access: 'everybody',
  effect: 'write',
  input: z.object({ extra: z.uuid() }),
  async run({ tx, actor, now, draw }, { extra: id }) {
    const link = await lockClaimed(tx, id, now)
    if (!link) return refuse('E_LINK_CODE')
    const managers = peopleCommands['person.link']
    const isOwn = actor.id === link.person || actor.id === link.other
    if (!isOwn && !actingRole(actor, managers)) return refuse('E_NOT_ALLOWED', { roles: managers })
    await removeLink(tx, id)
    const fields = { person: link.person, other: link.other, link: id }
    await appendEvents(tx, [{ type: 'person.link_declined', reference: null, fields }], {
      actor: actor.id,
      role: actor.roles[0] ?? 'system',
      at: now,
    })
    return { kind: 'private', view: linkEnded(draw, 'declined') }
  },
})
