import { describe, expect, test } from 'vitest'
import type { SendInput } from '../../../src/domain/case/commands.js'
import { decide } from '../../../src/domain/case/decide.js'
import { mandatoryElements, type LetterType } from '../../../src/domain/case/letters.js'
import type { PlanItem, RightsRequest } from '../../../src/domain/case/types.js'
import { endExclusive, asLocalDate } from '../../../src/domain/time/calendar.js'
import { aCase, granted, kari, mona, monday } from '../../support/case-builder.js'

/** A case whose copies a second person has looked at. */
const aChecked = () => aCase().ticked('ACC-08', 'POR-06')

const letter = (type: LetterType, changes: Partial<SendInput> = {}): SendInput => ({
  letter: type,
  elements: mandatoryElements(type),
  channelType: 'secure_link',
  sentAt: monday,
  ...changes,
})

const send = (found: RightsRequest, input: SendInput, actor = kari, at = input.sentAt) =>
  decide('response.send', found, actor, input, at)

const refusedItem: PlanItem = { ...granted('access'), outcome: 'refused', ground: 'excessive' }
const refusal = () =>
  aChecked()
    .forRights('access')
    .approved({ items: [refusedItem] })

describe('T14 send', () => {
  test('the right is answered, the case responded, the step of the letter ticked', () => {
    const found = aCase().forRights('erasure').executed()
    expect(send(found, letter('LET-ERA', { textId: 'L1' }))).toMatchObject({
      next: {
        status: 'responded',
        respondedAt: monday,
        items: [{ outcome: 'fulfilled', respondedAt: monday }],
        ticks: [{ code: 'ERA-11' }],
        recipients: 'open',
      },
      event: {
        type: 'response.sent',
        fields: {
          letterType: 'LET-ERA',
          sentAt: '2026-03-09T08:00:00.000Z',
          channelType: 'secure_link',
          rights: ['erasure'],
          isLateRefusal: false,
          textId: 'L1',
        },
      },
    })
  })

  test.each([
    ['access', 'LET-ACC', 'not_needed'],
    ['rectification', 'LET-REC', 'open'],
    ['restriction', 'LET-RES', 'open'],
    ['objection_direct_marketing', 'LET-OBJ', 'not_needed'],
    ['consent_withdrawal', 'LET-CON', 'not_needed'],
  ] as const)('Art. 19 after %s: %3$s', (right, type, recipients) => {
    expect(send(aChecked().forRights(right).executed(), letter(type))).toMatchObject({ next: { recipients } })
  })

  test('one letter for each right: the case is responded when all are answered', () => {
    const found = aChecked().forRights('access', 'erasure').approved()
    const first = send(found, letter('LET-ACC'))
    expect(first).toMatchObject({
      next: { status: 'approved', items: [{ respondedAt: monday }, { respondedAt: null }] },
    })
    if (!first.ok) return
    expect(send(first.next, letter('LET-ACC'))).toMatchObject({ code: 'E_INPUT', field: 'letter' })
    const erased = decide('plan.execute', first.next, kari, { lines: ['erasure-1'] }, monday)
    if (!erased.ok) throw new Error(erased.code)
    expect(send(erased.next, letter('LET-ERA'))).toMatchObject({ next: { status: 'responded' } })
  })

  test.each([
    ['E_INPUT: a letter that answers nothing here', letter('LET-ERA'), 'letter'],
    ['E_INPUT: a copy by plain e-mail', letter('LET-ACC', { channelType: 'email' }), 'channelType'],
    ['E_INPUT: sent tomorrow', letter('LET-ACC', { sentAt: monday.plus({ days: 1 }) }), 'sentAt'],
  ])('%s', (_name, input, field) => {
    expect(send(aChecked().approved(), input, kari, monday)).toMatchObject({ code: 'E_INPUT', field })
  })

  test('E_EXECUTION_OPEN: nothing is told before it is done', () => {
    const found = aChecked().forRights('erasure').approved()
    expect(send(found, letter('LET-ERA'))).toMatchObject({ code: 'E_EXECUTION_OPEN', facts: { lines: 1 } })
  })

  test('E_LETTER_INCOMPLETE: a refusal without complaint and court', () => {
    const input = letter('LET-REF', { elements: ['what_refused', 'reasons_with_article'] })
    expect(send(refusal(), input)).toMatchObject({
      code: 'E_LETTER_INCOMPLETE',
      facts: { missing: ['complaint_authority', 'judicial_remedy'] },
    })
  })

  test('E_LETTER_INCOMPLETE: a partial answer is a refusal as well (C4)', () => {
    const items: PlanItem[] = [
      { ...granted('access'), outcome: 'partially_fulfilled', ground: 'rights_of_others' },
    ]
    const decision = send(aChecked().approved({ items }), letter('LET-ACC'))
    expect(decision).toMatchObject({
      facts: {
        missing: ['what_refused', 'reasons_with_article', 'judicial_remedy', 'redactions_with_ground'],
      },
    })
  })
})

