import type { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { ExtendInput } from '../../../src/domain/case/commands.js'
import { decide } from '../../../src/domain/case/decide.js'
import { mandatoryElements } from '../../../src/domain/case/letters.js'
import type { RightsRequest } from '../../../src/domain/case/types.js'
import { asLocalDate, endExclusive } from '../../../src/domain/time/calendar.js'
import { forbiddenExtensionReasons } from '../../../src/domain/time/extension.js'
import { aCase, kari, mona, monday } from '../../support/case-builder.js'

// Received 7 March 2026: promise 6 April, statutory 7 April (Easter Monday is the 6th), extended 8 June.
const statutoryEnd = endExclusive(asLocalDate('2026-04-07'))
const tick = { milliseconds: 1 }
const silent = { hasReason: false }

const wish = (changes: Partial<ExtendInput> = {}): ExtendInput => ({
  hasReason: true,
  textId: 'T1',
  reason: 'volume',
  reasonLength: 20,
  rights: ['access'],
  newDue: asLocalDate('2026-05-15'),
  ...changes,
})

describe('T21 extend', () => {
  const extend = (changes: Partial<ExtendInput> = {}, found = aCase().inProgress(), at: DateTime = monday) =>
    decide('deadline.extend', found, mona, wish(changes), at)

  test('decided, and without effect until its notice is sent', () => {
    expect(extend()).toMatchObject({
      next: {
        status: 'in_progress',
        extension: { newDue: '2026-05-15', noticeSentAt: null, decidedBy: mona.id },
      },
      event: { type: 'extension.decided', fields: { reason: 'volume', newDue: '2026-05-15', textId: 'T1' } },
    })
  })

  const last = statutoryEnd.minus(tick)
  test.each([
    ['on the last instant of the statutory date', extend({}, aCase().inProgress(), last), null],
    ['E_EXT_AFTER_DEADLINE', extend({}, aCase().inProgress(), statutoryEnd), 'E_EXT_AFTER_DEADLINE'],
    ['E_EXT_REASON: 19 characters', extend({ reasonLength: 19 }), 'E_EXT_REASON'],
    ['E_EXT_REASON: no text', extend({ hasReason: false }), 'E_EXT_REASON'],
    ['E_EXT_REASON: no such reason', extend({ reason: 'constructor' }), 'E_EXT_REASON'],
    ['E_EXT_RIGHT: not asked for', extend({ rights: ['erasure'] }), 'E_EXT_RIGHT'],
    ['E_EXT_RIGHT: none', extend({ rights: [] }), 'E_EXT_RIGHT'],
    ['to the last day of the third month', extend({ newDue: asLocalDate('2026-06-08') }), null],
    ['E_EXT_DATE: a day more', extend({ newDue: asLocalDate('2026-06-09') }), 'E_EXT_DATE'],
    ['E_EXT_DATE: no later than now', extend({ newDue: asLocalDate('2026-04-06') }), 'E_EXT_DATE'],
  ])('%s', (_name, decision, code) => {
    expect(decision.ok ? null : decision.code).toBe(code)
  })

  test.each(forbiddenExtensionReasons)('E_EXT_REASON: %s is none (C3)', (reason) => {
    expect(extend({ reason })).toMatchObject({ code: 'E_EXT_REASON', field: 'reason' })
  })

  test.each(['objection_direct_marketing', 'consent_withdrawal'] as const)(
    'E_EXT_RIGHT: %s cannot wait',
    (right) => {
      expect(extend({ rights: [right] }, aCase().forRights(right).inProgress())).toMatchObject({
        code: 'E_EXT_RIGHT',
      })
    },
  )

  test('E_EXT_ALREADY: once', () => {
    const once = extend()
    if (!once.ok) throw new Error(once.code)
    expect(extend({}, once.next)).toMatchObject({ code: 'E_EXT_ALREADY' })
  })
})

describe('T21 notice of the extension', () => {
  const decided = () => {
    const decision = decide('deadline.extend', aCase().inProgress(), mona, wish(), monday)
    if (!decision.ok) throw new Error(decision.code)
    return decision.next
  }
  const sent = (
    sentAt: DateTime,
    found: RightsRequest = decided(),
    elements = mandatoryElements('LET-EXT'),
  ) => decide('deadline.extension_sent', found, kari, { sentAt, elements }, sentAt)

  test('in force from the moment it is sent', () => {
    const sentAt = statutoryEnd.minus(tick)
    expect(sent(sentAt)).toMatchObject({
      next: { extension: { noticeSentAt: sentAt } },
      event: { type: 'extension.notice_sent' },
    })
  })

  const answered = sent(monday)
  test.each([
    ['E_EXT_NOT_DECIDED', sent(monday, aCase().inProgress()), 'E_EXT_NOT_DECIDED'],
    ['E_EXT_AFTER_DEADLINE', sent(statutoryEnd), 'E_EXT_AFTER_DEADLINE'],
    [
      'E_LETTER_INCOMPLETE: no reasons',
      sent(monday, decided(), ['is_extended', 'new_date']),
      'E_LETTER_INCOMPLETE',
    ],
    ['E_INPUT: before the decision', sent(monday.minus(tick)), 'E_INPUT'],
    ['E_ALREADY_DONE', answered.ok ? sent(monday, answered.next) : answered, 'E_ALREADY_DONE'],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ code })
  })
})

