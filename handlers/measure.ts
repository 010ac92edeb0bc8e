import { countOpen } from '../db/case-list.js'
import type { Database } from '../db/client.js'
import { countEvents } from '../db/events.js'
import { DbError } from '../db/errors.js'
import type { Clock } from '../src/clock.js'
import { addDays, localDate } from '../src/domain/time/calendar.js'
import type { Metrics } from '../src/metrics.js'
import { movedBeyond } from './requests/standing-clocks.js'

/** Reads what is counted from rows, for a look at the metrics. While the database is away it is unknown, not zero. */
export async function measure(db: Database, clock: Clock, metrics: Metrics): Promise<void> {
  try {
    const now = clock()
    const today = localDate(now)
    const standing = await movedBeyond(db, addDays(today, -1), now)
    const { open, overdue } = await countOpen(db, today, standing)
    metrics.rows({ open, overdue, events: await countEvents(db) })
  } catch (error) {
    if (!(error instanceof DbError)) throw error
    metrics.rows({ open: Number.NaN, overdue: Number.NaN, events: Number.NaN })
  }
}
