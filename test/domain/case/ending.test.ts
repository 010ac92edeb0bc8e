import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/case/decide.js'
import { mergeInto } from '../../../src/domain/case/merge.js'
import { reference } from '../../../src/domain/case/reference.js'
import type { RightItem, RightsRequest } from '../../../src/domain/case/types.js'
import { rightTypes } from '../../../src/domain/rights/rights.js'
import { aCase, kari, mona, monday, receipt } from '../../support/case-builder.js'

const reason = { hasReason: true, textId: 'T1', textHash: 'ab' }
const silent = { hasReason: false }

describe('T15 close', () => {
  const close = (found: RightsRequest, input = {}) => decide('request.close', found, kari, input, monday)

  test.each(rightTypes)('%s: closes with its checklist ticked', (right) => {
    expect(close(aCase().forRights(right).allTicked().responded())).toMatchObject({
      next: { status: 'closed', closedAt: monday },
      event: { type: 'request.closed', fields: { outcomes: [`${right}:fulfilled`] } },
    })
  })

  test('E_OUTCOME_OPEN', () => {
    const found = aCase().allTicked().responded()
    const items = found.items.map((item): RightItem => ({ ...item, outcome: null }))
    expect(close({ ...found, items })).toMatchObject({
      code: 'E_OUTCOME_OPEN',
      facts: { rights: ['access'] },
    })
  })

  const erased = aCase().forRights('erasure').with({ recipients: 'open' }).allTicked().responded()
  test('E_ART19_OPEN, until told or exempted with a reason in the same act', () => {
    expect(close(erased)).toMatchObject({ code: 'E_ART19_OPEN' })
    expect(close(erased, { recipients: 'exempted' })).toMatchObject({ code: 'E_REASON' })
    expect(close(erased, { recipients: 'exempted', ...reason })).toMatchObject({
      next: { status: 'closed', recipients: 'exempted' },
      more: [{ type: 'recipients.exempted', fields: { textId: 'T1' } }],
    })
    expect(close(erased, { recipients: 'notified' })).toMatchObject({
      more: [{ type: 'recipients.notified' }],
    })
  })

  test('E_CHECKLIST_INCOMPLETE: what was done has to be shown', () => {
    expect(close(aCase().forRights('erasure').responded())).toMatchObject({
      code: 'E_CHECKLIST_INCOMPLETE',
      facts: { steps: ['ERA-05', 'ERA-06', 'ERA-07', 'ERA-08', 'ERA-11'] },
    })
  })

  test('a refused right needs none of its steps', () => {
    const items = [{ right: 'erasure', outcome: 'refused', ground: 'excessive', lawReference: null }] as const
    expect(close(aCase().forRights('erasure').responded({ items }))).toMatchObject({ ok: true })
  })
})

describe('T16 withdraw', () => {
  const withdraw = (found: RightsRequest, isWritten = true) =>
    decide('request.withdraw', found, kari, { isWritten }, monday)

  test('E_WITHDRAWAL_WRITTEN: silence is no withdrawal', () => {
    expect(withdraw(aCase().awaitingIdentity(3), false)).toMatchObject({ code: 'E_WITHDRAWAL_WRITTEN' })
  })

  test.each([
    aCase().received(),
    aCase().awaitingIdentity(),
    aCase().awaitingClarification(),
    aCase().inProgress(),
    aCase().awaitingApproval(),
    aCase().approved(),
  ])('from $status', (found) => {
    expect(withdraw(found)).toMatchObject({
      next: { status: 'closed', items: [{ outcome: 'withdrawn_by_requester' }] },
      event: { type: 'request.withdrawn' },
    })
  })

  test('what was answered keeps its outcome, a plan nobody approved goes', () => {
    expect(withdraw(aCase().responded())).toMatchObject({ next: { items: [{ outcome: 'fulfilled' }] } })
    expect(withdraw(aCase().awaitingApproval())).toMatchObject({ next: { plan: null } })
    expect(withdraw(aCase().approved())).toMatchObject({ next: { plan: { approval: { by: mona.id } } } })
  })
})

describe('T17 redirect', () => {
  const all = { isCustomerNamed: true, isForwarded: true, isRequesterTold: true }
  test('all three done', () => {
    expect(decide('request.redirect', aCase().received(), kari, all, monday)).toMatchObject({
      next: { status: 'closed', items: [{ outcome: 'redirected_to_controller' }] },
    })
  })

  test.each(['isCustomerNamed', 'isForwarded', 'isRequesterTold'] as const)(
    'E_REDIRECT_INCOMPLETE: %s',
    (part) => {
      const input = { ...all, [part]: false }
      expect(decide('request.redirect', aCase().inProgress(), kari, input, monday)).toMatchObject({
        code: 'E_REDIRECT_INCOMPLETE',
        facts: { missing: [part] },
      })
    },
  )
})

