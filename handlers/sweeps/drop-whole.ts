import { anchoredBefore } from '../../src/domain/retention/judge.js'
import { haltOf } from './halt.js'
import { asDeleted } from './places.js'
import type { PartEnd, PartWork } from './part-work.js'

/**
 * Deletes a part at once where its store keeps it apart, as a partition by time, and every record of it is due and nothing
 * keeps any in the collection. Null: it goes record by record. Dropped before a kill, it counts when it is taken up again.
 */
export async function dropWhole(work: PartWork): Promise<PartEnd | null> {
  if (!mayGoWhole(work)) return null
  const halt = await haltOf(work)
  if (halt) return halt
  if (!(await isDropped(work))) return null
  const { outcome, tally } = work.part
  const isSaved = await work.save({ state: 'done', outcome: { ...outcome, deleted: tally.scanned } })
  return { kind: isSaved ? 'over' : 'lost' }
}

const mayGoWhole = ({ part: { progress, tally }, keepers }: PartWork) =>
  progress === null && keepers.length === 0 && tally.eligible > 0 && tally.eligible === tally.scanned

/** What cannot be dropped, because others refer to it or the desk may not, can still go record by record. */
async function isDropped({ part, sight: { place, range, measure } }: PartWork): Promise<boolean> {
  const collection = asDeleted(place)
  const expected = { count: part.tally.scanned, anchoredBefore: anchoredBefore(collection, measure.day) }
  const reading = await place.store?.drop?.(collection, range, expected)
  return reading?.kind === 'read' && reading.isDropped
}
