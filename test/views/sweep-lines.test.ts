import { describe, expect, test } from 'vitest'
import { tokens } from '../../src/chat/token.js'
import { findOutboundPii } from '../../src/domain/privacy/pii.js'
import type { SweepSummary } from '../../src/domain/retention/summary.js'
import { renderMessage } from '../../src/slack/render-card.js'
import { renderCard } from '../../src/teams/render-card.js'
import { sweepView } from '../../src/views/sweep.js'
import { sweepLinesView } from '../../src/views/sweep-lines.js'
import { sweepTroubleView } from '../../src/views/sweep-trouble.js'
import { languages } from '../../src/views/text/text.js'
import { monday } from '../support/case-builder.js'
import { drawing } from '../support/gallery.js'
import { largestPicture } from '../support/gallery-digest.js'
import { aSweep, inPart, sweepLine, sweepViews, twoStores, worstSweep } from '../support/gallery-sweep.js'
import { buttonsOf, entriesOf, textsOf, wordsOf } from '../support/look.js'

const d = drawing('en')
const { read } = tokens(Buffer.alloc(32, 1))
const chart = largestPicture
const begun = { startedAt: monday }
const card = (more: Partial<SweepSummary> = {}) => sweepView(d, { ...aSweep(more), chart })

describe('the collections', () => {
  test('say what is due, kept by reason, the oldest, and what is late', () => {
    expect(entriesOf(card())).toEqual([
      [
        'support.archive (RET-STD)',
        '17 of 1,930 past their period · 14 to be deleted',
        'Kept 3: open request 1, exception 2',
        'Oldest: from Wed 17 Sep 2025, kept to Wed 17 Dec 2025 · 82 days late',
      ],
      [
        'connxio_messages.messages (RET-STD)',
        '1,204 of 48,211 past their period · 1,149 to be deleted',
        'Kept 55: legal hold 12, open request 3, exception 40',
        'Oldest: from Mon 8 Dec 2025, kept to Sun 8 Mar 2026',
      ],
    ])
  })

  test('after the sweep they say what was deleted, what failed and why, what is left', () => {
    const outcome = { deleted: 10, failed: 3, overPlan: 2, failure: 'timeout' }
    const lines = [{ ...sweepLine('a.b', { scanned: 20, eligible: 15 }), outcome }]
    expect(entriesOf(card({ state: 'partial', ...begun, lines }))[0]![1]).toBe(
      '15 of 20 past their period · 3 failed: the store did not answer in time · 2 left for the next night · 10 deleted and read again',
    )
  })

  test('of one that was not read no figure is told, not even a zero', () => {
    const lines = [sweepLine('crm.contacts', {}, { unread: 'away' })]
    expect(entriesOf(card({ lines }))).toEqual([
      [
        'crm.contacts (RET-STD)',
        'Not read: the store cannot be reached, is full or is going down. What is due here is unknown',
      ],
    ])
  })

  test('of one that was read in part the figures are least ones; a code without words stands as it is', () => {
    const lines = [sweepLine('crm.contacts', { scanned: 500, eligible: 2 }, { unread: 'odd_code' })]
    expect(entriesOf(card({ lines }))[0]!.slice(1)).toEqual([
      'Not read to the end: odd_code. What else is due here is unknown',
      'at least 2 past their period, 500 read · at least 2 to be deleted',
    ])
  })

  test('records without an anchor, and keepers that cannot be told apart, are named', () => {
    const lines = [sweepLine('a.b', { scanned: 9, unanchored: 1 }, { notFound: ['RR-2026-0042', 'LH-0003'] })]
    expect(entriesOf(card({ lines }))[0]).toEqual([
      'a.b (RET-STD)',
      '0 of 9 past their period',
      '1 record without an anchor: it is not deleted',
      'Records of these cannot be told apart here: RR-2026-0042, LH-0003',
    ])
  })

  test('without anything to tell they are only counted, and all of them are a click away', () => {
    const quiet = Array.from({ length: 38 }, (_, n) => sweepLine(`quiet.c${n}`, { scanned: 5 }))
    const view = card({ lines: [...quiet, ...twoStores] })
    expect(entriesOf(view)).toHaveLength(2)
    expect(textsOf(view)).toContain('38 more collections without anything due.')
    const all = buttonsOf(view).find(({ action }) => action === 'sweep.show')!
    expect(read(all.token)?.extra).toBe('SW-2026-03-09-01:1')
  })

  test('stand page by page, the gravest first, each once', () => {
    const names = [1, 2, 3, 4].flatMap((page) =>
      entriesOf(sweepLinesView(d, worstSweep(), page)).map(([name]) => name),
    )
    expect([names.length, new Set(names).size]).toEqual([40, 40])
    const turn = buttonsOf(sweepLinesView(d, worstSweep(), 2)).map(({ token }) => read(token)?.extra)
    expect(turn).toEqual(['SW-2026-03-09-01:1', 'SW-2026-03-09-01:3'])
    expect(entriesOf(sweepLinesView(d, worstSweep(), 99))).toEqual(
      entriesOf(sweepLinesView(d, worstSweep(), 4)),
    )
  })
})

