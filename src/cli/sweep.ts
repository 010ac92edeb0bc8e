import { setTimeout as delay } from 'node:timers/promises'
import { Option, type Command } from 'commander'
import { transaction, type Database } from '../../db/client.js'
import { findCurrentSweep, findSweep, type Sweep } from '../../db/sweeps.js'
import { beginDryRun, beginSweep } from '../../handlers/sweeps/begin.js'
import { readSummary } from '../../handlers/sweeps/read.js'
import { systemClock } from '../clock.js'
import type { SweepId } from '../domain/retention/sweep-plan.js'
import { asLocalDate, localDate, type LocalDate } from '../domain/time/calendar.js'
import { withDatabase } from './database.js'
import { UsageError } from './print.js'
import { sweepCsv, sweepJson, sweepTable } from './sweep-print.js'

interface Options {
  readonly dryRun?: boolean
  readonly date?: string
  readonly show?: string | true
  readonly wait: string
  readonly json?: boolean
  readonly csv?: boolean
}

const lookEveryMs = 500

/** `rights sweep`: asks for a retention sweep or a dry run, which the running desk carries out, or shows one. */
export function addSweepCommand(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('sweep')
    .description(
      'ask the running desk for a retention sweep or a dry run, and print what it found; or show one',
    )
    .option('--dry-run', 'count what would be deleted, and delete nothing')
    .option(
      '--date <day>',
      'the day in Oslo whose sweep it is, YYYY-MM-DD: today, by default, or with --dry-run a later one',
    )
    .option('--show [id]', 'show a sweep, by default the one that is open, else the latest, and ask for none')
    .addOption(new Option('--wait <seconds>', 'for the count').default('60'))
    .option('--json', 'print JSON')
    .option('--csv', 'print CSV, one row a collection')
    .action(async (options: Options) => {
      const text = await withDatabase(env, async (db) => {
        const sweep =
          options.show === undefined
            ? await counted(db, await begin(db, options), options)
            : await shown(db, options)
        const summary = await readSummary(db, sweep, systemClock())
        if (options.csv) return sweepCsv(summary)
        return options.json ? JSON.stringify(sweepJson(summary), null, 2) : sweepTable(summary)
      })
      process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    })
}

async function shown(db: Database, { show }: Options): Promise<Sweep> {
  const sweep = typeof show === 'string' ? await findSweep(db, show) : await findCurrentSweep(db)
  if (!sweep)
    throw new UsageError('There is no such sweep: "rights sweep --show" shows the open one or the latest.')
  return sweep
}

async function begin(db: Database, { dryRun = false, date }: Options): Promise<SweepId> {
  const now = systemClock()
  const today = localDate(now)
  const day = date === undefined ? today : dayOf(date)
  if (day < today)
    throw new UsageError(
      `${day} is over, and what kept records then is not known any more: leave out --date, the sweep of today finds all that was left`,
    )
  if (dryRun) return transaction(db, (tx) => beginDryRun(tx, day, now, null))
  if (day > today)
    throw new UsageError(`${day} has not come yet: ask with --dry-run what would be deleted then`)
  const id = await transaction(db, (tx) => beginSweep(tx, day, now))
  if (id === null)
    throw new UsageError('A sweep is being carried out: the next one follows it. See "rights sweep --show".')
  return id
}

function dayOf(text: string): LocalDate {
  try {
    return asLocalDate(text)
  } catch {
    throw new UsageError(`"${text}" is not a day: write it like 2026-11-25`)
  }
}

/** The sweep once its dry run is over. */
async function counted(db: Database, id: SweepId, { wait }: Options): Promise<Sweep> {
  const until = performance.now() + 1000 * Number(wait)
  for (;;) {
    const sweep = (await findSweep(db, id))!
    if (sweep.state !== 'counting') return sweep
    if (!(performance.now() < until))
      throw new UsageError(
        `${id} is asked for and not counted yet: is the desk running? See "rights sweep --show ${id}".`,
      )
    await delay(lookEveryMs)
  }
}
