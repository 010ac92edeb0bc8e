import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/case/decide.js'
import type { RightsRequest } from '../../../src/domain/case/types.js'
import { aCase, eva, kari, mona, monday, ola } from '../../support/case-builder.js'

const reason = { hasReason: true, textId: 'T1', textHash: 'ab' }
const silent = { hasReason: false }

/** The case after an act that must succeed. */
function after(decision: ReturnType<typeof decide>): RightsRequest {
  if (!decision.ok) throw new Error(decision.code)
  return decision.next
}

describe('T02 start', () => {
  const ready = aCase().identified().ticked('INT-01', 'INT-05', 'INT-06', 'INT-09')
  test('received -> in_progress', () => {
    expect(decide('request.start', ready.received(), kari, {}, monday)).toMatchObject({
      next: { status: 'in_progress' },
      event: { type: 'request.started' },
    })
  })

  test('E_IDENTITY_OPEN', () => {
    const open = aCase().ticked('INT-01', 'INT-05', 'INT-06', 'INT-09').received()
    expect(decide('request.start', open, kari, {}, monday)).toMatchObject({
      code: 'E_IDENTITY_OPEN',
      facts: { state: 'undecided' },
    })
  })

  test('E_CHECKLIST_INCOMPLETE names the steps', () => {
    const open = aCase().identified().ticked('INT-01', 'INT-06').received()
    expect(decide('request.start', open, kari, {}, monday)).toMatchObject({
      code: 'E_CHECKLIST_INCOMPLETE',
      facts: { steps: ['INT-05', 'INT-09'] },
    })
  })
})

describe('T03, T04 identity', () => {
  test('asking needs the written doubt: E_REASON', () => {
    const input = { ...silent, method: 'login' } as const
    expect(decide('identity.request', aCase().received(), kari, input, monday)).toMatchObject({
      code: 'E_REASON',
    })
  })

  test('asked, silent, asked again: two attempts, and where the doubt lies', () => {
    const input = { ...reason, method: 'login' } as const
    const once = after(decide('identity.request', aCase().received(), kari, input, monday))
    const twice = decide('identity.request', once, kari, input, monday.plus({ days: 7 }))
    expect(twice).toMatchObject({
      next: { status: 'awaiting_identity', identity: { attempts: 2, state: 'requested' } },
      event: { fields: { attempts: 2, textId: 'T1', textHash: 'ab' } },
    })
  })

  test('a new doubt opens INT-06 again', () => {
    const found = aCase().prepared().ticked('INT-06').inProgress()
    const next = after(decide('identity.request', found, kari, { ...reason, method: 'login' }, monday))
    expect(next.ticks.some((tick) => tick.code === 'INT-06')).toBe(false)
  })

  test.each([
    ['verified', 'identity.verified', true],
    ['failed', 'identity.failed', false],
  ] as const)('%s -> in_progress', (result, type, isTicked) => {
    const input = { result, method: 'login', answeredAt: monday } as const
    const decision = decide('identity.record', aCase().awaitingIdentity(), kari, input, monday)
    expect(decision).toMatchObject({
      event: { type },
      next: { status: 'in_progress', identity: { state: result } },
    })
    expect(after(decision).ticks.some((tick) => tick.code === 'INT-06')).toBe(isTicked)
  })

  test('an answer before the question or in the future is no answer: E_INPUT', () => {
    const found = aCase().awaitingIdentity()
    const record = (hours: number) =>
      decide(
        'identity.record',
        found,
        kari,
        { result: 'verified', method: 'login', answeredAt: monday.plus({ hours }) },
        monday.plus({ hours: 1 }),
      )
    expect(record(-1)).toMatchObject({ code: 'E_INPUT', field: 'answeredOn' })
    expect(record(2)).toMatchObject({ code: 'E_INPUT', field: 'answeredOn' })
    expect(record(1)).toMatchObject({ ok: true })
  })

  test('not required: the status stays, unless the answer is no longer awaited', () => {
    expect(after(decide('identity.waive', aCase().received(), kari, reason, monday)).status).toBe('received')
    expect(after(decide('identity.waive', aCase().awaitingIdentity(), kari, reason, monday)).status).toBe(
      'in_progress',
    )
  })

  test('not required needs its reason, once', () => {
    expect(decide('identity.waive', aCase().received(), kari, silent, monday)).toMatchObject({
      code: 'E_REASON',
    })
    const done = aCase().identified().received()
    expect(decide('identity.waive', done, kari, reason, monday)).toMatchObject({ code: 'E_ALREADY_DONE' })
  })
})

