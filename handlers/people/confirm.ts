import { z } from 'zod'
import { hasTwin } from '../../db/account-links.js'
import { appendEvents } from '../../db/events.js'
import { confirmGrant as saveConfirmation, lockGrant } from '../../db/role-grants.js'
import { refusalToConfirm } from '../../src/domain/people/grants.js'
import { peopleCommands } from '../../src/domain/people/policy.js'
import { refuse } from '../../src/domain/refusals.js'
import { handler } from '../context.js'
import { showPeople } from './list.js'

/** A second manager confirms a proposed role; only then it counts. `extra` is the id of the grant. */
export const confirmGrant = handler({
  access: peopleCommands['role.confirm'],
  effect: 'write',
  input: z.object({ extra: z.uuid() }),
  async run(context, { extra: id }) {
    const { tx, actor, now } = context
    const grant = await lockGrant(tx, id)
    if (!grant) return refuse('E_UNKNOWN_PERSON')
    const refused = refusalToConfirm(grant, actor.id)
    if (refused) return refused
    if (await hasTwin(tx, grant.person)) return refuse('E_LINK_FIRST')
    await saveConfirmation(tx, id, { by: actor.id, at: now })
    const fields = { person: grant.person, grantedRole: grant.role, grant: id }
    await appendEvents(tx, [{ type: 'role.granted', reference: null, fields }], {
      actor: actor.id,
      role: 'manager',
      at: now,
    })
    return showPeople(context)
  },
})
