import type { DateTime } from 'luxon'
import type { EventDraft } from '../../proof/event.js'
import type { Act, Effect } from '../decision.js'
import { addWorkingDays, endExclusive, localDate } from '../../time/calendar.js'
import { askedAt } from '../suspending.js'
import { iso, reasonFields, record, withFacts } from '../record.js'
import { extensionReasons, suspensionGrounds, type Pause, type RightsRequest } from '../types.js'

/** The member of a list that equals a typed word. Throws where a guard should have refused it. */
function oneOf<T extends string>(list: readonly T[], word: string): T {
  const member = list.find((item) => item === word)
  if (member === undefined) throw new Error('a guard let an unknown code through')
  return member
}

/** T21: decided, and without effect until its notice is recorded as sent. */
export const extend: Effect<Act<'deadline.extend'>> = ({ found, actor, at, input }) => {
  const reason = oneOf(extensionReasons, input.reason)
  const { newDue, rights } = input
  const extension = { decidedAt: at, decidedBy: actor.id, reason, newDue, rights, noticeSentAt: null }
  return {
    next: withFacts(found, { extension }),
    event: record('extension.decided', found.reference, { reason, newDue, rights, ...reasonFields(input) }),
  }
}

export const extensionSent: Effect<Act<'deadline.extension_sent'>> = ({ found, input: { sentAt } }) => ({
  next: withFacts(found, { extension: found.extension && { ...found.extension, noticeSentAt: sentAt } }),
  event: record('extension.notice_sent', found.reference, { sentAt: iso(sentAt) }),
})

export const suspend: Effect<Act<'clock.suspend'>> = ({ found, input }) => {
  const ground = oneOf(suspensionGrounds, input.ground)
  const asked = askedAt(found, ground)
  if (asked === null) throw new Error('a guard let a pause without a question through')
  const pause: Pause = { ground, askedAt: asked, answeredAt: null }
  return {
    next: withFacts(found, { pauses: [...found.pauses, pause] }),
    event: record('clock.suspended', found.reference, {
      ground,
      askedAt: iso(asked),
      ...reasonFields(input),
    }),
  }
}

const isOpen = (pause: Pause) => pause.answeredAt === null

/**
 * Ends the pause that is open, or would end later, never before its question. The case unchanged and no event when the
 * clock runs.
 */
export function resumed(
  found: RightsRequest,
  answeredAt: DateTime,
): { next: RightsRequest; events: EventDraft[] } {
  const open = found.pauses.find((pause) => isOpen(pause) || pause.answeredAt! > answeredAt)
  if (!open) return { next: found, events: [] }
  const end = answeredAt < open.askedAt ? open.askedAt : answeredAt
  const pauses = found.pauses.map((pause) => (pause === open ? { ...pause, answeredAt: end } : pause))
  const event = record('clock.resumed', found.reference, { ground: open.ground, answeredAt: iso(end) })
  return { next: withFacts(found, { pauses }), events: [event] }
}

/** Working days in which an unusable answer has to be followed by a new question for the clock to stand on (U5). */
const workingDaysToAskAgain = 2

/** An answer that proves nothing: the clock stands on until the last day for a new question, and then runs by itself (U5). */
export function standingOn(
  found: RightsRequest,
  answeredAt: DateTime,
): { next: RightsRequest; events: EventDraft[] } {
  const lastDay = addWorkingDays(localDate(answeredAt), workingDaysToAskAgain)
  return resumed(found, endExclusive(lastDay).minus({ milliseconds: 1 }))
}

/** The new question went out in time: the pause that was about to end goes on, from its first question. */
export function askedAgain(
  found: RightsRequest,
  at: DateTime,
): { next: RightsRequest; events: EventDraft[] } {
  const ending = found.pauses.find(({ answeredAt }) => answeredAt !== null && answeredAt > at)
  if (!ending) return { next: found, events: [] }
  const pauses = found.pauses.map((pause) => (pause === ending ? { ...pause, answeredAt: null } : pause))
  const { ground, askedAt: asked } = ending
  const event = record('clock.suspended', found.reference, { ground, askedAt: iso(asked) })
  return { next: withFacts(found, { pauses }), events: [event] }
}

export const resume: Effect<Act<'clock.resume'>> = ({ found, input }) => {
  const { next, events } = resumed(found, input.answeredAt)
  return { next, event: events[0]! }
}
