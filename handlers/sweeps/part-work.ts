import { setTimeout as delay } from 'node:timers/promises'
import { transaction } from '../../db/client.js'
import { reserveSlot } from '../../db/paces.js'
import { listKeepers, type PlacedKeeper } from '../../db/sweep-keepers.js'
import { savePart, type SweepPart } from '../../db/sweep-parts.js'
import type { Sweep } from '../../db/sweeps.js'
import { collectionId } from '../../src/domain/data-map/order.js'
import { restAfter, retryAfter, usualWith } from '../../src/domain/retention/pace.js'
import type { SweepLimits } from '../context.js'
import type { JobContext } from '../jobs/job.js'
import { sweptPlaces } from './places.js'
import type { Sight } from './scan-page.js'
import { sweepSeal, type Progress, type SweepSeal } from './sealed.js'

/**
 * How a worker left a part. `again`: there is more of it. `over`: it is finished, or given up for tonight.
 * `lost`: another worker has it. `paused`, `keepers_changed`: nothing may be deleted now.
 */
export type PartEnd =
  | { readonly kind: 'again'; readonly inMs: number }
  | { readonly kind: 'over' | 'lost' | 'paused' | 'keepers_changed' }

/** Records a page holds at most: what one call of a store takes, and no more than the speed allows in a second. */
const pageSizeOf = ({ recordsPerSecond }: SweepLimits) => Math.min(1000, recordsPerSecond ?? 1000)

/** How long a worker stays with a part before others have their turn, in ms. */
const sliceMs = 4_000

type Changes = Omit<Parameters<typeof savePart>[2], 'progress' | 'touchedAt'>

/** A part in the hands of one worker. */
export class PartWork {
  readonly #until = performance.now() + sliceMs
  #usualMs: number | null = null

  private constructor(
    readonly context: JobContext,
    readonly sweep: Sweep,
    readonly sight: Sight,
    readonly seal: SweepSeal,
    public part: SweepPart,
  ) {}

  /** Null when the data map has no such collection any more. */
  static async take(context: JobContext, sweep: Sweep, part: SweepPart): Promise<PartWork | null> {
    const name = collectionId({ system: part.system, name: part.collection })
    const place = sweptPlaces(context).find(({ collection }) => collectionId(collection) === name)
    if (!place || sweep.keeperSet === null) return null
    const seal = sweepSeal(context.vault, sweep)
    const keepers = await listKeepers(context.db, sweep.keeperSet, name)
    const measure = { collection: place.collection, day: sweep.day, keepers }
    const range = await seal.openRange(part)
    const pageSize = pageSizeOf(context.desk.sweep)
    const sight = { place, range, measure, keeperSet: sweep.keeperSet, pageSize }
    return new PartWork(context, sweep, sight, seal, part)
  }

  get keepers(): readonly PlacedKeeper[] {
    return this.sight.measure.keepers as readonly PlacedKeeper[]
  }

  /** Writes how far the part is; false when another worker has it now. */
  async save(set: Changes, progress?: Progress): Promise<boolean> {
    const { db, clock } = this.context
    const sealed = progress ? { progress: await this.seal.sealProgress(progress) } : {}
    const saved = await savePart(db, this.part, { ...set, ...sealed, touchedAt: clock() })
    if (saved) this.part = saved
    return saved !== null
  }

  /** Whether others should have their turn. */
  get isLong(): boolean {
    return performance.now() > this.#until
  }

  /** Waits for the next page's turn at a system whose speed is limited: all replicas draw from one row. */
  async turn(): Promise<void> {
    const { db, desk } = this.context
    const { recordsPerSecond } = desk.sweep
    if (recordsPerSecond === null) return
    const limit = { count: 1, perMs: (1000 * this.sight.pageSize) / recordsPerSecond }
    const waitMs = await transaction(db, (tx) => reserveSlot(tx, `sweep:${this.part.system}`, [limit]))
    if (waitMs > 0) await delay(waitMs)
  }

  /** Leaves a store alone that became slow; `tookMs` is what the last page took there. */
  async rest(tookMs: number): Promise<void> {
    const restMs = restAfter(this.#usualMs, tookMs)
    this.#usualMs = usualWith(this.#usualMs, tookMs)
    if (restMs > 0) await delay(restMs)
  }

  /** Leaves the rest of the part for another night. */
  async giveUp(code: string): Promise<PartEnd> {
    return (await this.save({ state: 'failed', code })) ? { kind: 'over' } : { kind: 'lost' }
  }

  /** Notes a failure: tried again later, or given up for tonight as `state`. */
  async fail(code: string, state: 'unread' | 'failed'): Promise<PartEnd> {
    const attempts = this.part.attempts + 1
    const inMs = retryAfter(attempts, this.context.desk.sweep.retriesMs)
    const isSaved = await this.save({ attempts, code, ...(inMs === null ? { state } : {}) })
    if (!isSaved) return { kind: 'lost' }
    return inMs === null ? { kind: 'over' } : { kind: 'again', inMs }
  }
}
