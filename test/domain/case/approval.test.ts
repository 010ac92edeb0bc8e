import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/case/decide.js'
import { defaultLines } from '../../../src/domain/case/plan.js'
import {
  noSurroundings,
  type PlanHash,
  type PlanLine,
  type RightsRequest,
  type Surroundings,
} from '../../../src/domain/case/types.js'
import type { Actor } from '../../../src/domain/people/roles.js'
import { aCase, eva, granted, kari, mona, monday, nils, per } from '../../support/case-builder.js'

const approve = (
  found: RightsRequest,
  actor: Actor,
  around: Partial<Surroundings> = {},
  hash = found.plan!.hash,
) =>
  decide('plan.approve', found, actor, { planHash: hash }, monday, {
    ...noSurroundings,
    onCall: [nils.id],
    ...around,
  })

const erasure = () => aCase().forRights('erasure').awaitingApproval()
const access = () => aCase().forRights('access').awaitingApproval()
const elsewhere = 'RR-2026-0007' as RightsRequest['reference']

describe('T10 approve', () => {
  test('an erasure by the engineer on call', () => {
    const found = erasure()
    expect(approve(found, nils)).toMatchObject({
      role: 'engineer',
      next: {
        status: 'approved',
        plan: { approval: { by: nils.id, at: monday } },
        ticks: [{ code: 'ERA-06' }],
      },
      event: { type: 'approval.granted', fields: { planHash: found.plan!.hash, proposedBy: kari.id } },
    })
  })

  test('everything else by a manager', () => {
    expect(approve(access(), mona)).toMatchObject({
      role: 'manager',
      next: { status: 'approved', ticks: [] },
    })
  })

  test.each([
    ['E_NOT_ALLOWED: a manager on an erasure', approve(erasure(), mona), 'E_NOT_ALLOWED'],
    ['E_NOT_ALLOWED: an engineer on a disclosure', approve(access(), nils), 'E_NOT_ALLOWED'],
    ['E_NOT_ON_CALL', approve(erasure(), eva), 'E_NOT_ON_CALL'],
    ['E_NOBODY_ON_CALL', approve(erasure(), nils, { onCall: [] }), 'E_NOBODY_ON_CALL'],
    ['E_PLAN_CHANGED: another hash', approve(access(), mona, {}, 'sha256:0' as PlanHash), 'E_PLAN_CHANGED'],
    ['E_HOLD_ACTIVE', approve(erasure(), nils, { activeHolds: 1 }), 'E_HOLD_ACTIVE'],
    ['E_RESTRICTED: 18(1)(b)', approve(erasure(), nils, { restrictions: ['b'] }), 'E_RESTRICTED'],
    ['E_RESTRICTED: 18(1)(c)', approve(erasure(), nils, { restrictions: ['a', 'c'] }), 'E_RESTRICTED'],
    ['E_ACCESS_FIRST', approve(erasure(), nils, { openAccess: [elsewhere] }), 'E_ACCESS_FIRST'],
    ['E_STORE_FAILING', approve(erasure(), nils, { failingStores: ['archive'] }), 'E_STORE_FAILING'],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ ok: false, code })
  })

  test.each([
    ['18(1)(a) and (d) do not stop an erasure', approve(erasure(), nils, { restrictions: ['a', 'd'] })],
    [
      'nothing of the kind stops a disclosure',
      approve(access(), mona, { activeHolds: 2, restrictions: ['b'] }),
    ],
  ])('%s', (_name, decision) => {
    expect(decision).toMatchObject({ ok: true })
  })

  test('E_FOUR_EYES: the proposer, whatever else they are', () => {
    const both: Actor = { ...kari, roles: ['support', 'manager', 'engineer'] }
    expect(approve(access(), both)).toMatchObject({ code: 'E_FOUR_EYES' })
    expect(approve(erasure(), both, { onCall: [kari.id] })).toMatchObject({ code: 'E_FOUR_EYES' })
  })

  test('E_PLAN_CHANGED: lines edited after the proposal, under the old hash', () => {
    const found = erasure()
    const plan = { ...found.plan!, lines: [{ ...found.plan!.lines[0]!, system: 'billing' }] }
    const edited = { ...found, plan } as RightsRequest
    expect(approve(edited, nils)).toMatchObject({ code: 'E_PLAN_CHANGED' })
  })

  test('E_WRONG_STATE: a second approver comes late', () => {
    const first = approve(access(), mona)
    if (!first.ok) throw new Error(first.code)
    expect(approve(first.next, per)).toMatchObject({ code: 'E_WRONG_STATE', facts: { status: 'approved' } })
  })
})

