import type { Measure } from './report.js'

/** Measures that share one preparation. */
export interface Suite {
  readonly names: readonly string[]
  /** Takes the measures that are wanted; it may take others that cost nothing beside them. */
  run(isWanted: (name: string) => boolean): Promise<Measure[]>
}
