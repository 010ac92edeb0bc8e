import type { Block, Picture } from '../chat/view.js'
import { weekNumber, type Week } from '../domain/figures/weeks.js'
import type { Drawing } from './drawing.js'
import { join, type Say } from './text/text.js'

/** The words in the chart of the trend. */
export const chartWords = (say: Say) => ({
  week: say('chart.week').words,
  received: say('chart.received').words,
  ended: say('chart.ended').words,
  openAtEnd: say('chart.open').words,
})

/** The trend as a chart whose other text says every figure; as that text where the chart could not be drawn. */
export function trendBlocks(
  { say }: Drawing,
  weeks: readonly Week[],
  chart: Picture | null,
): readonly Block<'Z1'>[] {
  const told = weeks.map(({ monday, received, ended, openAtEnd }) =>
    say('digest.trend_week', { week: weekNumber(monday), received, ended, open: openAtEnd }),
  )
  const figures = say('digest.trend_alt', { weeks: join(told, ', ') })
  return [
    { kind: 'heading', text: say('digest.trend') },
    chart
      ? { kind: 'picture', picture: chart, alt: figures }
      : { kind: 'text', text: say('digest.no_chart', { figures }), tone: 'muted' },
  ]
}
