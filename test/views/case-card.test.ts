import { describe, expect, test } from 'vitest'
import type { Button, View } from '../../src/chat/view.js'
import type { RightsRequest } from '../../src/domain/case/types.js'
import type { Actor } from '../../src/domain/people/roles.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { caseCard } from '../../src/views/case-card.js'
import { anne, dag, eva, kari, mona, monday, nils, ola } from '../support/case-builder.js'
import { cases, drawing } from '../support/gallery.js'

const d = drawing('en')
const card = (found: RightsRequest, actor?: Actor, at = monday) =>
  caseCard({ ...d, at }, found, caseDates(found, at), actor ? { for: 'person', actor } : { for: 'channel' })
const buttons = (view: View): readonly Button[] =>
  view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
const labels = (view: View) => buttons(view).map(({ label }) => label.words)
const primary = (view: View) =>
  buttons(view)
    .filter(({ style }) => style === 'primary')
    .map(({ action }) => action)
const words = (view: View) => JSON.stringify(view)

describe('in the channel', () => {
  test.each([
    ['received', ['Assign to me', 'Show']],
    ['awaiting identity', ['Identity', 'Show']],
    ['in progress', ['Checklist', 'Show']],
    ['ready for a plan', ['Propose plan', 'Show']],
    ['awaiting approval', ['Approve plan', 'Show']],
    ['approved', ['Mark as carried out', 'Show']],
    ['executed', ['Record answer', 'Show']],
    ['closed', ['Show']],
  ])('%s offers what moves it on', (name, expected) => {
    expect(labels(card(cases[name]!))).toEqual(expected)
  })

  test('nothing but case metadata is shown', () => {
    expect(words(card(cases['received']!))).not.toContain('"Z2"')
  })
})

describe('for a person', () => {
  test.each([
    ['received', kari, ['request.assign']],
    ['ready for a plan', kari, ['plan.propose']],
    ['ready for a plan', mona, []],
    ['awaiting approval', nils, ['plan.approve']],
    ['awaiting approval', mona, []],
    ['closed', kari, []],
  ])('%s: the main button is the next step, if it is theirs (%#)', (name, actor, expected) => {
    expect(primary(card(cases[name]!, actor))).toEqual(expected)
  })

  test.each([
    ['dpo', dag],
    ['auditor', anne],
  ])('%s reads and changes nothing', (_, actor) => {
    const actions = buttons(card(cases['in progress']!, actor)).map(({ action }) => action)
    expect(
      actions.filter((action) => !['request.clock', 'request.history', 'subject.view'].includes(action)),
    ).toEqual([])
  })

  test.each([
    ['the handler', kari, true],
    ['a colleague', ola, false],
    ['a manager', mona, true],
    ['an engineer', eva, false],
    ['an auditor', anne, false],
  ])('%s is offered the details of the person: %s', (_, actor, expected) => {
    const offered = buttons(card(cases['in progress']!, actor)).some(
      ({ action }) => action === 'subject.view',
    )
    expect(offered).toBe(expected)
  })

  test('whoever the case is about is offered nothing to do', () => {
    const found = { ...cases['in progress']!, subjectPerson: kari.id }
    expect(buttons(card(found, kari)).map(({ action }) => action)).toEqual([
      'request.clock',
      'request.history',
    ])
  })

  test.each([
    ['extended', mona, 'deadline.extend', false],
    ['extended', mona, 'deadline.extension_sent', false],
    ['received', mona, 'deadline.extend', true],
    ['suspended', mona, 'clock.resume', true],
    ['suspended', mona, 'clock.suspend', false],
    ['received', mona, 'clock.resume', false],
    ['in progress', kari, 'identity.form', false],
    ['executed', kari, 'plan.execute', false],
  ])('%s: an act without a point is not offered (%#)', (name, actor, action, expected) => {
    expect(buttons(card(cases[name]!, actor)).some((button) => button.action === action)).toBe(expected)
  })

  test('what cannot be taken back asks first', () => {
    const revise = buttons(card(cases['approved']!, kari)).find(({ action }) => action === 'plan.revise')
    expect(revise?.confirm?.text.words).toContain('approval is lost')
  })
})

describe('dates', () => {
  const found = cases['received']!
  test('both dates, the stricter one, and the days left', () => {
    const text = words(card(found))
    for (const part of ['Mon 6 Apr 2026', 'Tue 7 Apr 2026', '28 days left']) expect(text).toContain(part)
  })

  test.each([
    ['2026-04-06T21:59:59Z', 'due today'],
    ['2026-04-06T22:00:00Z', '1 day overdue'],
  ])('at %s it is %s', (at, expected) => {
    expect(words(card(found, undefined, monday.set({ month: 4, day: 6, ...timeOf(at) })))).toContain(expected)
  })

  test('a closed case counts no days', () => {
    expect(words(card(cases['closed']!))).not.toContain('days left')
  })

  test.each([
    ['suspended', 'The clock is stopped.'],
    ['extended', 'The deadline is extended'],
    ['on behalf', 'on behalf of another person'],
  ])('%s is flagged', (name, expected) => {
    expect(words(card(cases[name]!))).toContain(expected)
  })
})

const timeOf = (at: string) => ({
  hour: Number(at.slice(11, 13)),
  minute: Number(at.slice(14, 16)),
  second: Number(at.slice(17, 19)),
})
