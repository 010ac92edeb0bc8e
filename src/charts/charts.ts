import { deletionsSpec, type DeletionsChart } from './deletions.js'
import { trendSpec, type TrendChart } from './trend.js'

/** Draws charts as PNGs. */
export interface Charts {
  /** A PNG of at most `mostBytes`. Rejects where it cannot be made so small, from some 7,000 bytes down. */
  trend(chart: TrendChart, mostBytes: number): Promise<Buffer>
  /** Likewise. */
  deletions(chart: DeletionsChart, mostBytes: number): Promise<Buffer>
}

/** Charts by Vega, whose code is loaded with the first one: a desk that draws none has none of it in memory. */
export const charts: Charts = {
  async trend(chart, mostBytes) {
    const { draw } = await import('./draw.js')
    return draw(trendSpec(chart), mostBytes)
  },
  async deletions(chart, mostBytes) {
    const { draw } = await import('./draw.js')
    return draw(deletionsSpec(chart), mostBytes)
  },
}
