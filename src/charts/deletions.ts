import type { TopLevelSpec } from 'vega-lite'
import { barColor, chartConfig, height, width } from './look.js'

/** Records deleted on each of some days, the oldest first, with the words above them. Labels differ from each other. */
export interface DeletionsChart {
  readonly days: readonly { readonly label: string; readonly deleted: number }[]
  readonly title: string
}

/** So many days lie between two labels: all of them have no room beside each other. */
const labelEvery = 5

/** A bar a day. The last day has its label, and every fifth before it. */
export function deletionsSpec({ days, title }: DeletionsChart): TopLevelSpec {
  const labelled = days.filter((_, n) => (days.length - 1 - n) % labelEvery === 0)
  const most = Math.max(1, ...days.map(({ deleted }) => deleted))
  return {
    width,
    height,
    background: 'white',
    title: { text: title, anchor: 'start' },
    data: { values: [...days] },
    mark: { type: 'bar', color: barColor },
    encoding: {
      x: {
        field: 'label',
        type: 'ordinal',
        sort: null,
        title: null,
        axis: { labelAngle: 0, labelPadding: 6, ticks: false, values: labelled.map(({ label }) => label) },
      },
      y: {
        field: 'deleted',
        type: 'quantitative',
        title: null,
        // Without a record there is an axis all the same.
        scale: { domain: [0, most], nice: true },
        axis: {
          tickMinStep: 1,
          tickCount: 4,
          // Millions are read in groups; a blank between them is neither language's decimal sign.
          labelExpr: "replace(format(datum.value, ',d'), regexp(',', 'g'), '\\u00a0')",
        },
      },
    },
    config: chartConfig,
  }
}
