import type { DateTime } from 'luxon'
import { z } from 'zod'
import type { Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { findActor, type AccountKey } from '../../db/people.js'
import { countActive, listGrants, lockGrant, revokeGrant, type Grant } from '../../db/role-grants.js'
import { refusalToRevoke } from '../../src/domain/people/grants.js'
import { peopleCommands } from '../../src/domain/people/policy.js'
import { grantableRoles, type GrantableRole } from '../../src/domain/people/roles.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { handler, isRefusal } from '../context.js'
import { showPeople } from './list.js'
import type { Proposer } from './propose.js'

/** Typed: `people revoke @person role`. Clicked: `extra` is the id of the grant. */
const Input = z.union([
  z.object({ extra: z.uuid() }),
  z.object({ person: z.string().min(1), role: z.enum(grantableRoles), extra: z.undefined().optional() }),
])

/** A manager takes a role away; it is gone at once. The last manager stays. */
export const revokeRole = handler({
  access: peopleCommands['role.revoke'],
  effect: 'write',
  input: Input,
  async run(context, input) {
    const { tx, origin, actor, now } = context
    const by = { id: actor.id, as: 'manager' } as const
    const { platform, tenant } = origin
    const gone =
      input.extra === undefined
        ? await revokeGrantOf(tx, { platform, tenant, userId: input.person }, input.role, by, now)
        : await revokeById(tx, input.extra, by, now)
    return isRefusal(gone) ? gone : showPeople(context)
  },
})

/** Ends the grant of a role to an account, pending or active; refuses when there is none, or for the last manager. */
export async function revokeGrantOf(
  tx: Tx,
  { platform, tenant, userId }: AccountKey,
  role: GrantableRole,
  by: Proposer,
  at: DateTime,
): Promise<Grant | Refusal> {
  const found = await findActor(tx, platform, tenant, userId)
  const grants = await listGrants(tx)
  const grant = grants.find(
    ({ person, role: has, state }) => person === found?.person && has === role && state !== 'revoked',
  )
  return grant ? revokeById(tx, grant.id, by, at) : refuse('E_UNKNOWN_PERSON')
}

async function revokeById(
  tx: Tx,
  id: string,
  { id: by, as }: Proposer,
  at: DateTime,
): Promise<Grant | Refusal> {
  const asked = (await listGrants(tx)).find((grant) => grant.id === id)
  const others = await countActive(tx, 'manager', asked?.person)
  const grant = await lockGrant(tx, id)
  if (!grant) return refuse('E_UNKNOWN_PERSON')
  const refused = refusalToRevoke(grant, others)
  if (refused) return refused
  const gone = await revokeGrant(tx, id, { by, at })
  const draft = {
    type: 'role.revoked',
    reference: null,
    fields: { person: grant.person, revokedRole: grant.role, grant: id },
  } as const
  await appendEvents(tx, [draft], { actor: by, role: as === 'operator' ? 'system' : 'manager', at })
  return gone ?? grant
}
