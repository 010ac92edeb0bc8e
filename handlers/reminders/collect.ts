import { transaction, type Tx } from '../../db/client.js'
import {
  insertReminders,
  lockCasesToLookAt,
  lockWatches,
  saveLooks,
  saveWatchLook,
  type Reminder,
  type Watch,
} from '../../db/reminders.js'
import { findCases } from '../../db/cases.js'
import type { Reference, RightsRequest } from '../../src/domain/case/types.js'
import type { LocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import { dueReminders, nextLook, nextWatchDay, reminderDays } from '../../src/domain/time/due-reminders.js'
import { reminderTable } from '../../src/domain/time/reminders.js'
import type { JobContext } from '../jobs/job.js'
import { peopleFor, type Functions } from './recipients.js'

/** Days in Oslo: reminders of those after `after`, up to and including `until`. */
export interface Stretch {
  readonly after: LocalDate
  readonly until: LocalDate
}

/** How many cases one transaction looks at. */
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
  while ((await transaction(db, (tx) => lookAtCases(context, tx, functions, stretch))) === batch);
  while ((await transaction(db, (tx) => lookAtWatches(tx, functions, stretch))) === batch);
}

async function lookAtCases(
  { clock }: Pick<JobContext, 'clock'>,
  tx: Tx,
  functions: Functions,
  { after, until }: Stretch,
): Promise<number> {
  const cases = await lockCasesToLookAt(tx, until, batch)
  const now = clock()
  const looked = cases.map((found) => ({ found, dates: caseDates(found, now) }))
  await insertReminders(
    tx,
    looked.flatMap((watched) =>
      dueReminders(watched, after, until).flatMap(({ code, day, to }) =>
        peopleFor(functions, watched.found, to).map((recipient) => ({
          reference: watched.found.reference,
          code,
          day,
          recipient,
        })),
      ),
    ),
  )
  await saveLooks(
    tx,
    looked.map((watched) => ({
      reference: watched.found.reference,
      next: nextLook(watched, until),
      promisedDue: watched.dates.promisedDue,
      statutoryDue: watched.dates.statutoryDue,
      effectiveDue: watched.dates.effectiveDue,
      workBy: watched.dates.workBy,
    })),
  )
  return cases.length
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
