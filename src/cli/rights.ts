#!/usr/bin/env node
import { Command } from 'commander'
import { DbError } from '../../db/errors.js'
import { describeError } from '../log.js'
import { addDatabaseCommands } from './database.js'
import { addDateCommands } from './dates.js'
import { addJobCommands } from './jobs.js'
import { addPeopleCommands } from './people.js'
import { UsageError } from './print.js'
import { addTryCommand } from './try.js'

const program = new Command('rights')
  .description('Rights Desk: data-subject rights requests from chat')
  .showHelpAfterError('Type "rights --help" for what can be typed.')

program
  .command('serve')
  .description('start the desk; settings come from the environment')
  .action(async () => {
    // Loaded only here: the other commands need none of it and answer at once.
    const { serve } = await import('../serve.js')
    await serve()
  })
addDateCommands(program)
addDatabaseCommands(program, process.env)
addJobCommands(program, process.env)
addPeopleCommands(program, process.env)
addTryCommand(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1
  process.stderr.write(`${sentence(error)}\n`)
}

function sentence(error: unknown): string {
  if (error instanceof UsageError) return error.message
  if (!(error instanceof DbError)) return `Failed: ${JSON.stringify(describeError(error))}`
  if (error.isAway)
    return `The database does not answer (${error.code}): is DATABASE_URL right, and the server up?`
  return error.code === '42501'
    ? 'The role in DATABASE_URL may not do this: use the owner of the database.'
    : error.message
}
