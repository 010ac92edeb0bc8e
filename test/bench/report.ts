export interface Measure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly baseline: number
}

/** Prints measures: one JSON line each, or a table. `ratio` is ours ÷ baseline. */
export function report(measures: readonly Measure[], isJson: boolean): void {
  const rows = measures.map(({ name, unit, ours, baseline }) => ({
    name,
    unit,
    ours: round(ours),
    baseline: round(baseline),
    ratio: round(ours / baseline),
  }))
  for (const row of rows) process.stdout.write(`${isJson ? JSON.stringify(row) : line(row)}\n`)
}

const round = (value: number) => Math.round(value * 100) / 100

const line = ({ name, unit, ours, baseline, ratio }: Measure & { ratio: number }) =>
  `${name.padEnd(20)} ${String(ours).padStart(10)} ${unit.padEnd(11)} baseline ${String(baseline).padStart(10)}  ratio ${ratio}`
