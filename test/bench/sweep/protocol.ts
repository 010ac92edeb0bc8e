import type { System } from '../../../src/domain/data-map/types.js'

/** What a replica under test is started with. */
export interface ReplicaSpec {
  readonly deskUrl: string
  readonly system: System
  readonly env: Readonly<Record<string, string>>
  /** Ranges, and workers of the queue. */
  readonly parts: number
  readonly workers: number
}

/** What one sweep came to, in a replica. */
export interface Swept {
  readonly countSeconds: number
  readonly deleteSeconds: number
  readonly deleted: number
  /** The most memory that the process ever held, in megabytes. */
  readonly peakMb: number
}
