import type { Command } from 'commander'
import type { DateTime } from 'luxon'
import { retention } from '../domain/retention/eligibility.js'
import { deadlines } from '../domain/time/deadlines.js'
import { endExclusive } from '../domain/time/calendar.js'
import { reminderDates } from '../domain/time/reminders.js'
import { instant } from './instant.js'
import { print, UsageError } from './print.js'

/** `rights deadline` and `rights retention`: the rules of domain specification §2.1, §3.5 and §4.2 for one instant. */
export function addDateCommands(program: Command): void {
  program
    .command('deadline <receivedAt>')
    .description('the dates of a request received at an instant, e.g. 2027-02-15T12:00:00+01:00')
    .option('--suspended <days>', 'days that the clock was stopped', '0')
    .option('--json', 'print JSON')
    .action((receivedAt: string, options: { suspended: string; json?: boolean }) =>
      print(deadlineOf(instant(receivedAt), wholeNumber(options.suspended, '--suspended')), options),
    )
  program
    .command('retention <anchorAt>')
    .description('until when a record is kept whose period runs from an instant')
    .requiredOption('--months <n>', 'retention period in calendar months')
    .option('--json', 'print JSON')
    .action((anchorAt: string, options: { months: string; json?: boolean }) =>
      print(retentionOf(anchorAt, wholeNumber(options.months, '--months')), options),
    )
}

function deadlineOf(receivedAt: DateTime, suspendedDays: number): object {
  const dates = deadlines(receivedAt.toUTC(), suspendedDays)
  return {
    receivedAt: receivedAt.toISO({ suppressMilliseconds: true }),
    ...dates,
    effectiveDueEndUtc: utc(endExclusive(dates.effectiveDue)),
    statutoryDueEndUtc: utc(endExclusive(dates.statutoryDue)),
    reminders: reminderDates(receivedAt.toUTC(), 'effectiveDue', dates.effectiveDue),
  }
}

function retentionOf(anchorAt: string, months: number): object {
  const { anchorLocalDate, lastKeptDate, eligibleFrom } = retention(instant(anchorAt).toUTC(), months)
  return { anchorAt, anchorLocalDate, months, lastKeptDate, eligibleFromUtc: utc(eligibleFrom) }
}

const utc = (at: DateTime) => at.toUTC().toISO({ suppressMilliseconds: true })

function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,4}$/u.test(text)) throw new UsageError(`${name} must be a whole number, not "${text}"`)
  return Number(text)
}
