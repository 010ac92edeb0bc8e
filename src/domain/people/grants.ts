import { refuse, type Refusal } from '../refusals.js'
import type { GrantableRole, PersonId } from './roles.js'

/** A role given to a person, as it stands. */
export interface Grant {
  readonly id: string
  readonly person: PersonId
  readonly role: GrantableRole
  readonly state: 'pending' | 'active' | 'revoked'
  readonly proposedBy: PersonId
}

/**
 * Whether a grant takes effect at once or waits for a second person (§3.2). It takes effect at once only while the
 * desk has fewer than two active managers and the operator gives the role: else nobody could ever confirm.
 */
export function stateOfNewGrant(by: 'operator' | 'manager', activeManagers: number): 'pending' | 'active' {
  return by === 'operator' && activeManagers < 2 ? 'active' : 'pending'
}

/** Refuses a confirmation by whoever proposed the grant or would get the role, and of one that waits no more. */
export function refusalToConfirm(grant: Grant, by: PersonId): Refusal | null {
  if (grant.state !== 'pending') return refuse('E_WRONG_STATE', { status: grant.state })
  return by === grant.proposedBy || by === grant.person ? refuse('E_FOUR_EYES') : null
}

/** Taking a role away needs no second person, but the last manager stays: somebody must decide (§3.2). */
export function refusalToRevoke(grant: Grant, otherManagers: number): Refusal | null {
  if (grant.state === 'revoked') return refuse('E_WRONG_STATE', { status: grant.state })
  return grant.role === 'manager' && grant.state === 'active' && otherManagers === 0
    ? refuse('E_LAST_MANAGER')
    : null
}
