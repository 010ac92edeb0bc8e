import { Option, type Command } from 'commander'
import { findCase } from '../../db/cases.js'
import { transaction, type Database } from '../../db/client.js'
import { enqueue } from '../../db/enqueue.js'
import { takeRuns } from '../../db/runs.js'
import { systemClock } from '../clock.js'
import type { Reference, RightsRequest } from '../domain/case/types.js'
import { asLocalDate, isWorkingDay, localDate, type LocalDate } from '../domain/time/calendar.js'
import { caseDates } from '../domain/time/deadlines.js'
import { explainClock } from '../views/clock.js'
import type { Drawing } from '../views/drawing.js'
import { languages, say, type Language } from '../views/text/text.js'
import { withDatabase } from './database.js'
import { print, UsageError } from './print.js'

/** `rights clock`: why the dates of a case are what they are. `rights remind`: a run of the reminders, asked for by hand. */
export function addCaseCommands(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('clock <reference>')
    .description('the dates of a case, and why each is what it is')
    .addOption(new Option('--language <language>', 'of the reasons').choices(languages).default('en'))
    .option('--json', 'print JSON')
    .action(async (reference: string, options: { language: Language; json?: boolean }) => {
      const found = await withDatabase(env, (db) => findCase(db, reference.toUpperCase() as Reference))
      if (!found) throw new UsageError(`There is no case ${JSON.stringify(reference)}`)
      print(clockOf(found, options.language), options)
    })
  program
    .command('remind')
    .description('ask for the reminders of a working day, once; the running desk sends them')
    .option('--date <day>', 'the day in Oslo, YYYY-MM-DD; today by default')
    .option('--json', 'print JSON')
    .action(async (options: { date?: string; json?: boolean }) => {
      const day = dayOf(options.date)
      print({ day, isQueued: await withDatabase(env, (db) => queueRun(db, day)) }, options)
    })
}

/** Every date as a field, and the reasons as people read them. Nothing of the person is in it. */
function clockOf(found: RightsRequest, language: Language): object {
  const now = systemClock()
  const dates = caseDates(found, now)
  const drawing: Drawing = {
    say: say(language),
    at: now,
    who: () => say(language)('person.colleague'),
    sign: () => '',
  }
  const { blocks } = explainClock(drawing, found, dates)
  return {
    reference: found.reference,
    status: found.status,
    receivedAt: found.receivedAt.toISO(),
    ...dates,
    flags: blocks.flatMap((block) => (block.kind === 'text' ? [block.text.words] : [])),
    reasons: blocks.flatMap((block) =>
      block.kind === 'facts'
        ? block.facts.map(({ label, value }) => ({ date: label.words, why: value.words }))
        : [],
    ),
  }
}

function dayOf(text: string | undefined): LocalDate {
  const today = localDate(systemClock())
  const day = text === undefined ? today : readDay(text)
  if (day > today) throw new UsageError(`${day} has not come yet: the desk reminds of that day by itself`)
  if (!isWorkingDay(day)) throw new UsageError(`${day} is no working day in Norway: nothing is due on it`)
  return day
}

function readDay(text: string): LocalDate {
  try {
    return asLocalDate(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`"${text}" is not a day: write it like 2026-11-25`)
  }
}

/** False when the run of that day was taken before: reminders are sent once. */
function queueRun(db: Database, day: LocalDate): Promise<boolean> {
  return transaction(db, async (tx) => {
    const [taken] = await takeRuns(tx, [{ job: 'remind', day }], systemClock())
    if (taken) await enqueue(tx, 'remind', { day })
    return taken !== undefined
  })
}
