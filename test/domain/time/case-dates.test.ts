import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { CaseFacts, Extension, Pause, RightItem } from '../../../src/domain/case/types.js'
import type { PersonId } from '../../../src/domain/people/roles.js'
import type { RightType } from '../../../src/domain/rights/rights.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { caseDates } from '../../../src/domain/time/deadlines.js'

const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const item = (right: RightType, respondedAt: string | null = null): RightItem => ({
  right,
  outcome: null,
  ground: null,
  lawReference: null,
  respondedAt: respondedAt === null ? null : utc(respondedAt),
})
const pause = (askedAt: string, answeredAt: string | null): Pause => ({
  ground: 'identity',
  askedAt: utc(askedAt),
  answeredAt: answeredAt === null ? null : utc(answeredAt),
})
const extension = (changes: Partial<Extension>): Extension => ({
  decidedAt: utc('2026-06-20T08:00:00Z'),
  decidedBy: 'manager' as PersonId,
  reason: 'volume',
  newDue: asLocalDate('2026-08-20'),
  rights: ['access'],
  noticeSentAt: utc('2026-06-20T09:00:00Z'),
  ...changes,
})

type Clocked = Pick<CaseFacts, 'receivedAt' | 'items' | 'pauses' | 'extension'>

/** Received Mon 1 June 2026: promise 1 July, statutory 1 July, extended 1 September. */
const aCase = (changes: Partial<Clocked> = {}): Clocked => ({
  receivedAt: utc('2026-06-01T07:00:00Z'),
  items: [item('access')],
  pauses: [],
  extension: null,
  ...changes,
})

describe('a plain case', () => {
  it('counts civil days in Oslo to its due date', () => {
    const dates = caseDates(aCase(), utc('2026-06-30T21:59:59Z'))
    expect(dates).toMatchObject({
      effectiveDue: '2026-07-01',
      workBy: '2026-07-01',
      daysLeft: 1,
      isOverdue: false,
    })
    expect(caseDates(aCase(), utc('2026-06-30T22:00:00Z')).daysLeft).toBe(0)
    expect(caseDates(aCase(), utc('2026-07-02T22:00:00Z')).daysLeft).toBe(-2)
  })

  it('is not overdue in the last second of its due date', () => {
    const flags = { isOverdue: false, promiseMissed: false, statutoryMissed: false, daysLeft: 0 }
    expect(caseDates(aCase(), utc('2026-07-01T21:59:59Z'))).toMatchObject(flags)
  })

  it('is overdue with both flags from the first instant of the next day', () => {
    const flags = { isOverdue: true, promiseMissed: true, statutoryMissed: true }
    expect(caseDates(aCase(), utc('2026-07-01T22:00:00Z'))).toMatchObject(flags)
  })

  it('misses the promise before the statutory date where 30 days end first', () => {
    const july = aCase({ receivedAt: utc('2026-07-15T10:00:00Z') })
    expect(caseDates(july, utc('2026-08-15T10:00:00Z'))).toMatchObject({
      promiseMissed: true,
      statutoryMissed: false,
      isOverdue: true,
    })
  })

  it('misses the statutory date before the promise in February', () => {
    const february = aCase({ receivedAt: utc('2027-02-15T11:00:00Z') })
    expect(caseDates(february, utc('2027-03-16T10:00:00Z'))).toMatchObject({
      promiseMissed: false,
      statutoryMissed: true,
      isOverdue: true,
    })
  })

  it('is never overdue once answered, or closed with its case', () => {
    const flags = { isOverdue: false, promiseMissed: false, statutoryMissed: false }
    const late = utc('2026-12-01T10:00:00Z')
    expect(caseDates(aCase({ items: [item('access', '2026-06-10T10:00:00Z')] }), late)).toMatchObject(flags)
    expect(
      caseDates({ ...aCase(), status: 'closed', closedAt: utc('2026-06-10T10:00:00Z') }, late),
    ).toMatchObject(flags)
  })
})

describe('a stopped clock', () => {
  it('moves promise and statutory date by its days and keeps the original ones', () => {
    const paused = aCase({ pauses: [pause('2026-06-02T08:00:00Z', '2026-06-09T13:00:00Z')] })
    expect(caseDates(paused, utc('2026-06-15T10:00:00Z'))).toMatchObject({
      suspendedDays: 7,
      promisedDue: '2026-07-08',
      statutoryDue: '2026-07-08',
      refusalNoticeBy: '2026-07-08',
      originalPromisedDue: '2026-07-01',
      originalStatutoryDue: '2026-07-01',
      isClockStopped: false,
    })
  })

  it('counts up to today while the answer is awaited', () => {
    const open = aCase({ pauses: [pause('2026-06-02T08:00:00Z', null)] })
    expect(caseDates(open, utc('2026-06-05T10:00:00Z'))).toMatchObject({
      suspendedDays: 3,
      effectiveDue: '2026-07-04',
      isClockStopped: true,
    })
  })

  it('stands still for good when everything is answered, so the dates move no further', () => {
    const answered = aCase({
      items: [item('access', '2026-07-03T10:00:00Z')],
      pauses: [pause('2026-06-02T08:00:00Z', null)],
    })
    const [soon, later] = ['2026-07-04T10:00:00Z', '2027-07-04T10:00:00Z'].map((at) =>
      caseDates(answered, utc(at)),
    )
    expect(soon).toMatchObject({ suspendedDays: 31, isClockStopped: false })
    expect(later?.effectiveDue).toBe(soon?.effectiveDue)
  })
})

