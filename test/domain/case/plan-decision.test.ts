import { describe, expect, test } from 'vitest'
import type { PlanInput } from '../../../src/domain/case/commands.js'
import { decide } from '../../../src/domain/case/decide.js'
import { defaultLines } from '../../../src/domain/case/plan.js'
import type { PlanItem, RightsRequest } from '../../../src/domain/case/types.js'
import type { RightType } from '../../../src/domain/rights/rights.js'
import { aCase, granted, kari, monday } from '../../support/case-builder.js'

const item = (right: RightType, changes: Partial<PlanItem> = {}): PlanItem => ({
  ...granted(right),
  ...changes,
})

const plan = (items: readonly PlanItem[], changes: Partial<PlanInput> = {}): PlanInput => ({
  items,
  lines: defaultLines(items),
  hasReason: true,
  ...changes,
})

const propose = (found: RightsRequest, input: PlanInput) => decide('plan.propose', found, kari, input, monday)

const ready = (...rights: RightType[]) =>
  aCase()
    .forRights(...rights)
    .prepared()
    .inProgress()

describe('T08 or T09: the four-eyes column of §1.1', () => {
  const refused = { outcome: 'refused' } as const
  test.each([
    ['access', item('access'), 'plan.proposed', 'manager'],
    ['access: nothing found', item('access', { outcome: 'no_data_held' }), 'plan.proposed', 'manager'],
    ['portability', item('portability'), 'plan.proposed', 'manager'],
    ['erasure', item('erasure'), 'plan.proposed', 'engineer'],
    [
      'erasure refused',
      item('erasure', { ...refused, ground: 'erasure_ground_missing' }),
      'plan.proposed',
      'manager',
    ],
    ['rectification', item('rectification'), 'plan.auto_approved', undefined],
    [
      'rectification refused',
      item('rectification', { ...refused, ground: 'data_accurate' }),
      'plan.proposed',
      'manager',
    ],
    ['restriction applied', item('restriction'), 'plan.auto_approved', undefined],
    ['objection met', item('objection'), 'plan.auto_approved', undefined],
    [
      'objection refused',
      item('objection', { ...refused, ground: 'objection_legal_claims' }),
      'plan.proposed',
      'manager',
    ],
    ['marketing stopped', item('objection_direct_marketing'), 'plan.auto_approved', undefined],
    ['consent stopped', item('consent_withdrawal'), 'plan.auto_approved', undefined],
    ['automated decision', item('automated_decision'), 'plan.proposed', 'manager'],
  ] as const)('%s', (_name, planned, type, approver) => {
    const found = aCase().forRights(planned.right).prepared().ticked('OBJ-05').inProgress()
    const decision = propose(found, plan([planned]))
    expect(decision).toMatchObject({ ok: true, event: { type } })
    if (!decision.ok) return
    expect(decision.next.status).toBe(type === 'plan.proposed' ? 'awaiting_approval' : 'approved')
    expect(decision.event.fields['approver']).toBe(approver)
    expect(decision.next.plan?.approval).toEqual(type === 'plan.proposed' ? null : { by: null, at: monday })
  })

  test('consent withdrawal with deletion goes to an engineer', () => {
    const [stop] = defaultLines([item('consent_withdrawal')])
    const lines = [stop!, { ...stop!, id: 'consent_withdrawal-2', action: 'delete' as const }]
    expect(propose(ready('consent_withdrawal'), plan([item('consent_withdrawal')], { lines }))).toMatchObject(
      {
        event: { type: 'plan.proposed', fields: { approver: 'engineer' } },
      },
    )
  })
})

