import { randomUUID } from 'node:crypto'
import type { DateTime } from 'luxon'
import type { Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { findActor, saveAccount, type AccountKey } from '../../db/people.js'
import { confirmGrant, countActive, proposeGrant, type Grant } from '../../db/role-grants.js'
import { stateOfNewGrant } from '../../src/domain/people/grants.js'
import type { GrantableRole, PersonId } from '../../src/domain/people/roles.js'
import { refuse, type Refusal } from '../../src/domain/refusals.js'
import { queueAccountCheck } from './queue-check.js'

export interface Proposer {
  readonly id: PersonId
  /** `operator`: whoever runs the command line on the server. */
  readonly as: 'operator' | 'manager'
}

/**
 * Gives an account a role, pending until a second person confirms it, or at once while there are too few managers to
 * confirm anything. The account becomes a person of the desk if it is none yet.
 */
export async function proposeRole(
  tx: Tx,
  account: AccountKey,
  role: GrantableRole,
  { id: by, as }: Proposer,
  at: DateTime,
): Promise<Grant | Refusal> {
  const known = await findActor(tx, account.platform, account.tenant, account.userId)
  const person =
    known?.person ?? (await saveAccount(tx, account, { kind: 'member' }, randomUUID() as PersonId))
  const proposed = await proposeGrant(tx, { id: randomUUID(), person, role, by, at })
  if (!proposed) return refuse('E_WRONG_STATE', { status: 'active' }, 'role')
  // What is not yet known of the account (guest, e-mail, language) is asked of the platform by a job.
  await queueAccountCheck(tx, account)
  const actsAs = as === 'operator' ? 'system' : 'manager'
  const fields = { person, grantedRole: role, grant: proposed.id }
  if (stateOfNewGrant(as, await countActive(tx, 'manager')) === 'pending') {
    await appendEvents(tx, [{ type: 'role.proposed', reference: null, fields }], {
      actor: by,
      role: actsAs,
      at,
    })
    return proposed
  }
  const active = await confirmGrant(tx, proposed.id, { by, at })
  await appendEvents(tx, [{ type: 'role.granted', reference: null, fields }], { actor: by, role: actsAs, at })
  return active ?? proposed
}
