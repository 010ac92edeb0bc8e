import { describe, expect, test } from 'vitest'
import { tokens } from '../../src/chat/token.js'
import type { View } from '../../src/chat/view.js'
import type { Actor } from '../../src/domain/people/roles.js'
import { safetyReasons } from '../../src/domain/retention/safety.js'
import { noOutcome, type SweepState, type SweepSummary } from '../../src/domain/retention/summary.js'
import type { Reader } from '../../src/views/case-card.js'
import { approvalOf } from '../../src/views/sweep-buttons.js'
import { sweepView } from '../../src/views/sweep.js'
import { anne, dag, kari, mona, monday, nils } from '../support/case-builder.js'
import { drawing } from '../support/gallery.js'
import { largestPicture } from '../support/gallery-digest.js'
import { aSweep, sweepLine, twoStores, worstSweep } from '../support/gallery-sweep.js'
import { buttonsOf, textsOf, wordsOf } from '../support/look.js'

const d = drawing('en')
const { read } = tokens(Buffer.alloc(32, 1))
const chart = largestPicture
const card = (more: Partial<SweepSummary> = {}, reader?: Reader) =>
  sweepView(d, { ...aSweep(more), chart }, reader)

const begun = { startedAt: monday }
const deleted = (count: number, failed = 0) =>
  twoStores.map((line, n) => ({
    ...line,
    outcome: { ...noOutcome, deleted: n === 0 ? count : 0, failed: n === 0 ? failed : 0 },
  }))

describe('how a sweep stands, in a sentence', () => {
  const unread = [...twoStores, sweepLine('crm.contacts', {}, { unread: 'away' })]
  test.each<[string, Partial<SweepSummary>, string]>([
    ['counting', { state: 'counting', planHash: null, lines: [] }, 'Being counted, nothing is deleted yet.'],
    [
      'a dry run',
      { state: 'counted', kind: 'dry_run' },
      'Dry run, nothing is deleted: up to 82 days late, 1,163 would be deleted, 58 kept.',
    ],
    ['waiting', {}, 'Waits for the approval of a manager: up to 82 days late, 1,163 to be deleted, 58 kept.'],
    [
      'waiting, with a store unread',
      { lines: unread },
      'Waits for the approval of a manager: 1 collection not read, up to 82 days late, at least 1,163 to be deleted, 58 kept.',
    ],
    [
      'running',
      { state: 'running', ...begun, lines: deleted(500) },
      'Under way: up to 82 days late, 500 of 1,163 deleted, 58 kept.',
    ],
    [
      'done',
      { state: 'done', ...begun, lines: deleted(1_163) },
      'Done: 1,163 deleted, 58 kept, had been up to 82 days late.',
    ],
    [
      'partial',
      { state: 'partial', ...begun, lines: deleted(1_000, 163) },
      'Partial: 163 failed, up to 82 days late, 1,000 deleted, 58 kept.',
    ],
    ['vetoed', { state: 'vetoed' }, 'Vetoed: up to 82 days late, 1,163 due and not deleted, 58 kept.'],
  ])('%s', (_name, more, sentence) => {
    const view = card(more)
    expect(view.summary.words).toBe(sentence)
    expect(textsOf(view)[0]).toBe(sentence)
  })
})

