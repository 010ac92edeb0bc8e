import type { DateTime } from 'luxon'
import type { Tx } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { deleteParts } from '../../db/sweep-parts.js'
import {
  countMissedNights,
  dropSweepKey,
  findOpenSweep,
  insertSweep,
  lockSweep,
  saveSweep,
  type Sweep,
} from '../../db/sweeps.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { openStates } from '../../src/domain/retention/summary.js'
import type { SweepId } from '../../src/domain/retention/sweep-plan.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'

/** Begins the sweep of a day with its dry run. Null while another night's is carried out, or about to be: it goes first. */
export async function beginSweep(tx: Tx, day: LocalDate, now: DateTime): Promise<SweepId | null> {
  const found = await findOpenSweep(tx)
  // Held, so that it does not start, and is as it was left by whoever held it before.
  const open = found && (await lockSweep(tx, found.id))
  if (open && goesFirst(open, now)) return null
  if (open && openStates.includes(open.state)) await supersede(tx, open.id)
  return begin(tx, { day, kind: 'nightly', askedBy: null, begunAt: now })
}

/** A sweep that is carried out, or whose time to start has come. */
const goesFirst = ({ state, startsAt }: Sweep, now: DateTime): boolean =>
  state === 'running' || (state === 'planned' && startsAt !== null && startsAt <= now)

/** Begins a dry run that somebody asked for: it counts, and nothing follows. `askedBy` is told; null: nobody is. */
export const beginDryRun = (
  tx: Tx,
  day: LocalDate,
  now: DateTime,
  askedBy: PersonId | null,
): Promise<SweepId> => begin(tx, { day, kind: 'dry_run', askedBy, begunAt: now })

async function begin(
  tx: Tx,
  asked: Omit<Parameters<typeof insertSweep>[1], 'missedNights'>,
): Promise<SweepId> {
  const id = await insertSweep(tx, { ...asked, missedNights: await countMissedNights(tx, asked.day) })
  await enqueue(tx, 'prepare-sweep', { id }, { jobKey: `prepare-sweep:${id}` })
  return id
}

/** Ends a sweep that was not carried out: what was due is part of what the next one finds. */
export async function supersede(tx: Tx, id: SweepId): Promise<void> {
  await lockSweep(tx, id)
  await saveSweep(tx, id, { state: 'superseded' })
  await forgetParts(tx, id)
}

/** A sweep that is over keeps its figures; ranges, cursors and what was found for it go, with the key that sealed them. */
export async function forgetParts(tx: Tx, id: SweepId): Promise<void> {
  await deleteParts(tx, [id])
  await dropSweepKey(tx, id)
}
