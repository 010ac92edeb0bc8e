import { transaction, type Tx } from '../../db/client.js'
import {
  findCasesToLookAt,
  insertReminders,
  lockWatches,
  saveLooks,
  saveWatchLook,
  type Look,
  type Reminder,
  type Watch,
} from '../../db/reminders.js'
import { findCases } from '../../db/cases.js'
import type { Reference, RightsRequest } from '../../src/domain/case/types.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import {
  dueReminders,
  nextLook,
  nextWatchDay,
  reminderDays,
  type Watched,
} from '../../src/domain/time/due-reminders.js'
import { reminderTable } from '../../src/domain/time/reminders.js'
import type { JobContext } from '../jobs/job.js'
import { peopleFor, type Functions } from './recipients.js'

/** Days in Oslo: reminders of those after `after`, up to and including `until`. */
export interface Stretch {
  readonly after: LocalDate
  readonly until: LocalDate
}

/** How many cases are read and written at a time. */
const batch = 500

/**
 * Finds every reminder that fell due and notes it for each who gets it, a batch of cases in each transaction. Whoever
 * does it again after an end in the middle goes on where it ended.
 */
export async function collectReminders(
  context: Pick<JobContext, 'db' | 'clock'>,
  functions: Functions,
  stretch: Stretch,
): Promise<void> {
  const { db } = context
  // Until none is left: one that was acted on between reading and writing comes again.
  while ((await lookAtCases(context, functions, stretch)) > 0);
  while ((await transaction(db, (tx) => lookAtWatches(tx, functions, stretch))) === batch);
}

/** Cases are read without holding them, so that nobody who acts on one waits for the run. */
async function lookAtCases(
  { db, clock }: Pick<JobContext, 'db' | 'clock'>,
  functions: Functions,
  { after, until }: Stretch,
): Promise<number> {
  const cases = await findCasesToLookAt(db, until, batch)
  if (cases.length === 0) return 0
  const now = clock()
  const looked = cases.map((found) => ({ found, dates: caseDates(found, now) }))
  const due = looked.flatMap((watched) =>
    dueReminders(watched, after, until).flatMap(({ code, day, to }) =>
      peopleFor(functions, watched.found, to).map((recipient) => ({
        reference: watched.found.reference,
        code,
        day,
        recipient,
      })),
    ),
  )
  const looks = looked.map((watched) => lookOf(watched, until))
  await transaction(db, (tx) => saveLooks(tx, until, looks, due))
  return cases.length
}

function lookOf(watched: Watched, until: LocalDate): Look {
  const { reference, version } = watched.found
  const { promisedDue, statutoryDue, effectiveDue, workBy } = watched.dates
  const next = nextLook(watched, until)
  return { reference, version, next, promisedDue, statutoryDue, effectiveDue, workBy }
}

async function lookAtWatches(tx: Tx, functions: Functions, { after, until }: Stretch): Promise<number> {
  const watches = await lockWatches(tx, until, batch)
  const references = [...new Set(watches.map(({ reference }) => reference as Reference))]
  const byReference = new Map<string, RightsRequest>(
    (await findCases(tx, references)).map((found) => [found.reference, found]),
  )
  const due = watches.flatMap((watch) =>
    dueOfWatch(functions, byReference.get(watch.reference) ?? null, watch, { after, until }),
  )
  await insertReminders(tx, due)
  for (const watch of watches) await saveWatchLook(tx, watch, nextWatchDay(watch.code, watch.anchor, until))
  return watches.length
}

function dueOfWatch(
  functions: Functions,
  found: RightsRequest | null,
  { code, anchor, reference }: Watch,
  { after, until }: Stretch,
): readonly Reminder[] {
  const day = reminderDays(code, anchor, after, until).at(-1)
  if (day === undefined) return []
  return peopleFor(functions, found, reminderTable[code].to).map((recipient) => ({
    reference,
    code,
    day,
    recipient,
  }))
}
