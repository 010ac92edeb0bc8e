import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { exceptionRef } from '../../../src/domain/retention/exception-ref.js'
import {
  askRenewal,
  confirmRenewal,
  endException,
  expire,
  grantException,
  isInForce,
  latestEnd,
  latestRenewal,
  refusalToRenew,
  type ArchiveException,
  type ExceptionDecision,
  type GrantInput,
} from '../../../src/domain/retention/exceptions.js'
import type { Refusal } from '../../../src/domain/refusals.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { anne, dag, kari, mona, monday, nils, ola, per } from '../../support/case-builder.js'

const scope = { systems: ['register'], from: null, until: null }
const input = (changes: Partial<GrantInput> = {}): GrantInput => ({
  exceptionRef: exceptionRef(1),
  inquiry: 'KS-2026-1142',
  owner: ola,
  scope,
  namesSomebody: true,
  endsOn: asLocalDate('2027-03-09'),
  hasReason: true,
  textId: 'EX-0001',
  textHash: 'aa',
  ...changes,
})

function decided(made: ExceptionDecision | Refusal): ArchiveException {
  if (!made.ok) throw new Error(made.code)
  return made.next
}
const exception = (changes: Partial<ArchiveException> = {}): ArchiveException => ({
  ...decided(grantException(input(), kari, monday)),
  ...changes,
})
const until = asLocalDate('2027-09-30')
const why = { hasReason: true, textId: 'EX-0001/renewal', textHash: 'bb' }
const asked = () => decided(askRenewal(exception(), kari, { endsOn: until, ...why }, monday))
const renewed = () => decided(confirmRenewal(asked(), mona, until, monday))
/** The first instant in Oslo after the last day, which lies in winter. */
const over = DateTime.fromISO('2027-03-09T23:00:00.000Z', { zone: 'utc' })