describe('Art. 12(4): a refusal within the month, which nothing extends', () => {
  // Received 7 March 2026, so the month ends on 7 April.
  const end = endExclusive(asLocalDate('2026-04-07'))
  const late = { lateReason: { hasReason: true, textId: 'T9', textHash: 'cd' } }

  test('the last millisecond is in time', () => {
    const sentAt = end.minus({ milliseconds: 1 })
    expect(send(refusal(), letter('LET-REF', { sentAt }))).toMatchObject({ next: { isLateRefusal: false } })
  })

  test.each([
    ['without a reason', kari, {}],
    ['with a reason that is not a manager’s', kari, late],
  ])('E_LATE_REFUSAL: %s', (_name, actor, reason) => {
    const decision = send(refusal(), letter('LET-REF', { sentAt: end, ...reason }), actor)
    expect(decision).toMatchObject({ code: 'E_LATE_REFUSAL', facts: { refusalNoticeBy: '2026-04-07' } })
  })

  test('a manager gives the reason: sent, and flagged for good', () => {
    expect(send(refusal(), letter('LET-REF', { sentAt: end, ...late }), mona)).toMatchObject({
      next: { isLateRefusal: true },
      event: { fields: { isLateRefusal: true, lateReasonId: 'T9', lateReasonHash: 'cd' } },
    })
  })

  test('an extension in force does not move it', () => {
    const extension = {
      decidedAt: monday,
      decidedBy: mona.id,
      reason: 'volume',
      newDue: asLocalDate('2026-06-05'),
      rights: ['access'],
      noticeSentAt: monday,
    } as const
    const found = aChecked()
      .with({ extension })
      .approved({ items: [refusedItem] })
    expect(send(found, letter('LET-REF', { sentAt: end }))).toMatchObject({ code: 'E_LATE_REFUSAL' })
  })

  test('a full answer after the month is no refusal', () => {
    expect(send(aChecked().approved(), letter('LET-ACC', { sentAt: end }))).toMatchObject({ ok: true })
  })
})

describe('after the answer', () => {
  test('T27: a bounce opens the right again', () => {
    expect(
      decide('response.bounce', aChecked().responded(), kari, { bouncedAt: monday }, monday),
    ).toMatchObject({
      next: { status: 'approved', items: [{ respondedAt: null }] },
      event: { type: 'response.bounced', fields: { bouncedAt: '2026-03-09T08:00:00.000Z' } },
    })
  })

  test('T26: 72 hours run from awareness', () => {
    const decision = decide(
      'disclosure.report_misdelivery',
      aChecked().responded(),
      kari,
      { awareAt: monday },
      monday,
    )
    expect(decision).toMatchObject({
      next: { status: 'responded', version: 2 },
      event: { type: 'disclosure.misdelivered', fields: { reportBy: '2026-03-12T08:00:00.000Z' } },
    })
  })

  test('E_INPUT: neither a bounce nor its discovery lies in the future', () => {
    const later = monday.plus({ days: 1 })
    const bounced = decide('response.bounce', aChecked().responded(), kari, { bouncedAt: later }, monday)
    expect(bounced).toMatchObject({ code: 'E_INPUT', field: 'bouncedAt' })
    const aware = decide(
      'disclosure.report_misdelivery',
      aChecked().closed(),
      kari,
      { awareAt: later },
      monday,
    )
    expect(aware).toMatchObject({ code: 'E_INPUT', field: 'awareAt' })
  })

  test('recipients told', () => {
    const found = aCase().forRights('erasure').with({ recipients: 'open' }).responded()
    const input = { result: 'notified', hasReason: false } as const
    expect(decide('recipients.notify', found, kari, input, monday)).toMatchObject({
      next: { recipients: 'notified', ticks: [{ code: 'ERA-09' }] },
      event: { type: 'recipients.notified' },
    })
  })

  test.each([
    ['E_REASON: an exemption has its reason', 'open', 'E_REASON'],
    ['E_ALREADY_DONE', 'notified', 'E_ALREADY_DONE'],
  ] as const)('%s', (_name, recipients, code) => {
    const found = aChecked().forRights('erasure').with({ recipients }).responded()
    const input = { result: 'exempted', hasReason: false } as const
    expect(decide('recipients.notify', found, kari, input, monday)).toMatchObject({ code })
  })
})

describe('T14: when an answer can have gone out', () => {
  const decidedOn = monday.plus({ days: 50 })
  const late = () =>
    aChecked()
      .forRights('access')
      .approved({ items: [refusedItem] }, { approval: { by: mona.id, at: decidedOn } })

  test('not before it was decided: a date put back does not make a late refusal an early one', () => {
    const input = letter('LET-REF', { sentAt: monday.plus({ days: 20 }) })
    expect(send(late(), input, kari, decidedOn.plus({ days: 1 }))).toMatchObject({
      code: 'E_INPUT',
      field: 'sentAt',
    })
  })

  test('ACC-08: a copy goes out only after a second person looked at it', () => {
    const found = aChecked().forRights('access').approved()
    const unseen = { ...found, ticks: found.ticks.filter(({ code }) => code !== 'ACC-08') }
    expect(send(unseen, letter('LET-ACC'))).toMatchObject({
      code: 'E_CHECKLIST_INCOMPLETE',
      facts: { steps: ['ACC-08'] },
    })
  })
})
