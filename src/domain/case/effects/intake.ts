import { withTicks } from '../checklist.js'
import type { Act, Change, Effect } from '../decision.js'
import { iso, reasonFields, record, unplanned, withFacts } from '../record.js'
import type { Identity, RightsRequest } from '../types.js'

export const start: Effect<Act<'request.start'>> = ({ found }) => ({
  next: unplanned(found, 'in_progress'),
  event: record('request.started', found.reference),
})

/** A new doubt reopens INT-06. */
export const requestIdentity: Effect<Act<'identity.request'>> = ({ found, input, at }) => {
  const attempts = found.identity.attempts + 1
  const identity: Identity = {
    state: 'requested',
    method: input.method,
    attempts,
    askedAt: at,
    decidedAt: null,
  }
  const ticks = found.ticks.filter((tick) => tick.code !== 'INT-06')
  return {
    next: unplanned(found, 'awaiting_identity', { identity, ticks }),
    event: record('identity.requested', found.reference, {
      method: input.method,
      attempts,
      ...reasonFields(input),
    }),
  }
}

const decideIdentity = (
  found: RightsRequest,
  act: Pick<Act<'identity.record'>, 'actor' | 'at'>,
  identity: Identity,
) => ({
  identity,
  ticks: withTicks(found, ['INT-06'], { by: act.actor.id, at: act.at }),
})

export const waiveIdentity: Effect<Act<'identity.waive'>> = (act) => {
  const { found, input, at } = act
  const identity: Identity = { ...found.identity, state: 'not_required', method: null, decidedAt: at }
  const changes = decideIdentity(found, act, identity)
  const isWaiting = found.status === 'awaiting_identity'
  return {
    next: isWaiting ? unplanned(found, 'in_progress', changes) : withFacts(found, changes),
    event: record('identity.waived', found.reference, reasonFields(input)),
  }
}

/** Method, result and times; evidence is never kept (C7, C16). */
export const recordIdentity: Effect<Act<'identity.record'>> = (act) => {
  const { found, input, at } = act
  const { result, method } = input
  const identity: Identity = { ...found.identity, state: result, method, decidedAt: at }
  const changes = result === 'verified' ? decideIdentity(found, act, identity) : { identity }
  const fields = { method, attempts: identity.attempts, answeredAt: iso(input.answeredAt) }
  return {
    next: unplanned(found, 'in_progress', changes),
    event: record(result === 'verified' ? 'identity.verified' : 'identity.failed', found.reference, fields),
  }
}

export const askClarification: Effect<Act<'clarification.ask'>> = ({ found, input, at }) => {
  const { isLargeVolume } = input
  return {
    next: unplanned(found, 'awaiting_clarification', {
      clarification: { askedAt: at, answeredAt: null, isLargeVolume },
    }),
    event: record('clarification.requested', found.reference, { isLargeVolume, ...reasonFields(input) }),
  }
}

export const recordClarification: Effect<Act<'clarification.record'>> = ({
  found,
  input: { answeredAt },
}) => {
  const clarification = found.clarification && { ...found.clarification, answeredAt }
  return {
    next: unplanned(found, 'in_progress', { clarification }),
    event: record('clarification.received', found.reference, { answeredAt: iso(answeredAt) }),
  }
}

export const proceedWithout: Effect<Act<'clarification.proceed'>> = ({ found }) => ({
  next: unplanned(found, 'in_progress'),
  event: record('clarification.waived', found.reference),
})

export const tickStep: Effect<Act<'step.tick'>> = ({ found, actor, at, input: { code } }): Change => ({
  next: withFacts(found, { ticks: [...found.ticks, { code, by: actor.id, at }] }),
  event: record('step.ticked', found.reference, { code }),
})

export const untickStep: Effect<Act<'step.untick'>> = ({ found, input: { code } }) => ({
  next: withFacts(found, { ticks: found.ticks.filter((tick) => tick.code !== code) }),
  event: record('step.unticked', found.reference, { code }),
})

export const assign: Effect<Act<'request.assign'>> = ({ found, actor, at, input: { assignee } }) => ({
  next: withFacts(found, {
    assignee: assignee.id,
    ticks: withTicks(found, ['INT-09'], { by: actor.id, at }),
  }),
  event: record('request.assigned', found.reference, { assignee: assignee.id, before: found.assignee }),
})
