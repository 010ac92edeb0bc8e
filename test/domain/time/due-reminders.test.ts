import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { RightsRequest } from '../../../src/domain/case/types.js'
import {
  addDays,
  asLocalDate,
  isWorkingDay,
  localDate,
  nineOClock,
} from '../../../src/domain/time/calendar.js'
import { caseDates } from '../../../src/domain/time/deadlines.js'
import {
  dueReminders,
  gravity,
  nextLook,
  refusalToSnooze,
  reminderDays,
} from '../../../src/domain/time/due-reminders.js'
import { reminderTable } from '../../../src/domain/time/reminders.js'
import { aCase, kari } from '../../support/case-builder.js'
import vectors from '../../fixtures/vectors.json' with { type: 'json' }

const at = (text: string) => DateTime.fromISO(text).toUTC()
const dayAfter = (day: string) => addDays(asLocalDate(day), 1)

/** `code day` of everything that is sent, looking each day at nine from receipt on; `act` may change the case on a day. */
function story(
  start: RightsRequest,
  days: number,
  act: (day: string, found: RightsRequest) => RightsRequest = (_, found) => found,
): readonly string[] {
  const sent: string[] = []
  let found = start
  let lookOn: string | null = localDate(start.openedAt)
  let day = localDate(start.openedAt)
  for (let n = 0; n < days; n++, day = dayAfter(day)) {
    const changed = act(day, found)
    if (changed !== found) lookOn = day
    found = changed
    if (lookOn === null || day < lookOn || !isWorkingDay(day)) continue
    const watched = { found, dates: caseDates(found, nineOClock(day)) }
    // The run looks back over the days since the last one; a case that is not looked at has nothing due in between.
    for (const one of dueReminders(watched, addDays(day, -1), day)) sent.push(`${one.code} ${one.day}`)
    lookOn = nextLook(watched, day)
  }
  return sent
}

const opened = (receivedAt: string) =>
  aCase().with({ receivedAt: at(receivedAt), openedAt: at(receivedAt), assignee: null })

describe('the shared vectors, looked at day by day', () => {
  const rows = vectors.reminders.filter(({ basis }) => basis === 'effectiveDue')
  test.each(rows)('received $receivedAt, due $due', (row) => {
    const sent = story(opened(row.receivedAt).received(), 45)
    expect(sent.filter((line) => line.startsWith('R-UNASSIGNED'))).toEqual([`R-UNASSIGNED ${row.unassigned}`])
    expect(sent).toEqual(
      expect.arrayContaining([
        `R-ACK ${row.ackBy}`,
        `R-IDQ ${row.ackBy}`,
        `R-T14 ${row.T14}`,
        `R-T7 ${row.T7}`,
        `R-W3 ${row.W3}`,
        `R-W1 ${row.W1}`,
        `R-DUE ${row.due_day}`,
        `R-OVERDUE ${row.first_overdue}`,
      ]),
    )
    const overdue = sent.filter((line) => line.startsWith('R-OVERDUE'))
    expect(new Set(sent).size).toBe(sent.length)
    expect(overdue[0]).toBe(`R-OVERDUE ${row.first_overdue}`)
    expect(overdue.length).toBeGreaterThan(2)
  })

  const extended = vectors.reminders.filter(({ basis }) => basis === 'extendedDue')
  test.each(extended)('received $receivedAt, extended to $due', (row) => {
    const decided = at(row.receivedAt).plus({ days: 3 })
    const found = opened(row.receivedAt)
      .with({
        assignee: kari.id,
        extension: {
          decidedAt: decided,
          decidedBy: kari.id,
          reason: 'volume',
          newDue: asLocalDate(row.due),
          rights: ['access'],
          noticeSentAt: decided,
        },
      })
      .received()
    const sent = story(found, 100)
    expect(sent).toEqual(
      expect.arrayContaining([
        `R-T30 ${row.T30}`,
        `R-T14 ${row.T14}`,
        `R-T7 ${row.T7}`,
        `R-W1 ${row.W1}`,
        `R-DUE ${row.due_day}`,
        `R-OVERDUE ${row.first_overdue}`,
      ]),
    )
    expect(sent.some((line) => line.startsWith('R-STAT'))).toBe(false)
  })
})

