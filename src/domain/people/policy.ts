import type { Actor, PersonId, Role } from './roles.js'

/** §5.1: nothing of a case; case metadata; details of the person; the export package. */
export type Zone = 'Z0' | 'Z1' | 'Z2' | 'Z3'

/** How the case stands to whoever looks. */
export interface Own {
  /** The person handles the case. */
  readonly isHandler: boolean
  /** The person is its data subject: hidden from them but for the ordinary answer (§5.7). */
  readonly isSubject: boolean
}

/** How a case stands to a person. */
export const ownOf = (
  found: { readonly assignee: PersonId | null; readonly subjectPerson: PersonId | null },
  actor: Actor,
): Own => ({ isHandler: found.assignee === actor.id, isSubject: isAboutSelf(found, actor) })

/** `reason`: only after a reason was given, which is recorded (§5.3). `own`: as handler of the case. */
type Sight = 'yes' | 'no' | 'own' | 'reason' | 'own_or_reason'

/** §5.7. Engineers see the selectors of an approved plan, which is not Z2 as a whole. */
const sight: Readonly<Record<Role, Readonly<Record<Zone, Sight>>>> = {
  support: { Z0: 'yes', Z1: 'yes', Z2: 'own', Z3: 'own' },
  manager: { Z0: 'yes', Z1: 'yes', Z2: 'own_or_reason', Z3: 'reason' },
  engineer: { Z0: 'yes', Z1: 'yes', Z2: 'no', Z3: 'no' },
  dpo: { Z0: 'yes', Z1: 'yes', Z2: 'reason', Z3: 'no' },
  auditor: { Z0: 'yes', Z1: 'yes', Z2: 'no', Z3: 'no' },
  system: { Z0: 'yes', Z1: 'yes', Z2: 'no', Z3: 'no' },
}

export type Sees = 'yes' | 'with_reason' | 'no'

function seesAs(role: Role, zone: Zone, own: Own): Sees {
  const cell = sight[role][zone]
  if (cell === 'yes') return 'yes'
  if (own.isHandler && (cell === 'own' || cell === 'own_or_reason')) return 'yes'
  return cell === 'reason' || cell === 'own_or_reason' ? 'with_reason' : 'no'
}

/**
 * Whether the person may see that zone of a case (§5.7), the best of all roles. Without a role only Z0; of a case about
 * oneself nothing but Z0, whatever the roles.
 */
export function maySee(actor: Actor, zone: Zone, own: Own): Sees {
  if (zone === 'Z0') return 'yes'
  if (own.isSubject) return 'no'
  const answers = actor.roles.map((role) => seesAs(role, zone, own))
  if (answers.includes('yes')) return 'yes'
  return answers.includes('with_reason') ? 'with_reason' : 'no'
}

/** The role in which the person sees a zone of a case: the first that lets them see it as freely as they may. */
export function seeingRole(actor: Actor, zone: Zone, own: Own): Role | null {
  const best = maySee(actor, zone, own)
  return actor.roles.find((role) => seesAs(role, zone, own) === best) ?? null
}

const everyRole: readonly Role[] = ['support', 'manager', 'engineer', 'dpo', 'auditor']

/** Commands that change no case, and who may give them; `anybody` needs no role (§3.2, §5.7). */
export const readingCommands = {
  'help.show': 'anybody',
  'notice.show': 'anybody',
  'request.show': everyRole,
  'request.list': everyRole,
  'request.history': everyRole,
  'request.details': ['support', 'manager', 'dpo'],
  'hold.list': everyRole,
  'exception.list': everyRole,
  'restriction.list': everyRole,
  'home.show': everyRole,
  'oncall.show': everyRole,
  'stats.show': everyRole,
  'register.show': ['manager', 'dpo', 'auditor'],
  'audit.show': ['manager', 'dpo', 'auditor'],
  'audit.verify': ['manager', 'engineer', 'dpo', 'auditor'],
  'people.list': ['manager', 'dpo', 'auditor'],
} as const satisfies Record<string, readonly Role[] | 'anybody'>

/** Commands on the roster; a hand-over is for whoever is on call (T10). */
export const onCallCommands = {
  'oncall.plan': ['manager', 'engineer'],
  'oncall.hand_over': ['engineer'],
  'oncall.override': ['manager', 'engineer'],
} as const satisfies Record<string, readonly Role[]>

/** The stop of all erasures: whoever sees that something is wrong halts them, and lets them go on. */
export const erasureCommands = {
  'erasure.pause': ['manager', 'engineer'],
  'erasure.resume': ['manager', 'engineer'],
} as const satisfies Record<string, readonly Role[]>

/** The retention sweep: its counts are for everybody with a role, its start for managers (§4.5, §5.7). */
export const sweepCommands = {
  'sweep.show': everyRole,
  'sweep.history': everyRole,
  'sweep.dry_run': ['manager', 'engineer'],
  'sweep.approve': ['manager'],
  'sweep.veto': ['manager', 'engineer'],
} as const satisfies Record<string, readonly Role[]>

/** Commands on people and settings: a manager proposes, a second person confirms (§5.7). */
export const peopleCommands = {
  'role.grant': ['manager'],
  'role.revoke': ['manager'],
  'role.confirm': ['manager'],
  'person.link': ['manager'],
} as const satisfies Record<string, readonly Role[]>

/** The first of `allowed` that the person has: the role in which they act. Null: they may not. */
export function actingRole(actor: Actor, allowed: readonly Role[]): Role | null {
  return allowed.find((role) => actor.roles.includes(role)) ?? null
}

/** A member of staff who is the data subject of a case has no role on it (§3.2). */
export function isAboutSelf(found: { readonly subjectPerson: PersonId | null }, actor: Actor): boolean {
  return found.subjectPerson !== null && found.subjectPerson === actor.id
}
