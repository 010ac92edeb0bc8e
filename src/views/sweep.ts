import type { Block, Picture, Tone, View } from '../chat/view.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import { totalsOf } from '../domain/retention/totals.js'
import type { Reader } from './case-card.js'
import type { Drawing } from './drawing.js'
import { actButtons, historyButton, linesButton } from './sweep-buttons.js'
import { chartBlocks } from './sweep-chart.js'
import { factsOf } from './sweep-facts.js'
import { lineBlocks, type Lines } from './sweep-lines.js'
import { safetyBlocks } from './sweep-safety.js'
import { seesDetail, sweepSentence, sweepTitle } from './sweep-words.js'

/** A sweep with its chart, which was drawn for the platform; null: it could not be drawn. */
export type DrawnSweep = SweepSummary & { readonly chart: Picture | null }

/**
 * A retention sweep as it stands (§4.5), for the private privacy channel or for one person: how it stands in a sentence,
 * what is unusual, the figures, collection by collection, what can be done, deletions of 30 days. Counts, codes and
 * dates only. A person without a part in it sees the counts alone (§5.7).
 */
export function sweepView(d: Drawing, sweep: DrawnSweep, reader: Reader = { for: 'channel' }): View<'Z1'> {
  const sentence = sweepSentence(d.say, sweep)
  const isDetailed = seesDetail(reader)
  const { blocks, areAll } = isDetailed ? detail(d, sweep) : countsOnly(d)
  return {
    title: sweepTitle(d.say, sweep),
    summary: sentence,
    blocks: [
      { kind: 'text', text: sentence, tone: toneOf(sweep) },
      ...warnings(d, sweep),
      ...(isDetailed ? safetyBlocks(d, sweep) : []),
      { kind: 'facts', facts: factsOf(d, sweep, isDetailed) },
      ...blocks,
      {
        kind: 'buttons',
        buttons: [
          ...actButtons(d, sweep, reader),
          ...(areAll ? [] : [linesButton(d, sweep)]),
          historyButton(d, sweep),
        ],
      },
      // Last: where a platform cannot take all, it gives way before anything that people act on. A card that is redrawn
      // every few seconds has none.
      ...(sweep.state === 'running' ? [] : chartBlocks(d, sweep.deletions, sweep.chart)),
    ],
  }
}

function toneOf(sweep: SweepSummary): Tone {
  const { outcome, unread, daysLate } = totalsOf(sweep)
  if (sweep.state === 'partial' || outcome.failed > 0 || unread > 0) return 'danger'
  if (sweep.state === 'waiting' || daysLate > 0) return 'warning'
  return sweep.state === 'done' ? 'success' : 'plain'
}

function warnings({ say }: Drawing, { isPaused, missedNights }: SweepSummary): readonly Block<'Z1'>[] {
  return [
    ...(isPaused ? [say('sweep.paused')] : []),
    ...(missedNights > 0 ? [say('sweep.missed', { count: missedNights })] : []),
  ].map((text) => ({ kind: 'text', text, tone: 'warning' }) as const)
}

function detail(d: Drawing, sweep: SweepSummary): Lines {
  if (sweep.lines.length > 0) return lineBlocks(d, sweep)
  if (sweep.planHash === null) return { blocks: [], areAll: true }
  return { blocks: [{ kind: 'text', text: d.say('sweep.no_collections'), tone: 'muted' }], areAll: true }
}

const countsOnly = ({ say }: Drawing): Lines => ({
  blocks: [{ kind: 'text', text: say('sweep.counts_only'), tone: 'muted' }],
  areAll: true,
})