describe('a case closed while an answer was awaited', () => {
  it('has the dates it was closed with', () => {
    const closedAt = utc('2026-06-10T10:00:00Z')
    const closed = {
      ...aCase({ pauses: [pause('2026-06-02T08:00:00Z', null)] }),
      status: 'closed',
      closedAt,
    } as const
    expect(caseDates(closed, utc('2027-01-01T10:00:00Z'))).toMatchObject({
      suspendedDays: 8,
      isClockStopped: false,
    })
  })
})

describe('an extension', () => {
  const at = utc('2026-07-10T10:00:00Z')

  it('moves nothing before its notice is sent', () => {
    const decided = aCase({ extension: extension({ noticeSentAt: null }) })
    expect(caseDates(decided, at)).toMatchObject({
      isExtended: false,
      effectiveDue: '2026-07-01',
      isOverdue: true,
    })
  })

  it('moves the due date when its notice is sent, but not the month for a refusal', () => {
    expect(caseDates(aCase({ extension: extension({}) }), at)).toMatchObject({
      isExtended: true,
      effectiveDue: '2026-08-20',
      refusalNoticeBy: '2026-07-01',
      isOverdue: false,
      promiseMissed: false,
      statutoryMissed: false,
    })
  })

  it.each([
    ['in the last second of the statutory date', '2026-07-01T21:59:59Z', true],
    ['after the statutory date', '2026-07-01T22:00:00Z', false],
  ])('with its notice sent %s', (_, sentAt, isExtended) => {
    const sent = aCase({ extension: extension({ noticeSentAt: utc(sentAt) }) })
    expect(caseDates(sent, at).isExtended).toBe(isExtended)
  })

  it('misses the told date before the law, and the law only after three months', () => {
    const extended = aCase({ extension: extension({}) })
    expect(caseDates(extended, utc('2026-08-21T10:00:00Z'))).toMatchObject({
      isOverdue: true,
      statutoryMissed: false,
    })
    expect(caseDates(extended, utc('2026-09-02T10:00:00Z'))).toMatchObject({
      isOverdue: true,
      statutoryMissed: true,
    })
  })

  it('leaves an item that it does not cover on its date, and that date counts for the case', () => {
    const both = aCase({ items: [item('access'), item('rectification')], extension: extension({}) })
    const dates = caseDates(both, at)
    expect(dates).toMatchObject({
      effectiveDue: '2026-07-01',
      isOverdue: true,
      promiseMissed: true,
      isExtended: true,
    })
    expect(dates.items.map(({ right, due, isOverdue }) => [right, due, isOverdue])).toEqual([
      ['access', '2026-08-20', false],
      ['rectification', '2026-07-01', true],
    ])
  })

  it('counts alone once the item that it does not cover is answered', () => {
    const items = [item('access'), item('rectification', '2026-06-25T10:00:00Z')]
    expect(caseDates(aCase({ items, extension: extension({}) }), at)).toMatchObject({
      effectiveDue: '2026-08-20',
      workBy: '2026-08-20',
      isOverdue: false,
    })
  })

  it('moves with a clock that stops after the decision, never past three months and those days', () => {
    const pauses = [pause('2026-07-01T08:00:00Z', '2026-07-04T08:00:00Z')]
    const told = aCase({ extension: extension({}), pauses })
    expect(caseDates(told, at)).toMatchObject({ effectiveDue: '2026-08-23', extendedDue: '2026-09-04' })
  })

  it('is not yet in force at an instant before its notice', () => {
    expect(caseDates(aCase({ extension: extension({}) }), utc('2026-06-20T08:59:59Z')).isExtended).toBe(false)
  })

  it('that ends on a rolled day does not carry the roll past the law when the clock stops for a day', () => {
    // Three months from Fri 5 June end on a Saturday, so on Monday; a day more ends on Sunday, so on the same Monday.
    const pauses = [pause('2026-07-01T08:00:00Z', '2026-07-02T08:00:00Z')]
    const latest = aCase({
      receivedAt: utc('2026-06-05T07:00:00Z'),
      extension: extension({ newDue: asLocalDate('2026-09-07') }),
      pauses,
    })
    expect(caseDates(latest, at).effectiveDue).toBe('2026-09-07')
  })
})
