import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  addWeeks,
  isoWeek,
  onCallAt,
  possibleApprovers,
  readWeek,
  refusalOffCall,
  weekBounds,
  type Cover,
  type CoverKind,
  type IsoWeek,
  type Roster,
} from '../../../src/domain/people/on-call.js'
import type { PersonId } from '../../../src/domain/people/roles.js'

const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const person = (name: string) => name as PersonId
const week = (text: string) => text as IsoWeek

describe('a week', () => {
  test.each([
    ['Monday 00:00 in Oslo, still Sunday in UTC', '2026-03-08T23:00:00Z', '2026-W11'],
    ['one second before', '2026-03-08T22:59:59Z', '2026-W10'],
    ['Sunday evening in summer', '2026-07-05T21:59:59Z', '2026-W27'],
    ['the last day of a year with 53 weeks', '2026-12-31T12:00:00Z', '2026-W53'],
    ['the first days of the next year belong to it', '2027-01-03T12:00:00Z', '2026-W53'],
    ['its Monday begins the next', '2027-01-03T23:00:00Z', '2027-W01'],
  ])('%s', (_name, at, expected) => {
    expect(isoWeek(utc(at))).toBe(expected)
  })

  test.each([
    ['spring forward has 167 hours', '2026-W13', 167],
    ['fall back has 169', '2026-W43', 169],
    ['every other has 168', '2026-W20', 168],
  ])('%s', (_name, name, hours) => {
    const { from, until } = weekBounds(week(name))
    expect(until.diff(from, 'hours').hours).toBe(hours)
    expect([isoWeek(from), isoWeek(until)]).toEqual([name, addWeeks(week(name), 1)])
  })

  test.each(['2027-W53', '2026-W00', '2026-W1', '2026-10', ''])('%s is none', (text) => {
    expect(readWeek(text)).toBeNull()
  })

  test('the 53rd of a year that has it is one', () => {
    expect(readWeek('2026-W53')).toBe('2026-W53')
    expect(addWeeks(week('2026-W53'), 1)).toBe('2027-W01')
  })
})

describe('on call', () => {
  const [nils, eva, liv] = [person('nils'), person('eva'), person('liv')]
  const at = utc('2026-03-10T10:00:00Z')
  const cover = (kind: CoverKind, who: PersonId, more: Partial<Cover> = {}): Cover => ({
    id: who,
    kind,
    person: who,
    insteadOf: null,
    from: at,
    until: at.plus({ hours: 1 }),
    decidedAt: at,
    ...more,
  })
  const roster = (more: Partial<Roster> = {}): Roster => ({
    turns: [
      { week: week('2026-W11'), person: nils },
      { week: week('2026-W12'), person: eva },
    ],
    covers: [],
    engineers: [nils, eva, liv],
    ...more,
  })
  const late = { decidedAt: at.plus({ minutes: 1 }) }

  test.each<[string, Partial<Roster>, PersonId[]]>([
    ['whoever is planned for the week', {}, [nils]],
    ['nobody when nobody is planned, never everybody', { turns: [] }, []],
    ['whoever lost the role is not', { engineers: [eva] }, []],
    ['an override takes the place of all', { covers: [cover('instead', eva)] }, [eva]],
    ['or comes beside them', { covers: [cover('also', eva)] }, [nils, eva]],
    ['a hand-over takes the place of one', { covers: [cover('handover', liv, { insteadOf: nils })] }, [liv]],
    [
      'a hand-over by somebody who is not on call changes nothing',
      { covers: [cover('handover', liv, { insteadOf: eva })] },
      [nils],
    ],
    [
      'what was decided later counts last, whatever the order of rows',
      { covers: [cover('instead', liv, late), cover('instead', eva)] },
      [liv],
    ],
    ['from its first instant', { covers: [cover('instead', eva, { from: at })] }, [eva]],
    [
      'not at its end',
      { covers: [cover('instead', eva, { from: at.minus({ hours: 1 }), until: at })] },
      [nils],
    ],
    [
      'not before its beginning',
      { covers: [cover('instead', eva, { from: at.plus({ seconds: 1 }) })] },
      [nils],
    ],
    ['the same person twice is one', { covers: [cover('also', nils)] }, [nils]],
    [
      'an override by somebody who is no engineer leaves nobody',
      { covers: [cover('instead', person('mona'))] },
      [],
    ],
  ])('%s', (_name, more, expected) => {
    expect(onCallAt(roster(more), at)).toEqual(expected)
  })

  test('the week changes at Monday 00:00 in Oslo', () => {
    expect(onCallAt(roster(), utc('2026-03-15T22:59:59Z'))).toEqual([nils])
    expect(onCallAt(roster(), utc('2026-03-15T23:00:00Z'))).toEqual([eva])
  })

  test('who is not on call is refused; that nobody is has a code of its own', () => {
    expect(refusalOffCall(nils, [nils])).toBeNull()
    expect(refusalOffCall(eva, [nils])).toMatchObject({ code: 'E_NOT_ON_CALL' })
    expect(refusalOffCall(eva, [])).toMatchObject({ code: 'E_NOBODY_ON_CALL' })
  })

  test('who proposed and who the case is about cannot approve', () => {
    const plan = { proposedBy: nils, subjectPerson: eva }
    expect(possibleApprovers([nils, eva], plan)).toEqual([])
    expect(possibleApprovers([nils, eva, liv], plan)).toEqual([liv])
  })
})