describe('T08 guards', () => {
  const lawless = { outcome: 'partially_fulfilled', ground: 'erasure_exc_b' } as const
  const law = { ...lawless, lawReference: 'bokføringsloven § 13' }
  test.each([
    ['E_INPUT: a right left out', ready('access', 'erasure'), plan([item('access')]), 'E_INPUT'],
    ['E_INPUT: a right twice', ready('access'), plan([item('access'), item('access')]), 'E_INPUT'],
    ['E_INPUT: a right not asked for', ready('access'), plan([item('erasure')]), 'E_INPUT'],
    [
      'E_REFUSAL_GROUND: no ground',
      ready('access'),
      plan([item('access', { outcome: 'refused' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_REFUSAL_GROUND: rectification x erasure_exc_b',
      ready('rectification'),
      plan([item('rectification', { outcome: 'refused', ground: 'erasure_exc_b' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_REFUSAL_GROUND: consent withdrawal x excessive',
      ready('consent_withdrawal'),
      plan([item('consent_withdrawal', { outcome: 'refused', ground: 'excessive' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_REFUSAL_GROUND: marketing objection x anything',
      ready('objection_direct_marketing'),
      plan([item('objection_direct_marketing', { outcome: 'refused', ground: 'objection_legal_claims' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_INPUT: a marketing objection cannot be refused at all',
      ready('objection_direct_marketing'),
      plan([item('objection_direct_marketing', { outcome: 'refused', ground: 'not_identified' })]),
      'E_INPUT',
    ],
    [
      'E_REFUSAL_GROUND: the law is not named',
      ready('erasure'),
      plan([item('erasure', lawless)]),
      'E_REFUSAL_GROUND',
    ],
    ['the law is named', ready('erasure'), plan([item('erasure', law)]), null],
    [
      'E_REASON: partial without words',
      ready('erasure'),
      plan([item('erasure', law)], { hasReason: false }),
      'E_REASON',
    ],
    [
      "E_REFUSAL_GROUND: others' rights take only a part",
      ready('access'),
      plan([item('access', { outcome: 'refused', ground: 'rights_of_others' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_REFUSAL_GROUND: a ground where nothing is refused',
      ready('access'),
      plan([item('access', { ground: 'excessive' })]),
      'E_REFUSAL_GROUND',
    ],
    [
      'E_INPUT: merged is no plan',
      ready('erasure'),
      plan([item('erasure', { outcome: 'merged' })]),
      'E_INPUT',
    ],
    [
      'E_INPUT: erasure without deletion',
      ready('erasure'),
      plan([item('erasure')], { lines: [] }),
      'E_INPUT',
    ],
    [
      'E_INPUT: a deletion for a right that is refused',
      ready('erasure'),
      plan([item('erasure', { outcome: 'refused', ground: 'excessive' })], {
        lines: defaultLines([item('erasure')]),
      }),
      'E_INPUT',
    ],
    [
      'payload of a customer',
      ready('erasure'),
      plan([item('erasure', { outcome: 'redirected_to_controller' })]),
      null,
    ],
  ])('%s', (_name, found, input, code) => {
    const decision = propose(found, input)
    expect(decision.ok ? null : decision.code).toBe(code)
  })

  test('E_CHECKLIST_INCOMPLETE: only the steps that this outcome needs', () => {
    const found = aCase().forRights('access').identified().inProgress()
    const missing = (planned: PlanItem) => {
      const decision = propose(found, plan([planned]))
      return decision.ok ? [] : decision.facts['steps']
    }
    const intake = ['INT-01', 'INT-02', 'INT-05', 'INT-08', 'INT-09']
    expect(missing(item('access'))).toEqual([...intake, 'ACC-02', 'ACC-03', 'ACC-04', 'ACC-05'])
    expect(missing(item('access', { outcome: 'no_data_held' }))).toEqual([
      ...intake,
      'ACC-02',
      'ACC-03',
      'ACC-04',
    ])
    expect(missing(item('access', { outcome: 'refused', ground: 'excessive' }))).toEqual(intake)
  })

  test.each(['access', 'portability', 'erasure'] as const)('E_IDENTITY_REQUIRED: %s', (right) => {
    const identity = {
      state: 'failed',
      method: 'login',
      attempts: 1,
      askedAt: monday,
      decidedAt: monday,
    } as const
    const found = aCase().forRights(right).prepared().with({ identity }).inProgress()
    expect(propose(found, plan([item(right)]))).toMatchObject({ code: 'E_IDENTITY_REQUIRED' })
  })

  test('a marketing objection does not wait for identity', () => {
    const { identity } = aCase().received()
    const found = aCase().forRights('objection_direct_marketing').prepared().with({ identity }).inProgress()
    expect(propose(found, plan([item('objection_direct_marketing')]))).toMatchObject({ ok: true })
  })
})

describe('T05: the person could not be identified', () => {
  const unknown = plan([item('erasure', { outcome: 'not_identified', ground: 'not_identified' })])
  const waiting = (attempts: number) => aCase().forRights('erasure').awaitingIdentity(attempts)

  test('after two attempts, with no checklist, a manager decides', () => {
    expect(propose(waiting(2), unknown)).toMatchObject({
      next: { status: 'awaiting_approval' },
      event: { fields: { approver: 'manager', items: ['erasure:not_identified'] } },
    })
  })

  test.each([
    ['E_IDENTITY_ATTEMPTS', waiting(1), unknown, 'E_IDENTITY_ATTEMPTS'],
    ['E_IDENTITY_REQUIRED: anything else', waiting(2), plan([item('erasure')]), 'E_IDENTITY_REQUIRED'],
    ['E_REASON: why not', waiting(2), { ...unknown, hasReason: false }, 'E_REASON'],
  ])('%s', (_name, found, input, code) => {
    expect(propose(found, input)).toMatchObject({ code })
  })
})
