import { transaction } from '../../db/client.js'
import { shredIds } from '../../db/erasures.js'
import { endWatchesBefore } from '../../db/reminders.js'
import { addDays, localDate } from '../../src/domain/time/calendar.js'
import { expireExceptions } from '../exceptions/expire.js'
import { runOfDay } from './run-of-day.js'

/** Days after which the ids of a search that led to no erasure are of no use. */
const abandonedAfterDays = 90

/** Days after which nobody is reminded of a purged backup any more. */
const remindedDays = 7

/**
 * Destroys the keys of record ids of which no copy can come back, and those of archive exceptions that ended, and with
 * them what a backup of the desk still holds.
 */
export const shredErasureIds = runOfDay('shred-erasure-ids', async ({ db, clock, log }) => {
  const now = clock()
  const before = now.minus({ days: abandonedAfterDays })
  const today = localDate(now)
  const count = await transaction(db, async (tx) => {
    await endWatchesBefore(tx, 'R-BACKUP', addDays(today, -remindedDays))
    return shredIds(tx, today, before)
  })
  if (count > 0) log.info({ count }, 'ids of erased records were shredded')
  const ended = await transaction(db, (tx) => expireExceptions(tx, now))
  if (ended > 0) log.info({ count: ended }, 'keys of ended exceptions were destroyed')
})