describe('what holds decides', () => {
  const found = opened('2026-03-05T10:00:00+01:00')

  test('a case with a handler is not reported as unhandled; an acknowledged one not as silent', () => {
    const sent = story(found.with({ assignee: kari.id }).ticked('INT-04').identified().inProgress(), 10)
    expect(sent).toEqual([])
  })

  test('after the answer nothing comes but what recipients are owed', () => {
    const answered = found.with({ recipients: 'open', assignee: kari.id }).responded()
    expect(story(answered, 60)).toEqual(['R-ART19 2026-03-16'])
  })

  test('a closed case is never looked at again', () => {
    const closed = found.closed()
    expect(
      nextLook({ found: closed, dates: caseDates(closed, closed.openedAt) }, asLocalDate('2026-03-05')),
    ).toBeNull()
    expect(story(closed, 60)).toEqual([])
  })

  test('every open status comes into the overdue list', () => {
    const late = asLocalDate('2026-04-07')
    const all = [
      found.received(),
      found.awaitingIdentity(),
      found.awaitingClarification(),
      found.inProgress(),
      found.awaitingApproval(),
      found.approved(),
    ]
    for (const one of all) {
      const codes = dueReminders(
        { found: one, dates: caseDates(one, nineOClock(late)) },
        addDays(late, -1),
        late,
      )
      expect(
        codes.map(({ code }) => code),
        one.status,
      ).toContain('R-OVERDUE')
    }
  })

  test('approval is asked for on the first working day, daily, and the third time of the manager as well', () => {
    const waiting = found.forRights('erasure').awaitingApproval()
    const on = (day: string) => {
      const looked = { found: waiting, dates: caseDates(waiting, nineOClock(asLocalDate(day))) }
      return dueReminders(looked, addDays(asLocalDate(day), -1), asLocalDate(day)).find(
        ({ code }) => code === 'R-APPROVAL',
      )?.to
    }
    expect(on('2026-03-09')).toBeUndefined()
    expect(on('2026-03-10')).toEqual(['engineer'])
    expect(on('2026-03-11')).toEqual(['engineer'])
    expect(on('2026-03-12')).toEqual(['engineer', 'manager'])
  })

  test('a plan that erases nothing waits for a manager', () => {
    const waiting = found.forRights('access').awaitingApproval()
    const day = asLocalDate('2026-03-10')
    const due = dueReminders(
      { found: waiting, dates: caseDates(waiting, nineOClock(day)) },
      addDays(day, -1),
      day,
    )
    expect(due.find(({ code }) => code === 'R-APPROVAL')?.to).toEqual(['manager'])
  })

  test('an unsent notice of extension is asked for daily until it is sent', () => {
    const extension = {
      decidedAt: at('2026-03-10T10:00:00Z'),
      decidedBy: kari.id,
      reason: 'volume',
      newDue: asLocalDate('2026-06-05'),
      rights: ['access'],
      noticeSentAt: null,
    } as const
    const sent = story(found.with({ extension }).identified().inProgress(), 9).filter((line) =>
      line.startsWith('R-EXTNOTICE'),
    )
    expect(sent).toEqual(['R-EXTNOTICE 2026-03-11', 'R-EXTNOTICE 2026-03-12', 'R-EXTNOTICE 2026-03-13'])
  })

  test('questions are followed after 7, 14 and 30 days, on working days', () => {
    const asked = found.awaitingIdentity(1, at('2026-03-07T10:00:00Z'))
    const codes = story(asked, 40).filter((line) => line.startsWith('R-ID') && !line.startsWith('R-IDQ'))
    expect(codes).toEqual(['R-ID7 2026-03-13', 'R-ID14 2026-03-20', 'R-ID30 2026-04-01'])
  })

  test('what fell due while the desk was down comes once, the latest of each kind', () => {
    const one = found.identified().inProgress()
    const until = asLocalDate('2026-04-10')
    const due = dueReminders(
      { found: one, dates: caseDates(one, nineOClock(until)) },
      asLocalDate('2026-03-19'),
      until,
    )
    const days = due.map(({ code, day }) => `${code} ${day}`)
    expect(days).toContain('R-T14 2026-03-20')
    expect(days).toContain('R-OVERDUE 2026-04-10')
    expect(new Set(due.map(({ code }) => code)).size).toBe(due.length)
  })

  test('days before the case was opened are past', () => {
    const backdated = found.with({ openedAt: at('2026-03-24T10:00:00Z') }).received()
    const until = asLocalDate('2026-03-25')
    const due = dueReminders(
      { found: backdated, dates: caseDates(backdated, nineOClock(until)) },
      asLocalDate('2026-03-05'),
      until,
    )
    expect(due).toEqual([])
  })

  test('a stopped clock is looked at each working day', () => {
    const paused = found
      .with({ pauses: [{ ground: 'identity', askedAt: at('2026-03-06T10:00:00Z'), answeredAt: null }] })
      .awaitingIdentity()
    const day = asLocalDate('2026-03-13')
    expect(nextLook({ found: paused, dates: caseDates(paused, nineOClock(day)) }, day)).toBe('2026-03-16')
    expect(story(paused, 60).some((line) => line.startsWith('R-OVERDUE'))).toBe(false)
  })

  test.each([
    ['R-T14', '2026-03-20', '2026-03-20T10:00:00Z'],
    ['R-T7', '2026-03-27', '2026-03-27T10:00:00Z'],
    ['R-DUE', '2026-04-01', '2026-04-01T10:00:00Z'],
  ] as const)(
    '%s is told once when the clock stops on its day, and goes on standing',
    (code, day, askedAt) => {
      const taken = found.with({ assignee: kari.id }).inProgress()
      const asking = found
        .with({ assignee: kari.id, pauses: [{ ground: 'identity', askedAt: at(askedAt), answeredAt: null }] })
        .awaitingIdentity()
      const sent = story(taken, 60, (today, one) => (today === dayAfter(day) ? asking : one))
      expect(sent.filter((line) => line.startsWith(code))).toEqual([`${code} ${day}`])
    },
  )

  test('what was overdue when its clock was stopped is told on each working day all the same', () => {
    const taken = found.with({ assignee: kari.id }).inProgress()
    const pauses = [{ ground: 'identity', askedAt: at('2026-04-20T10:00:00Z'), answeredAt: null }] as const
    const asking = found.with({ assignee: kari.id, pauses }).awaitingIdentity()
    const sent = story(taken, 60, (today, one) => (today === '2026-04-21' ? asking : one))
    expect(sent.filter((line) => line > 'R-OVERDUE 2026-04-20' && line < 'R-OVERDUE 2026-04-25')).toEqual(
      ['21', '22', '23', '24'].map((day) => `R-OVERDUE 2026-04-${day}`),
    )
  })

  test('what is counted from the due date is told again as it comes, once the clock runs', () => {
    const pause = { ground: 'identity', askedAt: at('2026-03-13T10:00:00Z') } as const
    const asking = found.with({ pauses: [{ ...pause, answeredAt: null }] }).awaitingIdentity()
    const answered = found
      .with({ pauses: [{ ...pause, answeredAt: at('2026-03-23T08:00:00Z') }] })
      .inProgress()
    const sent = story(found.received(), 45, (today, one) => {
      if (today === '2026-03-14') return asking
      return today === '2026-03-23' ? answered : one
    })
    expect(sent.filter((line) => /R-T14|R-T7/u.test(line))).toEqual(['R-T14 2026-03-31', 'R-T7 2026-04-07'])
  })
})

