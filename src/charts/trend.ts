import type { TopLevelSpec } from 'vega-lite'
import { barColor, chartConfig, height, width } from './look.js'

/** Weeks as a chart shows them, the oldest first, with the words beside them. */
export interface TrendChart {
  readonly weeks: readonly {
    readonly label: string
    readonly received: number
    readonly ended: number
    readonly openAtEnd: number
  }[]
  readonly words: {
    readonly week: string
    readonly received: string
    readonly ended: string
    readonly openAtEnd: string
  }
}

/** Told apart in grey and by people who do not see red and green apart; the line has a shape of its own besides. */
const colors = { received: barColor, ended: '#8fb8d9', openAtEnd: '#b3451f' } as const

/** What came and ended each week as bars, and what was open at the end of it as a line. */
export function trendSpec({ weeks, words }: TrendChart): TopLevelSpec {
  const values = weeks.flatMap(({ label, received, ended, openAtEnd }) => [
    { week: label, kind: words.received, count: received },
    { week: label, kind: words.ended, count: ended },
    { week: label, kind: words.openAtEnd, count: openAtEnd },
  ])
  const bars = [words.received, words.ended]
  return {
    width,
    height,
    background: 'white',
    data: { values },
    encoding: {
      x: {
        field: 'week',
        type: 'ordinal',
        sort: null,
        title: words.week,
        axis: { labelAngle: 0, ticks: false },
      },
      y: {
        field: 'count',
        type: 'quantitative',
        title: null,
        axis: { format: 'd', tickMinStep: 1, tickCount: 4 },
      },
      color: colorBy([...bars, words.openAtEnd]),
    },
    layer: [
      {
        transform: [{ filter: { field: 'kind', oneOf: bars } }],
        mark: { type: 'bar', width: { band: 0.85 } },
        encoding: { xOffset: { field: 'kind', sort: null } },
      },
      {
        transform: [{ filter: { field: 'kind', equal: words.openAtEnd } }],
        mark: { type: 'line', point: { filled: true, size: 40 }, strokeWidth: 2.5 },
      },
    ],
    config: chartConfig,
  }
}

const colorBy = (domain: readonly string[]) =>
  ({
    field: 'kind',
    type: 'nominal',
    scale: { domain: [...domain], range: Object.values(colors) },
    legend: { orient: 'top', title: null, labelLimit: 0 },
  }) as const