describe('an exception is granted', () => {
  test('by support, with owner, reason, systems, whose records, and an end 12 calendar months ahead', () => {
    expect(grantException(input(), kari, monday)).toEqual({
      ok: true,
      role: 'support',
      next: {
        ...{ exceptionRef: 'EX-0001', inquiry: 'KS-2026-1142', owner: ola.id, scope },
        ...{ grantedBy: kari.id, grantedAt: monday, endsOn: '2027-03-09', renewal: null, ended: null },
      },
      event: {
        type: 'exception.granted',
        reference: null,
        fields: {
          ...{ exceptionRef: 'EX-0001', owner: ola.id, endsOn: '2027-03-09' },
          ...{ systems: ['register'], from: null, until: null, textId: 'EX-0001', textHash: 'aa' },
        },
      },
    })
  })

  test.each([
    ['a day more than 12 months', 'endsOn', { endsOn: asLocalDate('2027-03-10') }],
    ['an end today', 'endsOn', { endsOn: asLocalDate('2026-03-09') }],
    ['an owner who could not end it', 'owner', { owner: nils }],
    ['an owner without a role', 'owner', { owner: { ...ola, roles: [] } }],
    ['no reason', 'reason', { hasReason: false }],
    ['no system', 'systems', { scope: { ...scope, systems: [] } }],
    ['nobody', 'subject', { namesSomebody: false }],
    ['no inquiry', 'inquiry', { inquiry: ' ' }],
    [
      'days in the wrong order',
      'until',
      { scope: { ...scope, from: asLocalDate('2026-02-02'), until: asLocalDate('2026-02-01') } },
    ],
  ] satisfies [string, string, Partial<GrantInput>][])('E_EXCEPTION_INCOMPLETE: %s', (_, part, changes) => {
    expect(grantException(input(changes), kari, monday)).toMatchObject({
      code: 'E_EXCEPTION_INCOMPLETE',
      facts: { missing: [part] },
      field: part,
    })
  })

  test('for records of one day', () => {
    const day = asLocalDate('2026-02-01')
    expect(grantException(input({ scope: { ...scope, from: day, until: day } }), mona, monday)).toMatchObject(
      {
        ok: true,
        role: 'manager',
      },
    )
  })

  test.each([nils, dag, anne])('by nobody else: $roles', (actor) => {
    expect(grantException(input(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
    expect(endException(exception(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
    expect(refusalToRenew(exception(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
  })

  test('12 months from a leap day end on the last of February', () => {
    expect(latestEnd(DateTime.fromISO('2028-02-29T12:00:00Z'))).toBe('2029-02-28')
  })
})

describe('it keeps records', () => {
  test.each([
    ['on its last day', exception(), '2027-03-09', true],
    ['not on the day after', exception(), '2027-03-10', false],
    ['not once it was ended early', decided(endException(exception(), ola, monday)), '2026-03-09', false],
    ['until the new day once its renewal is confirmed', renewed(), '2027-09-30', true],
    ['no longer for a renewal that was only asked for', asked(), '2027-03-10', false],
    ['on its last day, looked at after its end was recorded', expire(exception()).next, '2027-03-09', true],
    ['not after its end was recorded', expire(exception()).next, '2027-03-10', false],
  ] as const)('%s', (_, found, day, keeps) => {
    expect(isInForce(found, asLocalDate(day))).toBe(keeps)
  })
})

describe('it is renewed once', () => {
  test('support asks, a manager confirms; until then it ends as before', () => {
    expect(asked()).toMatchObject({ endsOn: '2027-03-09', renewal: { askedBy: kari.id, confirmed: null } })
    expect(confirmRenewal(asked(), mona, until, monday)).toMatchObject({
      role: 'manager',
      next: { endsOn: until, renewal: { confirmed: { by: mona.id, at: monday } } },
      event: {
        type: 'exception.renewed',
        fields: { exceptionRef: 'EX-0001', endsOn: until, askedBy: kari.id },
      },
    })
  })

  test('never a second time', () => {
    expect(askRenewal(renewed(), kari, { endsOn: asLocalDate('2027-12-01'), ...why }, monday)).toMatchObject({
      code: 'E_EXCEPTION_RENEWED',
    })
    expect(confirmRenewal(renewed(), per, until, monday)).toMatchObject({
      code: 'E_ALREADY_DONE',
      facts: { by: mona.id },
    })
  })

  test('a manager who asked does not confirm; another one does', () => {
    const own = decided(askRenewal(exception(), mona, { endsOn: until, ...why }, monday))
    expect(confirmRenewal(own, mona, until, monday)).toMatchObject({ code: 'E_FOUR_EYES' })
    expect(confirmRenewal(own, per, until, monday)).toMatchObject({ ok: true })
  })

  test('support confirms nothing, nor does anybody what nobody asked for', () => {
    expect(confirmRenewal(asked(), ola, until, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
    expect(confirmRenewal(exception(), mona, until, monday)).toMatchObject({ code: 'E_STALE_CARD' })
  })

  test('until the day that the manager saw: asked anew meanwhile, an old button does nothing', () => {
    const later = decided(askRenewal(asked(), ola, { endsOn: asLocalDate('2028-03-09'), ...why }, monday))
    expect(later.renewal).toMatchObject({ askedBy: ola.id, endsOn: '2028-03-09' })
    expect(confirmRenewal(later, mona, until, monday)).toMatchObject({ code: 'E_STALE_CARD' })
  })

  test.each([
    ['the day on which it ends anyway', '2027-03-09', why, 'endsOn'],
    ['more than 12 months from its end', '2028-03-10', why, 'endsOn'],
    ['without a reason', '2027-09-30', { hasReason: false }, 'reason'],
  ])('E_EXCEPTION_INCOMPLETE: %s', (_, endsOn, reason, field) => {
    expect(askRenewal(exception(), kari, { endsOn: asLocalDate(endsOn), ...reason }, monday)).toMatchObject({
      code: 'E_EXCEPTION_INCOMPLETE',
      field,
    })
    expect(latestRenewal(exception())).toBe('2028-03-09')
  })

  test('only while it is in force, to the last instant of its last day in Oslo', () => {
    const last = over.minus({ milliseconds: 1 })
    expect(askRenewal(exception(), kari, { endsOn: until, ...why }, last)).toMatchObject({ ok: true })
    expect(askRenewal(exception(), kari, { endsOn: until, ...why }, over)).toMatchObject({
      code: 'E_EXCEPTION_ENDED',
    })
    expect(confirmRenewal(asked(), mona, until, last)).toMatchObject({ ok: true })
    expect(confirmRenewal(asked(), mona, until, over)).toMatchObject({ code: 'E_EXCEPTION_ENDED' })
  })
})

describe('it ends', () => {
  test('early, by one of those who could grant it; the second click tells by whom', () => {
    const ended = endException(exception(), ola, monday)
    expect(ended).toMatchObject({ next: { ended: { by: ola.id } }, event: { fields: { isEarly: true } } })
    expect(endException(decided(ended), kari, monday)).toMatchObject({
      code: 'E_ALREADY_DONE',
      facts: { by: ola.id },
    })
    expect(refusalToRenew(decided(ended), kari, monday)).toMatchObject({ code: 'E_EXCEPTION_ENDED' })
  })

  test('by itself, at the end of its last day, by nobody', () => {
    const { next, event, role } = expire(exception())
    expect(next.ended).toEqual({ by: null, at: over })
    expect({ event, role }).toMatchObject({ role: 'system', event: { fields: { isEarly: false } } })
    expect(endException(next, kari, over)).toMatchObject({ code: 'E_EXCEPTION_ENDED' })
  })
})