describe('T22 suspend', () => {
  const suspend = (found: RightsRequest, ground: string, hasReason = false) =>
    decide('clock.suspend', found, mona, { ground, hasReason }, monday.plus({ days: 20 }))

  test.each([
    ['identity', aCase().awaitingIdentity()],
    ['clarification_large_volume', aCase().awaitingClarification()],
  ])('%s: from the moment of the question', (ground, found) => {
    expect(suspend(found, ground)).toMatchObject({
      next: { status: found.status, pauses: [{ ground, askedAt: monday, answeredAt: null }] },
      event: { type: 'clock.suspended', fields: { ground, askedAt: '2026-03-09T08:00:00.000Z' } },
    })
  })

  test.each([
    ['internal approval', aCase().awaitingIdentity(), 'internal_approval'],
    ['a slow customer', aCase().awaitingIdentity(), 'customer_slow'],
    ['another question than the one waiting', aCase().awaitingIdentity(), 'clarification_large_volume'],
    ['a small clarification', aCase().awaitingClarification(false), 'clarification_large_volume'],
    ['not a key of an object', aCase().awaitingIdentity(), 'constructor'],
  ])('E_SUSPEND_GROUND: %s', (_name, found, ground) => {
    expect(suspend(found, ground)).toMatchObject({ code: 'E_SUSPEND_GROUND', field: 'ground' })
  })

  // Receipt is on a Saturday: the fifth working day after it is Friday 13 March.
  const friday = monday.plus({ days: 4 })
  test.each([
    ['on the fifth working day', friday, false, null],
    ['E_SUSPEND_LATE_QUESTION: on the sixth', friday.plus({ days: 3 }), false, 'E_SUSPEND_LATE_QUESTION'],
    ['on the sixth, with a manager’s reason', friday.plus({ days: 3 }), true, null],
  ])('%s', (_name, askedAt, hasReason, code) => {
    const decision = suspend(aCase().awaitingIdentity(1, askedAt), 'identity', hasReason)
    expect(decision.ok ? null : decision.code).toBe(code)
  })

  test('E_SUSPEND_OPEN: pauses neither nest nor overlap', () => {
    const pause = { ground: 'identity', askedAt: monday.minus({ days: 1 }) } as const
    const paused = (answeredAt: DateTime | null) => aCase().with({ pauses: [{ ...pause, answeredAt }] })
    expect(suspend(paused(null).awaitingIdentity(), 'identity')).toMatchObject({ code: 'E_SUSPEND_OPEN' })
    const later = monday.plus({ days: 1 })
    expect(suspend(paused(later).awaitingIdentity(), 'identity')).toMatchObject({ code: 'E_SUSPEND_OPEN' })
    expect(suspend(paused(monday).awaitingIdentity(), 'identity')).toMatchObject({ ok: true })
  })
})

