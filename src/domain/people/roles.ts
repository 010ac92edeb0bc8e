/** Who acts, and as what. Names are those of the role table (domain specification §3.2). */
export const roles = ['support', 'manager', 'engineer', 'dpo', 'auditor', 'system'] as const
export type Role = (typeof roles)[number]

/** Roles that a person can be granted; `system` is the desk itself. */
export const grantableRoles = ['support', 'manager', 'engineer', 'dpo', 'auditor'] as const
export type GrantableRole = (typeof grantableRoles)[number]

/** Our own id of a person (UUID), the same on every chat platform. */
export type PersonId = string & { readonly __brand: 'PersonId' }

/** Whoever gives a command, as established from the signed platform user id: never from a display name. */
export interface Actor {
  readonly id: PersonId
  readonly roles: readonly Role[]
}

/** The desk itself, for clock-driven work. */
export const systemActor: Actor = {
  id: '00000000-0000-0000-0000-000000000000' as PersonId,
  roles: ['system'],
}
