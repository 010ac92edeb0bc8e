#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { explain } from '../explain.js'
import { addCaseCommands } from './cases.js'
import { addDatabaseCommands } from './database.js'
import { addDataMapCommands } from './data-map.js'
import { addDateCommands } from './dates.js'
import { addErasureCommands } from './erasures.js'
import { addJobCommands } from './jobs.js'
import { addPeopleCommands } from './people.js'
import { UsageError } from './print.js'
import { addSweepCommand } from './sweep.js'
import { addTryCommand } from './try.js'

const program = new Command('rights')
  .description('Rights Desk: data-subject rights requests from chat')
  .showHelpAfterError('Type "rights --help" for what can be typed.')
  // Before the commands are added: they take it over.
  .exitOverride()

program
  .command('serve')
  .description('start the desk; settings come from the environment')
  .action(async () => {
    // Loaded only here: the other commands need none of it and answer at once.
    const { serve } = await import('../serve.js')
    await serve()
  })
addDateCommands(program)
addCaseCommands(program, process.env)
addDatabaseCommands(program, process.env)
addJobCommands(program, process.env)
addDataMapCommands(program, process.env)
addErasureCommands(program, process.env)
addPeopleCommands(program, process.env)
addSweepCommand(program, process.env)
addTryCommand(program)

try {
  await program.parseAsync()
} catch (error) {
  const { sentence, exitCode } = told(error)
  process.exitCode = exitCode
  if (sentence) process.stderr.write(`${sentence}\n`)
}

function told(error: unknown): { readonly sentence: string; readonly exitCode: number } {
  if (error instanceof UsageError) return { sentence: error.message, exitCode: 2 }
  return error instanceof CommanderError ? { sentence: '', exitCode: typed(error) } : explain(error)
}

/** Commander has said already what is wrong. Its own codes: 0 for help that was asked for, 1 for all else. */
function typed({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === 'commander.unknownCommand' ? exitCode : 2
}
