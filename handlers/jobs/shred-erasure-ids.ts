import { transaction } from '../../db/client.js'
import { shredIds } from '../../db/erasures.js'
import { localDate } from '../../src/domain/time/calendar.js'
import { runOfDay } from './run-of-day.js'

/** Days after which the ids of a search that led to no erasure are of no use. */
const abandonedAfterDays = 90

/** Destroys the keys of record ids of which no copy can come back, and with them what a backup of the desk still holds. */
export const shredErasureIds = runOfDay('shred-erasure-ids', async ({ db, clock, log }) => {
  const now = clock()
  const before = now.minus({ days: abandonedAfterDays })
  const count = await transaction(db, (tx) => shredIds(tx, localDate(now), before))
  if (count > 0) log.info({ count }, 'ids of erased records were shredded')
})
