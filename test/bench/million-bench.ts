import { sql } from 'drizzle-orm'
import { listCases } from '../../db/case-list.js'
import { openDatabase, type Database } from '../../db/client.js'
import { queueReminders } from '../../handlers/jobs/remind.js'
import { collectReminders } from '../../handlers/reminders/collect.js'
import { readFunctions } from '../../handlers/reminders/recipients.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { addDays, asLocalDate, nineOClock } from '../../src/domain/time/calendar.js'
import { withServer } from './bench-server.js'
import { addBenchPeople, inSlack } from './fixture.js'
import { addMillion, dueToday } from './million.js'
import type { Measure } from './report.js'
import type { Suite } from './suite.js'

const rounds = 9
/** A working day without a holiday near it. */
const today = asLocalDate('2027-03-10')
const clock = () => nineOClock(today)
const nobody = '00000000-0000-0000-0000-000000000000' as PersonId

/** The list of what is due and the daily run of the reminders, over a million open requests, against bare indexed queries. */
export const millionSuite: Suite = {
  names: ['due-list', 'daily-run'],
  run: () =>
    withServer(async (url) => {
      const db = openDatabase(url, { statementTimeoutMs: 300_000 })
      try {
        await addBenchPeople(db, inSlack('T0BENCH', 'U0BENCH'))
        await addBenchPeople(db, inSlack('T0BENCH', 'U0BOSS'), 'manager')
        await addMillion(db, today)
        return [await dueList(db), await dailyRun(db)]
      } finally {
        await db.close()
      }
    }),
}

/** One page of what is due within a week, and how much it is: as rows of the product, and as bare columns. */
async function dueList(db: Database): Promise<Measure> {
  const until = addDays(today, 7)
  const due = sql`status not in ('responded', 'closed') and effective_due <= ${until}`
  const ours = await median(() =>
    listCases(db, { scope: 'due', until, page: 1, pageSize: 10, hideFrom: nobody }),
  )
  const baseline = await median(() =>
    Promise.all([
      db.execute(
        sql`select reference, effective_due from cases where ${due} order by effective_due, reference limit 10`,
      ),
      db.execute(sql`select count(*) from cases where ${due}`),
    ]),
  )
  return { name: 'due-list', unit: 'ms', ours, baseline }
}

/**
 * The run of a day on which a thousand cases have a reminder, to its queued messages; against one bare statement that finds
 * them by the index, notes a reminder of each and when it is looked at again.
 */
async function dailyRun(db: Database): Promise<Measure> {
  const context = {
    db,
    clock,
    ports: { slack: {} },
    desk: { privacyChannel: { platform: 'slack', channel: 'C0PRIVACY' } },
  } as unknown as Parameters<typeof queueReminders>[0]
  const lastDue = `RR-2026-${String(dueToday).padStart(7, '0')}`
  const again = async () => {
    await db.execute(sql`
      update cases set remind_on = ${today}::date where reference <= ${lastDue}`)
    await db.execute(sql`delete from reminders`)
    await db.execute(sql`delete from outbox`)
  }
  const run = async () => {
    const functions = await readFunctions(db, clock())
    await collectReminders(context, functions, { after: addDays(today, -1), until: today })
    await queueReminders(context, today)
  }
  const ours = await median(run, again)
  const bare = () =>
    db.execute(sql`
      with due as (
        select reference from cases where status <> 'closed' and remind_on <= ${today}::date
        order by remind_on, reference for no key update
      ), noted as (
        insert into reminders (reference, code, day, recipient)
        select reference, 'R-UNASSIGNED', ${today}::date, 'bench' from due
      )
      update cases c set remind_on = ${addDays(today, 1)}::date from due where c.reference = due.reference`)
  const baseline = await median(bare, again)
  return { name: 'daily-run', unit: 'ms', ours, baseline }
}

async function median(work: () => Promise<unknown>, after?: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const from = performance.now()
    await work()
    if (round > 0) times.push(performance.now() - from)
    await after?.()
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}
