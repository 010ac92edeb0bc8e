import { describe, expect, test } from 'vitest'
import { addFigures, dueGroup, figuresOf, noFigures } from '../../../src/domain/figures/open-cases.js'
import { caseDates } from '../../../src/domain/time/deadlines.js'
import { aCase, kari, monday } from '../../support/case-builder.js'

test.each([
  ['long past', -40, 'overdue'],
  ['a day past', -1, 'overdue'],
  ['the last day', 0, 'today'],
  ['tomorrow', 1, 'days_3'],
  ['in three days', 3, 'days_3'],
  ['in four days', 4, 'days_7'],
  ['in a week', 7, 'days_7'],
  ['in two weeks', 14, 'days_14'],
  ['in fifteen days', 15, 'later'],
] as const)('due %s', (_name, daysLeft, group) => {
  expect(dueGroup(daysLeft)).toBe(group)
})

const at = (months: number) => monday.plus({ months })

describe('one open case', () => {
  test('counts under each of its rights, and under what it waits for', () => {
    const found = aCase().forRights('access', 'erasure').with({ assignee: kari.id }).awaitingIdentity()
    expect(figuresOf(found, caseDates(found, monday))).toEqual({
      ...noFigures,
      open: 1,
      byRight: { access: 1, erasure: 1 },
      byDue: { later: 1 },
      waiting: { awaiting_identity: 1 },
    })
  })

  test('past promise and law tells both, and that nobody handles it', () => {
    const found = aCase().received()
    const { promiseMissed, statutoryMissed, byDue, unassigned } = figuresOf(found, caseDates(found, at(2)))
    expect({ promiseMissed, statutoryMissed, byDue, unassigned }).toEqual({
      promiseMissed: 1,
      statutoryMissed: 1,
      byDue: { overdue: 1 },
      unassigned: 1,
    })
  })

  test('with a stopped clock stands apart, however old it is', () => {
    const pauses = [{ ground: 'identity', askedAt: monday, answeredAt: null }] as const
    const found = aCase().with({ pauses }).awaitingIdentity()
    const { byDue, promiseMissed } = figuresOf(found, caseDates(found, at(6)))
    expect({ byDue, promiseMissed }).toEqual({ byDue: { stopped: 1 }, promiseMissed: 0 })
  })

  test('that was overdue when its clock was stopped stays overdue', () => {
    const pauses = [{ ground: 'identity', askedAt: at(2), answeredAt: null }] as const
    const found = aCase().with({ pauses }).awaitingIdentity()
    expect(figuresOf(found, caseDates(found, at(3))).byDue).toEqual({ overdue: 1 })
  })

  test('a right that is answered is not open any more', () => {
    const answered = aCase().forRights('access', 'erasure').identified().inProgress()
    const [first, second] = answered.items
    const found = { ...answered, items: [{ ...first!, respondedAt: monday }, second!] }
    expect(figuresOf(found, caseDates(found, monday)).byRight).toEqual({ erasure: 1 })
  })
})

test('figures of two groups add up, name by name', () => {
  const one = figuresOf(aCase().received(), caseDates(aCase().received(), monday))
  expect(addFigures(one, addFigures(one, noFigures))).toEqual({
    ...noFigures,
    open: 2,
    byRight: { access: 2 },
    byDue: { later: 2 },
    unassigned: 2,
  })
})
