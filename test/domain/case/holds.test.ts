import { describe, expect, test } from 'vitest'
import type { HoldInput } from '../../../src/domain/case/commands.js'
import { holdRef } from '../../../src/domain/case/hold-ref.js'
import { placeHold, releaseHold, reviewHold, type Hold } from '../../../src/domain/case/holds.js'
import { asLocalDate } from '../../../src/domain/time/calendar.js'
import { aCase, dag, kari, mona, monday, nils, per } from '../../support/case-builder.js'

const scope = {
  references: [aCase().received().reference],
  systems: [],
  categories: [],
  from: null,
  until: null,
}
const input = (changes: Partial<HoldInput> = {}): HoldInput => ({
  holdRef: holdRef(1),
  matter: 'Matter 7',
  legalReference: 'tvisteloven § 22-1',
  scope,
  reviewBy: asLocalDate('2026-06-07'),
  hasReason: true,
  textId: 'T1',
  ...changes,
})

function hold(changes: Partial<Hold> = {}): Hold {
  const placed = placeHold(input(), mona, monday)
  if (!placed.ok) throw new Error(placed.code)
  return { ...placed.next, ...changes }
}

describe('T24 place', () => {
  test('with purpose, legal reference, scope and a review date of at most 90 days', () => {
    expect(placeHold(input(), mona, monday)).toMatchObject({
      ok: true,
      next: { placedBy: mona.id, releasedAt: null, reviewBy: '2026-06-07' },
      event: { type: 'hold.placed', fields: { holdRef: 'LH-0001', textId: 'T1' } },
    })
  })

  test.each([
    ['purpose', { hasReason: false }],
    ['legalReference', { legalReference: ' ' }],
    ['matter', { matter: '' }],
    ['scope', { scope: { ...scope, references: [] } }],
    ['reviewBy', { reviewBy: asLocalDate('2026-06-08') }],
    ['reviewBy', { reviewBy: asLocalDate('2026-03-09') }],
  ] satisfies [string, Partial<HoldInput>][])('E_HOLD_INCOMPLETE: %s, %#', (part, changes) => {
    expect(placeHold(input(changes), mona, monday)).toMatchObject({
      code: 'E_HOLD_INCOMPLETE',
      facts: { missing: [part] },
      field: part,
    })
  })

  test.each([kari, nils, dag])('E_NOT_ALLOWED: $roles', (actor) => {
    expect(placeHold(input(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
    expect(releaseHold(hold(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
  })
})

describe('release takes two managers', () => {
  test('the first proposes, another releases', () => {
    const proposed = releaseHold(hold(), mona, monday)
    expect(proposed).toMatchObject({ next: { releaseProposedBy: mona.id, releasedAt: null } })
    if (!proposed.ok) return
    expect(releaseHold(proposed.next, mona, monday)).toMatchObject({ code: 'E_FOUR_EYES' })
    const released = releaseHold(proposed.next, per, monday)
    expect(released).toMatchObject({ next: { releasedBy: per.id }, event: { type: 'hold.released' } })
    if (!released.ok) return
    expect(releaseHold(released.next, mona, monday)).toMatchObject({
      code: 'E_ALREADY_DONE',
      facts: { by: per.id },
    })
  })

  test('a review keeps the hold and drops an unfinished release', () => {
    const reviewBy = asLocalDate('2026-05-01')
    expect(reviewHold(hold({ releaseProposedBy: mona.id }), per, { reviewBy }, monday)).toMatchObject({
      next: { reviewBy, releaseProposedBy: null },
      event: { type: 'hold.reviewed' },
    })
    const far = { reviewBy: asLocalDate('2027-01-01') }
    expect(reviewHold(hold(), per, far, monday)).toMatchObject({ code: 'E_HOLD_INCOMPLETE' })
  })
})
