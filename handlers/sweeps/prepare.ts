import type { DateTime } from 'luxon'
import { transaction } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { deleteParts, insertParts, type NewPart } from '../../db/sweep-parts.js'
import { findSweep, lockSweep, saveSweep, type Sweep } from '../../db/sweeps.js'
import type { Reading, ScanRange } from '../../src/connectors/store.js'
import { rightsDesk } from '../../src/domain/data-map/rights-desk.js'
import { retryAfter } from '../../src/domain/retention/pace.js'
import { noOutcome } from '../../src/domain/retention/summary.js'
import { emptyTally } from '../../src/domain/retention/tally.js'
import type { SweepLimits } from '../context.js'
import { checkStores } from '../erasure/check-stores.js'
import type { JobContext } from '../jobs/job.js'
import { findKept } from './find-kept.js'
import { mapHashOf, sweptPlaces, type SweptPlace } from './places.js'
import { queueOpenParts } from './queue-parts.js'
import { sweepSeal, type SweepSeal } from './sealed.js'

interface Divided {
  readonly place: SweptPlace
  readonly reading: Reading<{ readonly ranges: readonly ScanRange[] }>
}

/**
 * Finds what keeps records and divides every collection into ranges, which the workers of all replicas then take one by
 * one. Begins from the start when it is called again; `attempt` counts from 1.
 */
export async function prepareSweep(context: JobContext, id: string, attempt: number): Promise<void> {
  const { db, clock, vault, desk } = context
  const found = await withKey(context, id)
  if (found?.state !== 'counting' || found.keeperSet !== null) return
  await checkStores(context)
  const reachable = sweptPlaces(context).filter(({ store }) => store !== null)
  const divided: Divided[] = []
  for (const place of reachable)
    divided.push({ place, reading: await place.store!.divide(place.collection, partsFor(place, desk.sweep)) })
  const inMs = retryAfter(attempt, desk.sweep.retriesMs)
  const again = () => {
    const options = { jobKey: `prepare-sweep:${id}`, delayMs: inMs! }
    return transaction(db, (tx) => enqueue(tx, 'prepare-sweep', { id, attempt: attempt + 1 }, options))
  }
  if (inMs !== null && divided.some(({ reading }) => reading.kind === 'unread')) return again()
  const parts = await partsOf(divided, found, sweepSeal(vault, found), clock())
  await transaction(db, async (tx) => {
    await deleteParts(tx, [found.id])
    await insertParts(tx, parts)
  })
  if (!(await findKept(context, found, { isLastTry: inMs === null }))) return again()
  const ready = await findSweep(db, id)
  await transaction(db, (tx) => queueOpenParts(tx, ready!))
}

/** The sweep, with the key that seals what is kept of its ranges, and the data map that it goes by. */
async function withKey(context: JobContext, id: string): Promise<Sweep | null> {
  const { db, vault } = context
  const key = await vault.newKey()
  return transaction(db, async (tx) => {
    const found = await lockSweep(tx, id)
    if (found?.state === 'counting' && found.keyId === null)
      await saveSweep(tx, found.id, { ...key, mapHash: mapHashOf(context) })
    return findSweep(tx, id)
  })
}

/** What the desk has of its own is small: one worker a collection is enough. */
const partsFor = ({ system }: SweptPlace, { parts }: SweepLimits) =>
  system.key === rightsDesk.key ? 1 : parts

async function partsOf(
  divided: readonly Divided[],
  { id: sweepId }: Sweep,
  seal: SweepSeal,
  touchedAt: DateTime,
): Promise<readonly NewPart[]> {
  const parts: NewPart[] = []
  for (const { place, reading } of divided) {
    const { system, name: collection } = place.collection
    const isRead = reading.kind === 'read'
    for (const range of isRead ? reading.ranges : ['' as ScanRange])
      parts.push({
        sweepId,
        position: parts.length,
        system,
        collection,
        state: isRead ? 'waiting' : 'unread',
        range: await seal.sealRange(range),
        tally: emptyTally,
        outcome: noOutcome,
        code: isRead ? null : reading.why,
        touchedAt,
      })
  }
  return parts
}
