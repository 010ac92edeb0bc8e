import { describe, expect, test } from 'vitest'
import type { CommandInput } from '../../../src/domain/case/commands.js'
import { decide } from '../../../src/domain/case/decide.js'
import { deskLines, handLines, openLines, skippedLines } from '../../../src/domain/case/plan.js'
import { noSurroundings, type PlanLine, type RightsRequest } from '../../../src/domain/case/types.js'
import type { Actor } from '../../../src/domain/people/roles.js'
import { aCase, eva, mona, monday, nils } from '../../support/case-builder.js'

describe('T12a set aside', () => {
  const scope = {
    searchId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    mapHash: 'sha256:test',
    records: 'none',
    backups: [],
  }
  const line = (id: string): PlanLine => ({
    ...{ id, right: 'erasure', system: 'archive', category: 'letters', action: 'delete', count: 2 },
    ...{ keepGround: null, keepUntil: null },
  })
  const approved = () =>
    aCase()
      .forRights('erasure')
      .approved({ lines: [line('a'), line('b')] }, { scope })
  const setAside = (found: RightsRequest, actor: Actor, input = {}, onCall = [nils.id]) =>
    decide(
      'plan.set_aside',
      found,
      actor,
      { line: 'a', kind: 'handed', hasReason: true, ...input } as CommandInput['plan.set_aside'],
      monday,
      { ...noSurroundings, onCall },
    )

  test('the line stays open, and the desk leaves it', () => {
    const decision = setAside(approved(), nils)
    if (!decision.ok) throw new Error(decision.code)
    const { plan } = decision.next
    expect(
      [openLines(plan!), deskLines(plan!), handLines(plan!)].map((all) => all.map(({ id }) => id)),
    ).toEqual([['a', 'b'], ['b'], ['a']])
    expect(decision.event).toMatchObject({ type: 'execution.line_handed', fields: { line: 'a' } })
  })

  test('what is left out is nobody’s work until it is tried again', () => {
    const decision = setAside(approved(), nils, { kind: 'skipped' })
    if (!decision.ok) throw new Error(decision.code)
    const { plan } = decision.next
    expect([skippedLines(plan!), handLines(plan!)].map((all) => all.map(({ id }) => id))).toEqual([['a'], []])
  })

  test.each([
    ['without a reason', setAside(approved(), nils, { hasReason: false }), 'E_REASON'],
    ['off call', setAside(approved(), eva), 'E_NOT_ON_CALL'],
    ['a line that is none', setAside(approved(), nils, { line: 'c' }), 'E_INPUT'],
    ['by a manager', setAside(approved(), mona), 'E_NOT_ALLOWED'],
  ])('%s', (_name, decision, code) => {
    expect(decision).toMatchObject({ ok: false, code })
  })
})
