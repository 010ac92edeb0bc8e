import type { DateTime } from 'luxon'
import { actingRole, isAboutSelf } from '../people/policy.js'
import type { Actor, Role } from '../people/roles.js'
import type { EventDraft } from '../proof/event.js'
import { refuse, type Refusal } from '../refusals.js'
import type { CaseCommand, CommandInput } from './commands.js'
import type { Act, Change, Decision } from './decision.js'
import { effects } from './effects.js'
import { askedAgain, resumed, standingOn } from './effects/clock.js'
import { guards } from './guards.js'
import { isIdentitySettled } from './guards/intake.js'
import { approverRole } from './plan.js'
import { caseCommands, rolesFor, transitionsOf } from './transitions.js'
import { noSurroundings, type RightsRequest, type Surroundings } from './types.js'

export type { Decision } from './decision.js'

/** The role in which the person acts here, the first that may. */
function roleFor(command: CaseCommand, found: RightsRequest, actor: Actor): Role | null {
  return actingRole(actor, rolesToAct(command, found))
}

/** The roles that may give a command on this case: of a verdict on a plan, the one that decides on such a plan (T10). */
function rolesToAct(command: CaseCommand, { plan }: RightsRequest): readonly Role[] {
  const isVerdict = command === 'plan.approve' || command === 'plan.reject'
  return isVerdict && plan ? [approverRole(plan)] : rolesFor(command)
}

const isPossible = (command: CaseCommand, found: RightsRequest) =>
  transitionsOf(command).some((row) => row.from.includes(found.status))

/** Statuses in which an answer of the person is awaited. */
const waiting: readonly RightsRequest['status'][] = ['awaiting_identity', 'awaiting_clarification']

/**
 * A clock that stands runs again when the question it stands for is settled or the case goes on without an answer, from
 * the instant the answer reached the company (U5). An answer that proves nothing lets it stand for a new question.
 */
function clockAfter(
  found: RightsRequest,
  change: Change,
  answeredAt: DateTime,
): { next: RightsRequest; events: EventDraft[] } {
  const { next, event } = change
  if (event.type === 'identity.failed') return standingOn(next, answeredAt)
  if (event.type === 'identity.requested') return askedAgain(next, answeredAt)
  const goesOn = found.status !== next.status && !waiting.includes(next.status)
  const isSettled = isIdentitySettled(next.identity) && !isIdentitySettled(found.identity)
  return goesOn || isSettled ? resumed(next, answeredAt) : { next, events: [] }
}

function settled<N extends CaseCommand>(act: Act<N>, change: Change): Decision {
  const { input, found, at, role } = act
  const answeredAt = 'answeredAt' in input ? input.answeredAt : at
  const { next, events } = clockAfter(found, change, answeredAt)
  const more = [...(change.more ?? []), ...events]
  return {
    ok: true,
    next: { ...next, version: found.version + 1 },
    event: change.event,
    role,
    ...(more.length > 0 && { more }),
  }
}

/**
 * Why the person may not give the command now, whatever they fill in: role, own case, status (§3.3). Null when only
 * the guards are left to ask: the question before a form opens.
 */
export function refusalToTry(command: CaseCommand, found: RightsRequest, actor: Actor): Refusal | null {
  if (roleFor(command, found, actor) === null)
    return refuse('E_NOT_ALLOWED', { roles: rolesToAct(command, found) })
  if (isAboutSelf(found, actor)) return refuse('E_SELF_SUBJECT')
  return isPossible(command, found) ? null : refuse('E_WRONG_STATE', { status: found.status })
}

/**
 * Decides on a command about a case: role, then status, then the guards of the command in their order; the first that
 * fails is the answer (§3.3). Pure: `at` is the instant of the act and `around` what was read with the case.
 */
export function decide<N extends CaseCommand>(
  command: N,
  found: RightsRequest,
  actor: Actor,
  input: CommandInput[N],
  at: DateTime,
  around: Surroundings = noSurroundings,
): Decision | Refusal {
  const role = roleFor(command, found, actor)
  const late = refusalToTry(command, found, actor)
  if (late || role === null) return late ?? refuse('E_NOT_ALLOWED', { roles: rolesToAct(command, found) })
  const act: Act<N> = { found, actor, role, input, at, around }
  for (const guard of guards[command]) {
    const no = guard(act)
    if (no) return no
  }
  return settled(act, effects[command](act))
}

/**
 * Commands whose role and status fit, in the order of the life cycle: what buttons offer. Guards are asked only when
 * the command is given.
 */
export function allowedCommands(found: RightsRequest, actor: Actor): CaseCommand[] {
  if (isAboutSelf(found, actor)) return []
  return caseCommands.filter((command) => {
    if (!isPossible(command, found)) return false
    return roleFor(command, found, actor) !== null
  })
}
