import type { DateTime } from 'luxon'
import { listBackupsToPurge } from '../../db/backups.js'
import type { Reader } from '../../db/client.js'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { listActiveHolds } from '../../db/holds.js'
import { findStandstill } from '../../db/standstills.js'
import { listParts } from '../../db/sweep-parts.js'
import { readDeletions, type Sweep } from '../../db/sweeps.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { noOutcome, type SummaryLine, type SweepSummary } from '../../src/domain/retention/summary.js'
import { lineName } from '../../src/domain/retention/sweep-plan.js'
import { addDays, localDate, type LocalDate } from '../../src/domain/time/calendar.js'
import { outcomesOf } from './outcomes.js'

/** What ends or is to be reviewed within so many days is told of (§4.5). */
const soonDays = 14

/** All that is told of a sweep, as of `now`: while it runs, how far it is. */
export async function readSummary(from: Reader, sweep: Sweep, now: DateTime): Promise<SweepSummary> {
  const today = localDate(now)
  const backups = await listBackupsToPurge(from, today)
  const { id, day, version, kind, state, planHash, safety, meanEligible, missedNights } = sweep
  return {
    ...{ id, day, version, kind, state, planHash, safety, meanEligible, missedNights },
    lines: await readLines(from, sweep),
    startsAt: sweep.startsAt,
    startedAt: sweep.startedAt,
    finishedAt: sweep.finishedAt,
    approved: byPerson(sweep.approvedBy, sweep.approvedAt),
    vetoed: byPerson(sweep.vetoedBy, sweep.vetoedAt),
    isPaused: (await findStandstill(from)) !== null,
    soon: await readSoon(from, today),
    backups: {
      sets: backups.length,
      lastPurgeBy:
        backups
          .map(({ purgeBy }) => purgeBy)
          .sort()
          .at(-1) ?? null,
    },
    deletions: await readDeletions(from, day),
  }
}

/** What each collection comes to; while the sweep runs, as far as its parts are. */
export async function readLines(from: Reader, sweep: Sweep): Promise<readonly SummaryLine[]> {
  const { id, state, lines } = sweep
  const outcomes = state === 'running' ? outcomesOf(lines, await listParts(from, id)) : sweep.outcomes
  return lines.map((line) => ({ ...line, outcome: outcomes[lineName(line)] ?? noOutcome }))
}

const byPerson = (by: PersonId | null, at: DateTime | null) => (by && at ? { by, at } : null)

async function readSoon(from: Reader, today: LocalDate): Promise<SweepSummary['soon']> {
  const holds = await listActiveHolds(from)
  const until = addDays(today, soonDays)
  const exceptions = await listExceptionsInForce(from, today)
  return {
    exceptions: exceptions.filter(({ endsOn }) => endsOn <= until).length,
    holds: holds.filter(({ reviewBy }) => reviewBy <= until).length,
  }
}
