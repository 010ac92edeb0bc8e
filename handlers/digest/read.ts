import { findCases } from '../../db/cases.js'
import type { Reader } from '../../db/client.js'
import { countLostMessages, countWatches, lastDigestAt, listLostReminders } from '../../db/digest-troubles.js'
import { listExceptionsInForce } from '../../db/exceptions.js'
import { countOnTime, listLate, listNearest, listStanding, type After } from '../../db/open-figures.js'
import { countFlows, measureDurations } from '../../db/week-figures.js'
import type { Reference } from '../../src/domain/case/types.js'
import { addFigures, figuresOf, type OpenFigures } from '../../src/domain/figures/open-cases.js'
import {
  isFirstWorkingDayOfWeek,
  lastMondays,
  mondayOf,
  withOpen,
  type Week,
} from '../../src/domain/figures/weeks.js'
import type { PersonId } from '../../src/domain/people/roles.js'
import { addDays, localDate, startOfDay, type LocalDate } from '../../src/domain/time/calendar.js'
import { caseDates } from '../../src/domain/time/deadlines.js'
import type { CaseRow } from '../../src/views/case-row.js'
import type { Digest } from '../../src/views/digest.js'
import type { Troubles } from '../../src/views/digest-troubles.js'
import { channelRecipient } from '../reminders/recipients.js'
import type { DateTime } from 'luxon'

/** So many cases, and so many lost reminders, are named. */
const mostNearest = 5
const mostLost = 5
const pageSize = 500
/** Watched days of so many days ahead are told of. */
const soonDays = 7

/** Everything that the digest of a day tells at this moment, but for the picture. */
export async function readDigest(
  from: Reader,
  now: DateTime,
  day: LocalDate,
): Promise<Omit<Digest, 'chart'>> {
  const today = localDate(now)
  const figures = await readFigures(from, now)
  return {
    figures,
    nearest: await rowsOf(from, await listNearest(from, mostNearest), now),
    soon: await readSoon(from, today),
    troubles: await readTroubles(from, now, day),
    weeks: await readWeeks(from, now, figures.open),
    durations: isFirstWorkingDayOfWeek(today)
      ? await measureDurations(from, { from: startOfDay(lastMondays(today)[0]!), now, today })
      : null,
  }
}

async function readSoon(from: Reader, today: LocalDate): Promise<Digest['soon']> {
  const until = addDays(today, soonDays)
  const exceptions = await listExceptionsInForce(from, today)
  return {
    ...(await countWatches(from, until)),
    exceptions: exceptions.filter(({ endsOn }) => endsOn <= until).length,
  }
}

/** What the rows tell, and what the rules have to work out: cases past their date, and those whose clock stands. */
async function readFigures(from: Reader, now: DateTime): Promise<OpenFigures> {
  const today = localDate(now)
  let sum = await countOnTime(from, today)
  const add = async (references: readonly Reference[]) => {
    for (const { found, dates } of await rowsOf(from, references, now))
      sum = addFigures(sum, figuresOf(found, dates))
  }
  const standing = await listStanding(from)
  for (let start = 0; start < standing.length; start += pageSize)
    await add(standing.slice(start, start + pageSize))
  let after: After | null = null
  for (;;) {
    const page: readonly After[] = await listLate(from, today, after, pageSize)
    await add(page.map(({ reference }) => reference))
    if (page.length < pageSize) return sum
    after = page.at(-1)!
  }
}

async function rowsOf(
  from: Reader,
  references: readonly Reference[],
  now: DateTime,
): Promise<readonly CaseRow[]> {
  return (await findCases(from, references)).map((found) => ({ found, dates: caseDates(found, now) }))
}

async function readTroubles(from: Reader, now: DateTime, day: LocalDate): Promise<Troubles> {
  const since = (await lastDigestAt(from, day)) ?? now.minus({ days: soonDays })
  const { lost, total } = await listLostReminders(from, since, mostLost)
  return {
    lost: lost.map(({ recipient, ...one }) => ({
      ...one,
      person: recipient === channelRecipient ? null : (recipient as PersonId),
    })),
    lostInAll: total,
    ...(await countLostMessages(from)),
  }
}

async function readWeeks(from: Reader, now: DateTime, openNow: number): Promise<readonly Week[]> {
  const today = localDate(now)
  const mondays = lastMondays(today)
  const flows = await countFlows(from, [...mondays, mondayOf(today)])
  const weeks = mondays.map((monday, index) => ({ monday, ...flows[index]! }))
  return withOpen(weeks, flows.at(-1)!, openNow)
}