describe('within the limits of the platforms', () => {
  const canvas = { surface: 'message', opensForm: () => false, names: new Map<string, string>() } as const
  const samples = languages.flatMap((language) =>
    Object.entries(sweepViews(drawing(language))).map(
      ([name, view]) => [`${language} ${name}`, view] as const,
    ),
  )
  test.each(samples)('%s is drawn whole', (_name, view) => {
    expect(renderMessage(view).cuts).toEqual([])
    expect(renderCard(view, canvas).cuts).toEqual([])
  })

  test('no figure, date or hash is taken for personal data', () => {
    const digits = { planHash: `sha256:${'4'.repeat(64)}` }
    for (const language of languages) {
      const say = drawing(language)
      const views = [
        ...Object.values(sweepViews(say)),
        sweepView(say, { ...aSweep(digits), chart }),
        sweepView(say, { ...aSweep(), id: 'SW-2026-05-05-01' as SweepSummary['id'], chart }),
      ]
      expect(views.flatMap(wordsOf).filter((words) => findOutboundPii(words).length > 0)).toEqual([])
    }
  })
})

describe('trouble, for the engineers on call', () => {
  const trouble = (more: Partial<SweepSummary>) => sweepTroubleView(d, aSweep(more))

  test('says what is wrong where, and what to do about each', () => {
    const view = trouble({
      state: 'partial',
      ...begun,
      lines: [
        ...twoStores,
        sweepLine('crm.contacts', {}, { unread: 'denied' }),
        sweepLine(
          'crm.notes',
          { scanned: 9, eligible: 3 },
          {
            outcome: { deleted: 1, failed: 2, overPlan: 0, failure: 'timeout' },
          },
        ),
        sweepLine('crm.quiet', { scanned: 9 }),
      ],
    })
    expect(entriesOf(view).map(([name]) => name)).toEqual([
      'crm.contacts (RET-STD)',
      'crm.notes (RET-STD)',
      'support.archive (RET-STD)',
    ])
    expect(textsOf(view).map((text) => text.split(':')[0])).toEqual(['Partial', 'Failed', 'Not read', 'Late'])
  })

  test('asks nobody to mend a system that is swept by hand', () => {
    const view = trouble({ lines: [...twoStores, sweepLine('crm.paper', {}, { unread: 'manual' })] })
    expect(textsOf(view).map((text) => text.split(':')[0])).not.toContain('Not read')
    expect(entriesOf(view).map(([name]) => name)).toEqual(['support.archive (RET-STD)'])
  })

  test('leaves out what is in order', () => {
    const view = trouble({ lines: [sweepLine('crm.contacts', {}, { unread: 'denied' })] })
    expect(
      textsOf(view)
        .slice(1)
        .map((text) => text.split(':')[0]),
    ).toEqual(['Not read'])
  })

  test('leads to the sweep, to the stop and to the sweeps before', () => {
    expect(buttonsOf(trouble(inPart)).map(({ action }) => action)).toEqual([
      'sweep.show',
      'erasure.pause',
      'sweep.history',
    ])
  })
})
