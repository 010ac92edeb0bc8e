import { describe, expect, test } from 'vitest'
import { mandatoryElements } from '../../../src/domain/case/letters.js'
import {
  applyRestriction,
  liftRestriction,
  sendLiftNotice,
  type Restriction,
} from '../../../src/domain/case/restrictions.js'
import { systemActor } from '../../../src/domain/people/roles.js'
import { asLocalDate, startOfDay } from '../../../src/domain/time/calendar.js'
import { aCase, kari, mona, monday, nils, per } from '../../support/case-builder.js'

const { reference } = aCase().received()
const input = { id: 'R1', reference, ground: 'a', systems: ['crm'], categories: [] } as const

function restriction(changes: Partial<Restriction> = {}): Restriction {
  const applied = applyRestriction(input, kari, monday)
  if (!applied.ok) throw new Error(applied.code)
  return { ...applied.next, ...changes }
}

// Five working days after Monday 9 March is Monday 16 March.
const liftOn = asLocalDate('2026-03-16')
const notice = {
  sentAt: monday,
  liftOn,
  elements: mandatoryElements('LET-LIFT'),
  isAskedByPerson: false,
}
const noticed = restriction({ liftNotice: { sentAt: monday, liftOn, by: mona.id } })

describe('T25 apply', () => {
  test('at once, reviewed within 30 days, by staff or the desk', () => {
    expect(applyRestriction(input, systemActor, monday)).toMatchObject({
      role: 'system',
      next: { ground: 'a', reviewBy: '2026-04-08' },
      event: { type: 'restriction.applied', fields: { ground: 'a', systems: ['crm'] } },
    })
  })

  test('E_INPUT: everything is no scope; E_NOT_ALLOWED: not by an engineer', () => {
    expect(applyRestriction({ ...input, systems: [] }, kari, monday)).toMatchObject({ code: 'E_INPUT' })
    expect(applyRestriction(input, nils, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
  })
})

describe('T25 lift, only after the person was told (Art. 18(3))', () => {
  test('the notice names a day at least five working days ahead', () => {
    expect(sendLiftNotice(restriction(), kari, notice, monday)).toMatchObject({
      next: { liftNotice: { liftOn, by: kari.id } },
      event: { type: 'restriction.lift_notice_sent' },
    })
    const early = { ...notice, liftOn: asLocalDate('2026-03-13') }
    expect(sendLiftNotice(restriction(), kari, early, monday)).toMatchObject({
      code: 'E_LIFT_NOTICE',
      facts: { earliest: '2026-03-16' },
    })
  })

  test('E_LETTER_INCOMPLETE: the notice says why', () => {
    const input = { ...notice, elements: ['lift_date'] as const }
    expect(sendLiftNotice(restriction(), kari, input, monday)).toMatchObject({ code: 'E_LETTER_INCOMPLETE' })
  })

  test('a person who takes it back need not be told, and nothing is waited for', () => {
    const asked = { ...notice, elements: [], isAskedByPerson: true }
    expect(sendLiftNotice(restriction(), kari, asked, monday)).toMatchObject({
      next: { liftNotice: { liftOn: '2026-03-09' } },
      event: { fields: { isAskedByPerson: true } },
    })
  })

  test('on the day named, by another manager', () => {
    expect(liftRestriction(noticed, per, startOfDay(liftOn))).toMatchObject({
      next: { liftedBy: per.id },
      event: { type: 'restriction.lifted' },
    })
  })

  test.each([
    [
      'E_LIFT_NOTICE: nobody was told',
      liftRestriction(restriction(), per, startOfDay(liftOn)),
      'E_LIFT_NOTICE',
    ],
    [
      'E_LIFT_NOTICE: the evening before',
      liftRestriction(noticed, per, startOfDay(liftOn).minus({ milliseconds: 1 })),
      'E_LIFT_NOTICE',
    ],
    ['E_FOUR_EYES: who sent the notice', liftRestriction(noticed, mona, startOfDay(liftOn)), 'E_FOUR_EYES'],
    ['E_NOT_ALLOWED: support', liftRestriction(noticed, kari, startOfDay(liftOn)), 'E_NOT_ALLOWED'],
    [
      'E_ALREADY_DONE',
      liftRestriction({ ...noticed, liftedAt: monday, liftedBy: per.id }, per, startOfDay(liftOn)),
      'E_ALREADY_DONE',
    ],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ code })
  })
})