describe('buttons', () => {
  const acts = (view: View) =>
    buttonsOf(view).flatMap(({ action }) => (action === 'sweep.history' ? [] : [action]))

  test.each<[SweepState, readonly string[]]>([
    ['counting', []],
    ['counted', []],
    ['waiting', ['sweep.approve', 'sweep.veto', 'erasure.pause']],
    ['planned', ['sweep.veto', 'erasure.pause']],
    ['running', ['erasure.pause']],
    ['done', []],
    ['partial', []],
    ['vetoed', []],
    ['superseded', []],
  ])('a sweep that is %s offers %j', (state, expected) => {
    expect(acts(card({ state }))).toEqual(expected)
    expect(buttonsOf(card({ state })).at(-1)!.action).toBe('sweep.history')
  })

  test.each<[string, Actor, readonly string[]]>([
    ['a manager', mona, ['sweep.approve', 'sweep.veto', 'erasure.pause']],
    ['an engineer', nils, ['sweep.veto', 'erasure.pause']],
    ['the DPO', dag, []],
    ['support', kari, []],
    ['an auditor', anne, []],
  ])('%s is offered what they may', (_name, actor, expected) => {
    expect(acts(card({}, { for: 'person', actor }))).toEqual(expected)
  })

  test('nothing more is halted while all stands still', () => {
    expect(acts(card({ isPaused: true }))).toEqual(['sweep.approve', 'sweep.veto'])
  })

  test('an approval is of the figures on the card: other figures have another', () => {
    const { id, planHash } = aSweep()
    const approve = buttonsOf(card()).find(({ action }) => action === 'sweep.approve')!
    expect(read(approve.token)?.extra).toBe('SW-2026-03-09-01:9f3c41d2aa07')
    expect(read(approve.token)?.extra).toBe(approvalOf(id, planHash!))
    expect(approvalOf(id, `sha256:${'0'.repeat(64)}`)).not.toBe(approvalOf(id, planHash!))
    expect(approve.confirm?.text.words).toContain('1,163 records')
  })

  test('a veto and a stop are asked about first, and name their sweep', () => {
    const [, veto, pause] = buttonsOf(card())
    expect([veto!.confirm, pause!.confirm].every(Boolean)).toBe(true)
    expect(read(veto!.token)?.extra).toBe('SW-2026-03-09-01')
    expect(veto!.describe?.words).toBe('Veto, SW-2026-03-09-01')
  })
})

test.each<[string, Actor, boolean]>([
  ['a manager', mona, true],
  ['an engineer', nils, true],
  ['the DPO', dag, true],
  ['support', kari, false],
  ['an auditor', anne, false],
])('%s sees collections, cases and plan: %j', (_name, actor, sees) => {
  const view = sweepView(d, { ...worstSweep(), chart: null }, { for: 'person', actor })
  const words = wordsOf(view).join('\n')
  const seen = ['customer_register', 'RR-2026-0041', '9f3c41d2aa07'].map((part) => words.includes(part))
  expect(seen).toEqual([sees, sees, sees])
  expect(words).toContain('40 collections not read')
  expect(words).toContain('44,444,440')
})

describe('the safety check', () => {
  test('tells each reason once, with its places and what to do', () => {
    const texts = textsOf(sweepView(d, { ...worstSweep(), chart }))
    for (const reason of safetyReasons) {
      const cure = d.say(`safety.${reason}.do`).words
      expect(texts.filter((text) => text.endsWith(cure)).length, reason).toBeGreaterThan(0)
    }
    expect(texts.filter((text) => text.startsWith('First sweep by this rule'))).toHaveLength(1)
    expect(texts.find((text) => text.startsWith('First sweep'))).toContain('37 more')
    expect(texts.find((text) => text.startsWith('Of these'))).toContain(
      '(RR-2026-0041, RR-2026-0042, LH-0003, 2 more)',
    )
  })

  test('asks for nothing once the sweep is decided', () => {
    expect(textsOf(card({ state: 'done', ...begun }))).toContain('First sweep by this rule: support.archive.')
  })

  test('says so when nothing is unusual, with the mean it went by', () => {
    expect(wordsOf(card({ safety: [] }))).toContain('nothing unusual · mean of 30 days 1,180')
    expect(wordsOf(card({ safety: [], meanEligible: null }))).toContain(
      'nothing unusual · no mean of 30 days yet',
    )
  })
})

describe('what stands beside', () => {
  test('missed nights and a stop of all', () => {
    const texts = textsOf(card({ missedNights: 2, isPaused: true }))
    expect(texts).toContain('2 nights before it went without a sweep. This one covers them too.')
    expect(texts).toContain('All erasures and sweeps stand still: /rights resume lets them go on.')
  })

  test('exceptions, holds and backups', () => {
    const words = wordsOf(card())
    expect(words).toContain('6 exceptions end, 1 hold to review')
    expect(words).toContain('2 sets still hold what was deleted, the last is gone by Sun 5 Apr 2026')
  })

  test('who approved or vetoed, and when', () => {
    const by = { by: mona.id, at: monday }
    expect(wordsOf(card({ vetoed: by })).some((words) => words.includes('Mon 9 Mar 2026 09:00'))).toBe(true)
  })

  test('the other text of the chart says every figure', () => {
    const alt = card().blocks.flatMap((block) => (block.kind === 'picture' ? [block.alt.words] : []))[0]!
    for (const { deleted: count } of aSweep().deletions)
      expect(alt).toContain(`: ${count.toLocaleString('en-GB')}`)
    expect(alt.match(/ (?:Feb|Mar): /gu)).toHaveLength(30)
  })
})