describe('T11 reject, T13 revise', () => {
  const reject = (found: RightsRequest, actor: Actor, hasReason = true) =>
    decide('plan.reject', found, actor, { hasReason }, monday, { ...noSurroundings, onCall: [nils.id] })

  test('back to work, the plan is gone', () => {
    expect(reject(erasure(), nils)).toMatchObject({
      next: { status: 'in_progress', plan: null },
      event: { type: 'approval.denied' },
    })
  })

  test.each([
    ['E_REASON', reject(access(), mona, false), 'E_REASON'],
    ['E_NOT_ALLOWED: the same role as approves', reject(erasure(), mona), 'E_NOT_ALLOWED'],
    ['E_NOT_ON_CALL', reject(erasure(), eva), 'E_NOT_ON_CALL'],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ code })
  })

  test('revising voids the approval and its ticks', () => {
    const found = aCase().forRights('erasure').ticked('ERA-01', 'ERA-06', 'ERA-07').approved()
    expect(decide('plan.revise', found, kari, {}, monday)).toMatchObject({
      next: { status: 'in_progress', plan: null, ticks: [{ code: 'ERA-01' }] },
      event: { type: 'plan.revised' },
    })
  })
})

describe('T12 execute', () => {
  const [first] = defaultLines([granted('erasure')]) as [PlanLine]
  const counted: PlanLine = { ...first, id: 'erasure-2', system: 'connxio', count: 14 }
  const kept: PlanLine = { ...first, id: 'erasure-3', action: 'keep', keepGround: 'keep_statutory' }
  const lines = [first, counted, kept]
  const approved = (linesDone: string[] = []) =>
    aCase().forRights('erasure').approved({ lines }, { linesDone })
  const execute = (
    ids: string[],
    {
      actor = nils,
      found = approved(),
      around = {},
      at = monday,
    }: Partial<{
      actor: Actor
      found: RightsRequest
      around: Partial<Surroundings>
      at: typeof monday
    }> = {},
  ) => decide('plan.execute', found, actor, { lines: ids }, at, { ...noSurroundings, ...around })
  const types = (decision: ReturnType<typeof execute>) =>
    decision.ok ? [decision.event, ...(decision.more ?? [])].map((event) => event.type) : [decision.code]

  test('line by line: started once, each line once, completed at the end', () => {
    const one = execute(['erasure-1'])
    expect(types(one)).toEqual(['execution.started', 'execution.line_done'])
    if (!one.ok) return
    expect(one.next).toMatchObject({
      status: 'approved',
      plan: { linesDone: ['erasure-1'], executedAt: null },
    })
    const two = execute(['erasure-1', 'erasure-2'], { found: one.next })
    expect(types(two)).toEqual(['execution.line_done', 'execution.completed'])
    expect(two).toMatchObject({ next: { plan: { executedAt: monday }, ticks: [{ code: 'ERA-07' }] } })
  })

  const day = (n: number) => monday.plus({ days: n })
  test.each([
    ['E_ALREADY_DONE', execute(['erasure-1'], { found: approved(['erasure-1']) }), 'E_ALREADY_DONE'],
    ['E_INPUT: no line', execute([]), 'E_INPUT'],
    ['E_INPUT: unknown line', execute(['erasure-9']), 'E_INPUT'],
    ['E_INPUT: a line that keeps is no work', execute(['erasure-3']), 'E_INPUT'],
    ['support ticks what is done by hand', execute(['erasure-1'], { actor: kari }), null],
    [
      'E_NOT_ALLOWED: support does not run the desk’s deletions',
      execute(['erasure-2'], { actor: kari }),
      'E_NOT_ALLOWED',
    ],
    ['just under fourteen days after the approval', execute(['erasure-1'], { at: day(14).minus(1) }), null],
    ['E_APPROVAL_EXPIRED', execute(['erasure-1'], { at: day(14) }), 'E_APPROVAL_EXPIRED'],
    [
      'E_HOLD_ACTIVE: placed since the approval',
      execute(['erasure-1'], { around: { activeHolds: 1 } }),
      'E_HOLD_ACTIVE',
    ],
    [
      'E_RESTRICTED: applied since',
      execute(['erasure-1'], { around: { restrictions: ['b'] } }),
      'E_RESTRICTED',
    ],
    [
      'E_ACCESS_FIRST: asked since',
      execute(['erasure-1'], { around: { openAccess: [elsewhere] } }),
      'E_ACCESS_FIRST',
    ],
  ])('%s', (_name, decision, code) => {
    expect(decision.ok ? null : decision.code).toBe(code)
  })

  test('C13: access of the same case is answered before anything is deleted', () => {
    const both = aCase().forRights('access', 'erasure')
    const around = { openAccess: [both.received().reference] }
    expect(approve(both.awaitingApproval(), nils, around)).toMatchObject({ ok: true })
    expect(execute(['erasure-1'], { found: both.approved(), around })).toMatchObject({
      code: 'E_ACCESS_FIRST',
    })
    const [first, second] = both.received().items
    const answered = both.with({ items: [{ ...first!, outcome: 'fulfilled', respondedAt: monday }, second!] })
    expect(execute(['erasure-1'], { found: answered.approved() })).toMatchObject({ ok: true })
  })

  test('E_PLAN_CHANGED: lines edited after the approval', () => {
    const found = approved()
    const plan = { ...found.plan!, lines: [first, { ...counted, category: 'contact' }] }
    expect(execute(['erasure-2'], { found: { ...found, plan } as RightsRequest })).toMatchObject({
      code: 'E_PLAN_CHANGED',
    })
  })
})