test('a hold is reminded of before its review, on it, and weekly after it; a restriction each 30 days', () => {
  const days = (code: 'R-HOLD' | 'R-RESTR', anchor: string) =>
    reminderDays(code, asLocalDate(anchor), asLocalDate('2026-03-01'), asLocalDate('2026-06-30'))
  expect(days('R-HOLD', '2026-05-20')).toEqual([
    ...['2026-05-13', '2026-05-20', '2026-05-27', '2026-06-03', '2026-06-10', '2026-06-17', '2026-06-24'],
  ])
  expect(days('R-RESTR', '2026-03-02')).toEqual(['2026-04-01', '2026-04-30', '2026-05-29', '2026-06-30'])
})

test('every reminder has its place in the order of gravity', () => {
  expect([...gravity].toSorted()).toEqual(Object.keys(reminderTable).toSorted())
})

describe('what may be put off', () => {
  const { reference } = aCase().received()
  test('what comes before the last working days', () => {
    expect(refusalToSnooze(['R-T14', 'R-ACK'], reference)).toBeNull()
  })
  test('nothing from R-W1 on, whatever comes with it', () => {
    expect(refusalToSnooze(['R-T14', 'R-W1'], reference)).toMatchObject({ code: 'E_NO_SNOOZE' })
  })
  test('and not what never came', () => {
    expect(refusalToSnooze([], reference)).toMatchObject({ code: 'E_NOTHING_TO_SNOOZE' })
  })
})
