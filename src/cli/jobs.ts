import type { Command } from 'commander'
import { transaction } from '../../db/client.js'
import { countJobs, listDeadJobs, reviveJob } from '../../db/queue-view.js'
import { listMessages, type OutboxMessage } from '../../db/outbox.js'
import { withDatabase } from './database.js'
import { print, UsageError } from './print.js'

/** How many of each are printed at most. */
const most = 100

/** `rights jobs`: what waits, what failed for good, and trying the latter again. */
export function addJobCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const jobs = program.command('jobs').description('work in the background')
  jobs
    .command('list')
    .description(
      'how many jobs wait, those that failed for good, and messages that were not sent or of which nobody knows whether they arrived',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const found = await withDatabase(env, async (db) => ({
        ...(await countJobs(db)),
        deadJobs: await listDeadJobs(db, most),
        messages: (await listMessages(db, ['failed', 'ambiguous'], most)).map(messageLine),
      }))
      print(found, options)
    })
  jobs
    .command('retry <id>')
    .description('let a job that failed for good be tried again')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const isRevived = await withDatabase(env, (db) => transaction(db, (tx) => reviveJob(tx, id)))
      if (!isRevived)
        throw new UsageError(`There is no dead job ${id}: see those there are with "rights jobs list".`)
      print({ retried: id }, options)
    })
}

/** What it was about, where it went and how it ended; never its words, which are kept nowhere. */
function messageLine({
  id,
  kind,
  state,
  reference,
  channel,
  person,
  platform,
  lastError,
  day,
}: OutboxMessage) {
  return { id, kind, state, reference, to: channel ?? person, platform, lastError, day }
}