describe('T06, T07 clarification', () => {
  test('asked, answered', () => {
    const asked = after(
      decide('clarification.ask', aCase().inProgress(), kari, { ...reason, isLargeVolume: true }, monday),
    )
    expect(asked).toMatchObject({ status: 'awaiting_clarification', clarification: { answeredAt: null } })
    const answeredAt = monday.plus({ days: 2 })
    const answered = decide('clarification.record', asked, kari, { answeredAt }, answeredAt)
    expect(answered).toMatchObject({ next: { status: 'in_progress', clarification: { answeredAt } } })
  })

  test('E_INPUT: an answer before the question', () => {
    const answeredAt = monday.minus({ hours: 1 })
    const decision = decide(
      'clarification.record',
      aCase().awaitingClarification(),
      kari,
      { answeredAt },
      monday,
    )
    expect(decision).toMatchObject({ code: 'E_INPUT', field: 'answeredOn' })
  })

  test('going on without an answer', () => {
    expect(decide('clarification.proceed', aCase().awaitingClarification(), kari, {}, monday)).toMatchObject({
      next: { status: 'in_progress' },
      event: { type: 'clarification.waived' },
    })
  })

  test('a question has its words', () => {
    const input = { ...silent, isLargeVolume: false }
    expect(decide('clarification.ask', aCase().received(), kari, input, monday)).toMatchObject({
      code: 'E_REASON',
    })
  })
})

describe('steps', () => {
  const tick = (code: string, found = aCase().inProgress(), actor = kari) =>
    decide('step.tick', found, actor, { code }, monday)

  test.each([
    ['its own checklist', tick('ACC-02'), undefined],
    ['E_INPUT: no such step', tick('ACC-99'), 'E_INPUT'],
    ['E_INPUT: not an object key either', tick('constructor'), 'E_INPUT'],
    ["E_INPUT: another right's step", tick('ERA-01'), 'E_INPUT'],
    ["E_NOT_ALLOWED: a manager's step", tick('ACC-08'), 'E_NOT_ALLOWED'],
    ["a manager's step by a manager", tick('ACC-08', aCase().approved(), mona), undefined],
    [
      'E_WRONG_STATE: a second look before there is a plan',
      tick('ACC-08', aCase().inProgress(), mona),
      'E_WRONG_STATE',
    ],
    [
      'E_FOUR_EYES: a second look by whoever proposed',
      tick('ACC-08', aCase().approved(), { ...kari, roles: ['support', 'manager'] }),
      'E_FOUR_EYES',
    ],
    ['E_NOT_ALLOWED: only assigning ticks INT-09', tick('INT-09'), 'E_NOT_ALLOWED'],
    ['E_IDENTITY_OPEN: INT-06 before the decision', tick('INT-06'), 'E_IDENTITY_OPEN'],
    ['INT-06 after it', tick('INT-06', aCase().identified().inProgress()), undefined],
    ['E_ALREADY_DONE', tick('ACC-02', aCase().ticked('ACC-02').inProgress()), 'E_ALREADY_DONE'],
  ])('%s', (_name, decision, code) => {
    expect(decision.ok ? undefined : decision.code).toBe(code)
  })

  test('who ticked before, and when', () => {
    expect(tick('ACC-02', aCase().ticked('ACC-02').inProgress(), ola)).toMatchObject({
      facts: { by: kari.id, at: '2026-03-09T08:00:00.000Z' },
    })
  })

  test('a tick can be taken back, but not from under a plan', () => {
    const ticked = aCase().ticked('ACC-02', 'ACC-07')
    const untick = (code: string, found: RightsRequest, actor = kari) =>
      decide('step.untick', found, actor, { code }, monday)
    expect(after(untick('ACC-02', ticked.inProgress())).ticks).toHaveLength(1)
    expect(untick('ACC-02', ticked.awaitingApproval())).toMatchObject({ code: 'E_WRONG_STATE' })
    expect(untick('ACC-07', ticked.awaitingApproval())).toMatchObject({ ok: true })
    expect(untick('ACC-04', ticked.inProgress())).toMatchObject({ code: 'E_ALREADY_DONE' })
    expect(untick('ACC-02', ticked.inProgress(), eva)).toMatchObject({ code: 'E_NOT_ALLOWED' })
  })
})

describe('T23 assign', () => {
  const assign = (assignee: Parameters<typeof one>[0], found = aCase().received()) => one(assignee, found)
  const one = (
    assignee: { id: typeof ola.id; roles: typeof ola.roles; isActive: boolean },
    found: RightsRequest,
  ) => decide('request.assign', found, mona, { assignee }, monday)

  test('ticks INT-09', () => {
    const next = after(assign({ ...ola, isActive: true }))
    expect(next).toMatchObject({ assignee: ola.id, ticks: [{ code: 'INT-09', by: mona.id }] })
  })

  test.each([
    ['inactive', { ...ola, isActive: false }, aCase().received()],
    ['role', { ...eva, isActive: true }, aCase().received()],
    ['subject', { ...ola, isActive: true }, aCase().aboutStaff(ola.id).received()],
  ])('E_ASSIGNEE: %s', (why, assignee, found) => {
    expect(assign(assignee, found)).toMatchObject({ code: 'E_ASSIGNEE', facts: { why }, field: 'assignee' })
  })

  test('E_ALREADY_DONE: the same person', () => {
    const found = aCase().with({ assignee: ola.id }).received()
    expect(assign({ ...ola, isActive: true }, found)).toMatchObject({ code: 'E_ALREADY_DONE' })
  })
})
