import { z } from 'zod'
import { isInvolved, lockClaimed, moveAccount, platformsOf, removeLink } from '../../db/account-links.js'
import { appendEvents } from '../../db/events.js'
import { refusalToLink } from '../../src/domain/people/account-links.js'
import { peopleCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { handler } from '../context.js'
import { showPeople } from './list.js'

/** A manager confirms that two accounts are one person: from now on both have the roles of the first. */
export const confirmLink = handler({
  access: peopleCommands['person.link'],
  effect: 'write',
  input: z.object({ extra: z.uuid() }),
  async run(context, { extra: id }) {
    const { tx, actor, now } = context
    const link = await lockClaimed(tx, id, now)
    if (!link) return refuse('E_LINK_CODE')
    const refused = refusalToLink(link, actor.id)
    if (refused) return refused
    const { person, other, claimed } = link
    // Since the code was typed either may have changed.
    if ((await platformsOf(tx, person)).includes(claimed.platform)) return refuse('E_LINK_PLATFORM')
    if (await isInvolved(tx, other)) return refuse('E_LINK_BUSY')
    await moveAccount(tx, claimed, { from: other, to: person }, now)
    await removeLink(tx, id)
    const fields = { person, other, account: `${claimed.platform}:${claimed.userId}`, link: id }
    await appendEvents(tx, [{ type: 'person.linked', reference: null, fields }], {
      actor: actor.id,
      role: 'manager',
      at: now,
    })
    return showPeople(context)
  },
})
