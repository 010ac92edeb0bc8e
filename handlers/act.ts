import { lockCase, saveCase } from '../db/cases.js'
import { appendEvents, findEventAfter } from '../db/events.js'
import type { CaseCommand, CommandInput } from '../src/domain/case/commands.js'
import { decide } from '../src/domain/case/decide.js'
import { isErasing } from '../src/domain/case/plan.js'
import { transitionsOf } from '../src/domain/case/transitions.js'
import type { Reference, RightsRequest } from '../src/domain/case/types.js'
import type { Role } from '../src/domain/people/roles.js'
import type { EventDraft } from '../src/domain/proof/event.js'
import { refuse, type Refusal } from '../src/domain/refusals.js'
import { caseDates, type CaseDates } from '../src/domain/time/deadlines.js'
import { isRefusal, type Call, type Context, type ReadContext } from './context.js'
import { queueCards } from './cards.js'
import { surroundings } from './surroundings.js'

export interface Acted {
  readonly ok: true
  readonly next: RightsRequest
  readonly dates: CaseDates
}

/** Makes the input of a command from the case as locked, or refuses. */
export type MakeInput<N extends CaseCommand> = (
  found: RightsRequest,
) => Promise<CommandInput[N] | Refusal> | CommandInput[N] | Refusal

/** Decides one command on one case and keeps what was decided: row, events, and the cards to redraw. */
export async function act<N extends CaseCommand>(
  context: Context,
  command: N,
  reference: Reference,
  call: Call,
  makeInput: MakeInput<N>,
): Promise<Acted | Refusal> {
  const { tx, actor, now } = context
  const found = await lockCase(tx, reference)
  if (!found) return refuse('E_UNKNOWN_CASE', { reference })
  const late = await refuseLate(context, found, [command], call)
  if (late) return late
  const input = await makeInput(found)
  if (isRefusal(input)) return input
  const decision = decide(
    command,
    found,
    actor,
    input as CommandInput[N],
    now,
    await surroundings(context, command, found),
  )
  if (!decision.ok) return decision
  const dates = await keep(
    context,
    found,
    decision.next,
    [decision.event, ...(decision.more ?? [])],
    decision.role,
  )
  return { ok: true, next: decision.next, dates }
}

/** Saves a case as decided, chains its events and asks for its cards to be redrawn. */
export async function keep(
  { tx, desk, actor, now }: Pick<Context, 'tx' | 'desk' | 'actor' | 'now'>,
  before: RightsRequest,
  next: RightsRequest,
  drafts: readonly EventDraft[],
  role: Role,
): Promise<CaseDates> {
  const dates = caseDates(next, now)
  await saveCase(tx, before, next, dates)
  await queueCards(tx, next.reference, [desk.privacyChannel, ...desk.mirrors])
  if (isOnCalls(before, next)) await queueCards(tx, next.reference, desk.onCall.channels)
  await appendEvents(
    tx,
    drafts.map((draft) => (draft.reference === next.reference ? withVersion(draft, next.version) : draft)),
    { actor: actor.id, role, at: now },
  )
  return dates
}

/** Whether engineers on call have a card of the case: from the proposal of a plan that erases on. */
const isOnCalls = (before: RightsRequest, next: RightsRequest) =>
  [before.plan, next.plan].some((plan) => plan !== null && isErasing(plan))

/** Events carry the version of the case they made, so that an old card can be told what came after it. */
export const withVersion = (draft: EventDraft, version: number): EventDraft => ({
  ...draft,
  fields: { ...draft.fields, version },
})

/**
 * An old card does nothing: it is told that the same was done already, by whom and when, or that the case moved
 * on. A form that was being filled meanwhile is only refused when the same was done; the rules judge the rest.
 */
export async function refuseLate(
  { tx }: ReadContext,
  found: RightsRequest,
  commands: readonly CaseCommand[],
  call: Call,
): Promise<Refusal | null> {
  if (call.version === undefined || call.version === found.version) return null
  const done = await findEventAfter(
    tx,
    found.reference,
    call.version,
    commands.flatMap(transitionsOf).flatMap(({ events }) => events),
  )
  if (done)
    return refuse('E_ALREADY_DONE', { by: done.actor, at: done.at.toISO()!, reference: found.reference })
  return call.by === 'click'
    ? refuse('E_STALE_CARD', { reference: found.reference, status: found.status })
    : null
}