describe('T22 resume', () => {
  const pauses = [{ ground: 'identity', askedAt: monday, answeredAt: null }] as const
  const paused = aCase().with({ pauses })
  const answeredAt = monday.plus({ days: 3 })
  const now = monday.plus({ days: 5 })

  test('by a manager, from when the answer came in', () => {
    expect(decide('clock.resume', paused.awaitingIdentity(), mona, { answeredAt }, now)).toMatchObject({
      next: { pauses: [{ answeredAt }] },
      event: { type: 'clock.resumed', fields: { answeredAt: '2026-03-12T08:00:00.000Z' } },
    })
  })

  test.each([
    ['E_ALREADY_DONE: it runs', aCase().awaitingIdentity(), answeredAt, 'E_ALREADY_DONE'],
    ['E_INPUT: before the question', paused.awaitingIdentity(), monday.minus(tick), 'E_INPUT'],
  ])('%s', (_name, found, at, code) => {
    expect(decide('clock.resume', found, mona, { answeredAt: at }, now)).toMatchObject({ code })
  })

  test('U5: the answer sets it going, from the day it came and not the day it was read', () => {
    const input = { result: 'verified', method: 'login', answeredAt } as const
    expect(decide('identity.record', paused.awaitingIdentity(), kari, input, now)).toMatchObject({
      next: { pauses: [{ answeredAt }] },
      event: { type: 'identity.verified' },
      more: [{ type: 'clock.resumed' }],
    })
  })

  describe('U5: after an unusable answer', () => {
    const input = { result: 'failed', method: 'login', answeredAt } as const
    const failed = decide('identity.record', paused.awaitingIdentity(), kari, input, now)
    if (!failed.ok) throw new Error(failed.code)
    const { next } = failed
    const pausesOf = (decision: ReturnType<typeof decide>) =>
      decision.ok && decision.next.pauses.map((pause) => pause.answeredAt?.toUTC().toISO() ?? null)

    test('the clock stands on for two working days, and then runs by itself', () => {
      // Thursday; the last day to ask again is Monday.
      expect(pausesOf(failed)).toEqual(['2026-03-16T22:59:59.999Z'])
    })

    test('a new question in that time lets it stand', () => {
      const again = { method: 'login', hasReason: true } as const
      const asked = decide('identity.request', next, kari, again, now.plus({ days: 1 }))
      expect(pausesOf(asked)).toEqual([null])
      expect(asked).toMatchObject({ more: [{ type: 'clock.suspended' }] })
    })

    test('one after it does not', () => {
      const again = { method: 'login', hasReason: true } as const
      const asked = decide('identity.request', next, kari, again, now.plus({ days: 7 }))
      expect(pausesOf(asked)).toEqual(['2026-03-16T22:59:59.999Z'])
    })

    test('settling identity without asking sets it going at once', () => {
      const waived = decide('identity.waive', next, kari, { hasReason: true }, now)
      expect(pausesOf(waived)).toEqual([now.toUTC().toISO()])
    })
  })

  test.each([
    [
      'going on without an answer',
      () => decide('clarification.proceed', paused.awaitingClarification(), kari, {}, now),
    ],
    [
      'no doubt any more',
      () => decide('identity.waive', paused.awaitingIdentity(), kari, { hasReason: true }, now),
    ],
    [
      'withdrawal',
      () => decide('request.withdraw', paused.awaitingIdentity(), kari, { isWritten: true }, now),
    ],
  ])('it runs again with %s', (_name, act) => {
    expect(act()).toMatchObject({ next: { pauses: [{ answeredAt: now }] } })
  })

  test('what is no end of waiting leaves it standing', () => {
    const asked = { ...silent, hasReason: true, method: 'login' } as const
    expect(decide('identity.request', paused.awaitingIdentity(), kari, asked, now)).toMatchObject({
      next: { pauses: [{ answeredAt: null }] },
    })
  })
})