describe('T18 merge', () => {
  const second = aCase().with({ reference: reference(2026, 43) })
  const target = second.forRights('access', 'erasure').inProgress()
  const merge = (into: RightsRequest, isSameSubject = true, found = aCase().received()) =>
    decide('request.merge', found, kari, { target: into, isSameSubject }, monday)

  test('closes this case and is recorded on both', () => {
    expect(merge(target)).toMatchObject({
      next: { status: 'closed', mergedInto: 'RR-2026-0043', items: [{ outcome: 'merged' }] },
      event: { reference: 'RR-2026-0042', fields: { into: 'RR-2026-0043' } },
      more: [
        { type: 'request.merged', reference: 'RR-2026-0043', fields: { from: 'RR-2026-0042', version: 2 } },
      ],
    })
  })

  test.each([
    ['same_case', aCase().inProgress(), true],
    ['closed', second.closed(), true],
    ['other_subject', target, false],
    ['other_rights', second.forRights('erasure').inProgress(), true],
    ['other_rights', second.forRights('access').responded(), true],
  ])('E_MERGE_TARGET: %s, %#', (why, into, isSameSubject) => {
    expect(merge(into, isSameSubject)).toMatchObject({
      code: 'E_MERGE_TARGET',
      facts: { why },
      field: 'target',
    })
  })

  test('the target keeps the earliest receipt', () => {
    const earlier = aCase()
      .with({ receivedAt: receipt.minus({ days: 9 }) })
      .received()
    const later = aCase()
      .with({ receivedAt: receipt.plus({ days: 1 }) })
      .received()
    expect(mergeInto(target, earlier)).toMatchObject({
      receivedAt: earlier.receivedAt,
      version: 2,
      status: 'in_progress',
    })
    expect(mergeInto(target, later).receivedAt).toEqual(target.receivedAt)
  })
})

describe('T19 dismiss', () => {
  const dismiss = (input: { hasReason: boolean; isAnswered: boolean }) =>
    decide('request.dismiss', aCase().received(), mona, input, monday)

  test('a manager, with a reason, the sender answered', () => {
    expect(dismiss({ ...reason, isAnswered: true })).toMatchObject({
      next: { status: 'closed', items: [{ outcome: 'not_a_rights_request' }] },
      event: { type: 'request.dismissed', fields: { textId: 'T1' } },
    })
    expect(dismiss({ ...silent, isAnswered: true })).toMatchObject({ code: 'E_REASON' })
    expect(dismiss({ ...reason, isAnswered: false })).toMatchObject({ code: 'E_INPUT', field: 'isAnswered' })
  })
})

describe('T20 reopen', () => {
  const reopen = (found: RightsRequest, rights: RightItem['right'][], given = reason) =>
    decide('request.reopen', found, mona, { ...given, rights }, monday.plus({ months: 2 }))

  test('old dates stay; the rights named are open again', () => {
    const found = aCase().forRights('access', 'erasure').closed()
    expect(reopen(found, ['access'])).toMatchObject({
      next: {
        status: 'in_progress',
        plan: null,
        receivedAt: receipt,
        items: [{ outcome: null }, { outcome: 'withdrawn_by_requester' }],
      },
      event: { type: 'request.reopened', fields: { rights: ['access'], textId: 'T1' } },
    })
  })

  test('what was done and checked for them is open again, and nothing else', () => {
    const found = aCase()
      .forRights('access', 'erasure')
      .ticked('INT-02', 'ACC-02', 'ACC-08', 'ACC-10', 'ERA-08')
      .closed()
    const decision = reopen(found, ['access'])
    expect(decision.ok && decision.next.ticks.map(({ code }) => code)).toEqual(['INT-02', 'ACC-02', 'ERA-08'])
  })

  test.each([
    ['E_REASON', ['access'], { ...reason, hasReason: false }, 'E_REASON'],
    ['E_INPUT: no right', [], reason, 'E_INPUT'],
    ['E_INPUT: a right of another case', ['erasure'], reason, 'E_INPUT'],
  ] satisfies [string, RightItem['right'][], typeof reason, string][])('%s', (_name, rights, given, code) => {
    expect(reopen(aCase().closed(), rights, given)).toMatchObject({ code })
  })
})
