import type { Block, Picture } from '../chat/view.js'
import type { SweepSummary } from '../domain/retention/summary.js'
import type { Drawing } from './drawing.js'
import { join, sayDay, type Say } from './text/text.js'

type Deletions = SweepSummary['deletions']

/** What the chart of deletions is drawn from: `charts.deletions` takes it. */
export const deletionsChart = (say: Say, deletions: Deletions) => ({
  days: deletions.map(({ day, deleted }) => ({ label: sayDay(say, day).words, deleted })),
  title: say('sweep.chart').words,
})

/**
 * Deletions of the last days as a chart whose other text says every figure. Where there is no chart, the days on which
 * something was deleted, in words.
 */
export function chartBlocks(
  { say }: Drawing,
  deletions: Deletions,
  chart: Picture | null,
): readonly Block<'Z1'>[] {
  const busy = deletions.filter(({ deleted }) => deleted > 0)
  if (busy.length === 0) return [{ kind: 'text', text: say('sweep.chart_none'), tone: 'muted' }]
  const daysOf = (days: Deletions) =>
    join(
      days.map(({ day, deleted: number }) => say('sweep.chart_day', { day: sayDay(say, day), number })),
      ', ',
    )
  if (chart)
    return [{ kind: 'picture', picture: chart, alt: say('sweep.chart_alt', { days: daysOf(deletions) }) }]
  return [{ kind: 'text', text: say('sweep.chart_words', { days: daysOf(busy) }), tone: 'muted' }]
}
