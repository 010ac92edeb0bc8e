import { transaction } from '../db/client.js'
import { DbError } from '../db/errors.js'
import { appendEvents } from '../db/events.js'
import { saveOutcome } from '../db/inbox.js'
import type { Interaction } from '../src/chat/interaction.js'
import type { Dispatch, Reply } from '../src/chat/reply.js'
import { systemActor } from '../src/domain/people/roles.js'
import { refuse, type Refusal } from '../src/domain/refusals.js'
import { arriveAt, contextOf, onlyLook, type Arrival, type Parts } from './arrival.js'
import { isRefusal, type Call, type Context, type Handler, type ReadContext } from './context.js'
import { drawer } from './drawer.js'
import { atFormField } from './form-fields.js'
import { handlers } from './index.js'
import { withPeople } from './people-in-words.js'
import { answerRefusal, answerRepeat, readInput } from './refused.js'
import { route, type Route } from './route.js'

/**
 * The one door into the desk: what somebody did → what they are answered. Each act is taken once, checked,
 * run in one transaction with its event, and answered; a refusal changes nothing but is recorded. Throws only when a
 * change of an account could not be taken, so that the platform sends it again.
 */
export function dispatcher(parts: Parts): Dispatch {
  return async (interaction) => {
    const started = performance.now()
    const end = (outcome: string) =>
      parts.metrics.interaction(interaction.kind, outcome, (performance.now() - started) / 1000)
    try {
      const reply = await take(parts, interaction)
      end(reply.kind)
      return reply
    } catch (error) {
      end('failed')
      const reply = answerFailure(parts, interaction, error)
      // Nobody waits for an answer: the platform sends it again when it is not taken.
      if (interaction.kind === 'account') throw new Error('the change of an account was not taken')
      return reply
    }
  }
}

async function take(parts: Parts, interaction: Interaction): Promise<Reply> {
  const found = route(interaction, parts.tokens)
  const reply = isRefusal(found)
    ? await refuseUnrouted(parts, interaction, found)
    : await runRoute(parts, interaction, found)
  return withPeople(parts.db, interaction.platform, reply, drawer(parts, null).draw.say)
}

async function runRoute(parts: Parts, interaction: Interaction, found: Route): Promise<Reply> {
  const made = handlers[found.action]
  if (made.effect === 'read' || (made.form && found.call.by !== 'form')) {
    const arrival = await arriveAt(parts.db, interaction)
    const context = contextOf(parts, parts.db, interaction, arrival)
    if (!arrival.taken.first) return answerRepeat(context, found.call.by, arrival.taken.outcome)
    const answer = await beforeWriting(context, made, found)
    if (answer !== null) return isRefusal(answer) ? recordRefusal(parts, interaction, found, answer) : answer
    return writing(parts, interaction, found, made, arrival)
  }
  return writing(parts, interaction, found, made, null)
}

/** What can be answered without writing: a refusal, a form to fill, or all of a reading command. Null: go on to write. */
async function beforeWriting(
  context: ReadContext,
  made: Handler,
  { given, call }: Route,
): Promise<Reply | Refusal | null> {
  const denied = mayUse(context, made)
  if (denied) return denied
  if (made.form && call.by !== 'form') {
    const form = await made.form(context, given, call)
    if (form !== null) return isRefusal(form) ? form : { kind: 'form', form }
  }
  if (made.effect === 'write') return null
  const input = readInput(made, given)
  return isRefusal(input) ? input : made.run(context, input.value, call)
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

async function writing(
  parts: Parts,
  interaction: Interaction,
  found: Route,
  made: Handler,
  taken: Arrival | null,
): Promise<Reply> {
  try {
    return await transaction(parts.db, async (tx) => {
      const arrival = taken ?? (await arriveAt(tx, interaction))
      const context = contextOf(parts, tx, interaction, arrival)
      if (!arrival.taken.first) return answerRepeat(context, found.call.by, arrival.taken.outcome)
      const answer = mayUse(context, made) ?? (await runChecked(context, made, found))
      // Thrown so that everything the handler wrote is rolled back with it.
      if (isRefusal(answer)) throw new Refused(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof Refused) return recordRefusal(parts, interaction, found, error.refusal)
    throw error
  }
}

async function runChecked(
  context: Context,
  made: Handler,
  { action, given, call }: Route,
): Promise<Reply | Refusal> {
  const input = readInput(made, given)
  if (isRefusal(input)) return input
  const answer = await made.run(context, input.value, call)
  return isRefusal(answer) && call.by === 'form' ? atFormField(action, answer) : answer
}

function mayUse({ actor }: ReadContext, { access }: Handler): Refusal | null {
  if (access === 'everybody') return null
  if (actor.roles.length === 0) return refuse('E_NO_ROLE')
  return access.some((role) => actor.roles.includes(role)) ? null : refuse('E_NOT_ALLOWED', { roles: access })
}

/**
 * A refused command leaves one event with its code, and no other trace (§3.3). A refused form is not remembered as
 * taken: it is still open, and the same words may be right once something else has been done.
 */
async function recordRefusal(
  parts: Parts,
  interaction: Interaction,
  found: { readonly action: string; readonly call: Call },
  refusal: Refusal,
): Promise<Reply> {
  parts.metrics.denied(refusal.code)
  return transaction(parts.db, async (tx) => {
    const isForm = found.call.by === 'form'
    const arrival = isForm ? await onlyLook(tx, interaction) : await arriveAt(tx, interaction)
    const context = contextOf(parts, tx, interaction, arrival)
    if (!isForm) await saveOutcome(tx, interaction.dedupeKey, { code: refusal.code })
    await appendDenial(context, found.action, found.call, refusal)
    return answerRefusal(context, found.call.by, refusal)
  })
}

async function appendDenial(
  { tx, actor, now, origin }: Context,
  action: string,
  call: Call,
  { code }: Refusal,
): Promise<void> {
  const account = actor.id === systemActor.id ? { account: `${origin.platform}:${origin.userId}` } : {}
  const draft = {
    type: 'command.denied',
    reference: null,
    fields: { code, action, case: call.reference ?? null, ...account },
  } as const
  await appendEvents(tx, [draft], { actor: actor.id, role: actor.roles[0] ?? 'system', at: now })
}

/**
 * A button that is not ours is recorded as refused. Words that are no command are a slip of the hand: answered and
 * counted, and no event, for what was typed may not be kept.
 */
async function refuseUnrouted(parts: Parts, interaction: Interaction, refusal: Refusal): Promise<Reply> {
  const arrival = await arriveAt(parts.db, interaction)
  const by = byOf(interaction)
  if (refusal.code === 'E_FORGED' && arrival.taken.first)
    return recordRefusal(parts, interaction, { action: 'unknown', call: { by } }, refusal)
  parts.metrics.denied(refusal.code)
  return answerRefusal(contextOf(parts, parts.db, interaction, arrival), by, refusal)
}

const byOf = ({ kind }: Interaction): Call['by'] => (kind === 'action' ? 'click' : kind)

function answerFailure(parts: Parts, interaction: Interaction, error: unknown): Reply {
  const isAway = error instanceof DbError && error.isAway
  const incident = crypto.randomUUID().slice(0, 8)
  parts.log.error(
    { err: error, incident, kind: interaction.kind },
    isAway ? 'database is away' : 'interaction failed',
  )
  const { draw } = drawer(parts, null)
  return answerRefusal({ draw }, byOf(interaction), refuse('E_UNAVAILABLE', { incident }))
}
