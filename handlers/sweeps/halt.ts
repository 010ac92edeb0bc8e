import { findStandstill } from '../../db/standstills.js'
import { keepersDigest } from '../../db/sweep-keepers.js'
import type { PartEnd, PartWork } from './part-work.js'

/** What stands in the way at this moment: a stop of all erasures, or something new that keeps records. */
export async function haltOf({ context: { db }, sweep }: PartWork): Promise<PartEnd | null> {
  const [standstill, digest] = await Promise.all([findStandstill(db), keepersDigest(db, sweep.day)])
  if (standstill) return { kind: 'paused' }
  return digest === sweep.keepers ? null : { kind: 'keepers_changed' }
}
