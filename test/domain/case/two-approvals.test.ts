import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/case/decide.js'
import { noSurroundings, type RightsRequest, type Surroundings } from '../../../src/domain/case/types.js'
import type { Actor } from '../../../src/domain/people/roles.js'
import { aCase, granted, mona, monday, nils, per } from '../../support/case-builder.js'

const approve = (found: RightsRequest, actor: Actor, around: Partial<Surroundings> = {}) =>
  decide('plan.approve', found, actor, { planHash: found.plan!.hash }, monday, {
    ...noSurroundings,
    onCall: [nils.id],
    ...around,
  })

describe('T10 and T10a: a plan that erases and refuses another right', () => {
  const refused = { right: 'rectification', outcome: 'refused', ground: 'manifestly_unfounded' } as const
  const mixed = () =>
    aCase()
      .forRights('erasure', 'rectification')
      .awaitingApproval({ items: [granted('erasure'), { ...refused, lawReference: null }] })
  const afterManager = () => {
    const first = approve(mixed(), mona)
    if (!first.ok) throw new Error(first.code)
    return first.next
  }

  test('a manager first: it waits on, and nothing is ticked', () => {
    expect(approve(mixed(), mona)).toMatchObject({
      role: 'manager',
      next: {
        status: 'awaiting_approval',
        plan: { approval: null, firstApproval: { by: mona.id, at: monday } },
        ticks: [],
      },
      event: { type: 'approval.granted', fields: { awaits: 'engineer' } },
    })
  })

  test('then the engineer on call, whose approval starts it', () => {
    expect(approve(afterManager(), nils)).toMatchObject({
      role: 'engineer',
      next: { status: 'approved', plan: { approval: { by: nils.id, at: monday } } },
    })
  })

  test.each([
    ['an engineer does not decide alone', approve(mixed(), nils), 'E_NOT_ALLOWED'],
    ['nor a second manager in place of one', approve(afterManager(), per), 'E_NOT_ALLOWED'],
    [
      'nor one person as both',
      approve(afterManager(), { ...mona, roles: ['engineer'] }, { onCall: [mona.id] }),
      'E_FOUR_EYES',
    ],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ ok: false, code })
  })

  test('a partial erasure with nothing else refused takes the engineer alone', () => {
    const partial = { right: 'erasure', outcome: 'partially_fulfilled', ground: 'erasure_exc_b' } as const
    const found = aCase()
      .forRights('erasure')
      .awaitingApproval({ items: [{ ...partial, lawReference: 'bokføringsloven § 13' }] })
    expect(approve(found, nils)).toMatchObject({ ok: true, next: { status: 'approved' } })
  })
})
