import { describe, expect, test } from 'vitest'
import type { LogInput } from '../../../src/domain/case/commands.js'
import { open, refusalToOpen } from '../../../src/domain/case/open.js'
import { reference } from '../../../src/domain/case/reference.js'
import { systemActor, type Actor } from '../../../src/domain/people/roles.js'
import { anne, dag, kari, mona, monday, nils } from '../../support/case-builder.js'

const input = (changes: Partial<LogInput> = {}): LogInput => ({
  reference: reference(2026, 42),
  receivedAt: monday.minus({ hours: 2 }),
  channel: 'email',
  language: 'nb',
  isOnBehalf: false,
  rights: ['access', 'erasure'],
  subjectPerson: null,
  noticeVersion: '2022-01-01',
  hasReason: false,
  ...changes,
})

describe('T01 opens', () => {
  test('a received case, version 1, every right open, intake of the desk ticked', () => {
    const opened = open(input({ rights: ['access', 'erasure', 'access'] }), kari, monday)
    expect(opened).toMatchObject({
      ok: true,
      role: 'support',
      next: { status: 'received', version: 1, plan: null, assignee: null, openedBy: kari.id },
      event: {
        type: 'request.received',
        fields: { rights: ['access', 'erasure'], receivedAt: '2026-03-09T06:00:00.000Z' },
      },
    })
    if (!opened.ok) throw new Error(opened.code)
    expect(opened.next.items.map((item) => item.outcome)).toEqual([null, null])
    const byDesk = opened.next.ticks.filter((tick) => tick.by === systemActor.id).map((tick) => tick.code)
    expect(opened.next.ticks.map((tick) => tick.code)).toEqual([
      'INT-01',
      'INT-02',
      'INT-03',
      'INT-08',
      'INT-10',
    ])
    expect(byDesk).toEqual(['INT-03', 'INT-08', 'INT-10'])
  })

  test('the reason for a late entry is recorded by id and hash', () => {
    const reason = { hasReason: true, textId: 'T1', textHash: 'h' }
    const opened = open(input({ ...reason, receivedAt: monday.minus({ days: 4 }) }), mona, monday)
    expect(opened).toMatchObject({ event: { fields: { textId: 'T1', textHash: 'h' } }, role: 'manager' })
  })
})

describe('T01 refuses', () => {
  test.each([
    ['five minutes ahead is now', { receivedAt: monday.plus({ minutes: 5 }) }, null],
    ['E_RECEIVED_FUTURE', { receivedAt: monday.plus({ minutes: 5, seconds: 1 }) }, 'E_RECEIVED_FUTURE'],
    ['three days back needs no reason', { receivedAt: monday.minus({ days: 3 }) }, null],
    ['E_BACKDATE_REASON', { receivedAt: monday.minus({ days: 3, seconds: 1 }) }, 'E_BACKDATE_REASON'],
    ['with a reason', { receivedAt: monday.minus({ days: 30 }), hasReason: true }, null],
    ['three years', { receivedAt: monday.minus({ years: 3 }), hasReason: true }, null],
    [
      'E_RECEIVED_TOO_OLD',
      { receivedAt: monday.minus({ years: 3, seconds: 1 }), hasReason: true },
      'E_RECEIVED_TOO_OLD',
    ],
    ['E_INPUT: no right', { rights: [] }, 'E_INPUT'],
    ['E_SELF_SUBJECT', { subjectPerson: kari.id }, 'E_SELF_SUBJECT'],
  ] satisfies [string, Partial<LogInput>, string | null][])('%s', (_name, changes, code) => {
    expect(refusalToOpen(input(changes), kari, monday)?.code ?? null).toBe(code)
    expect(open(input(changes), kari, monday).ok).toBe(code === null)
  })

  test.each([nils, dag, anne, { ...kari, roles: [] } satisfies Actor])('E_NOT_ALLOWED: %#', (actor) => {
    expect(open(input(), actor, monday)).toMatchObject({ code: 'E_NOT_ALLOWED' })
  })

  test('the desk itself may open, from a mailbox', () => {
    expect(open(input(), systemActor, monday)).toMatchObject({ ok: true, role: 'system' })
  })
})
