import type { DateTime } from 'luxon'
import type { Tx } from '../../db/client.js'
import { appendEvents } from '../../db/events.js'
import { lockExpired, saveException, shredExceptions } from '../../db/exceptions.js'
import { systemActor } from '../../src/domain/people/roles.js'
import { expire } from '../../src/domain/retention/exceptions.js'
import { localDate } from '../../src/domain/time/calendar.js'

/** Days after its end for which it can still be read whose records an exception kept, and why. */
const readableDays = 30

/** Records the end of exceptions whose last day is over, and destroys what was sealed of those that ended long ago; gives how many. */
export async function expireExceptions(tx: Tx, now: DateTime): Promise<number> {
  const decided = (await lockExpired(tx, localDate(now))).map(expire)
  for (const { next } of decided) await saveException(tx, next)
  const events = decided.map(({ event }) => event)
  if (events.length > 0) await appendEvents(tx, events, { actor: systemActor.id, role: 'system', at: now })
  return shredExceptions(tx, now.minus({ days: readableDays }))
}
