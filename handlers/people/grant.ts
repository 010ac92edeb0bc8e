import { z } from 'zod'
import { peopleCommands } from '../../src/domain/people/policy.js'
import { grantableRoles } from '../../src/domain/people/roles.js'
import { grantForm } from '../../src/views/forms/grant.js'
import { refuse } from '../../src/domain/refusals.js'
import { isUserId } from '../../src/chat/user-id.js'
import { handler, isRefusal } from '../context.js'
import { showPeople } from './list.js'
import { proposeRole } from './propose.js'

/** A manager proposes a role for an account of the platform; another manager confirms it (§3.2). */
export const grantRole = handler({
  access: peopleCommands['role.grant'],
  effect: 'write',
  input: z.object({ person: z.string().min(1, 'E_UNKNOWN_PERSON'), role: z.enum(grantableRoles) }),
  form: ({ draw }, given) => Promise.resolve(given['person'] && given['role'] ? null : grantForm(draw)),
  async run(context, { person, role }) {
    if (!isUserId(context.origin.platform, person)) return refuse('E_UNKNOWN_PERSON', {}, 'person')
    const { tx, origin, actor, now } = context
    const account = { platform: origin.platform, tenant: origin.tenant, userId: person }
    const made = await proposeRole(tx, account, role, { id: actor.id, as: 'manager' }, now)
    return isRefusal(made) ? made : showPeople(context)
  },
})
