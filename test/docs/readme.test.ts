import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addDataMapCommands } from '../../src/cli/data-map.js'
import { addCaseCommands } from '../../src/cli/cases.js'
import { addDatabaseCommands } from '../../src/cli/database.js'
import { addDateCommands } from '../../src/cli/dates.js'
import { addErasureCommands } from '../../src/cli/erasures.js'
import { addJobCommands } from '../../src/cli/jobs.js'
import { addPeopleCommands } from '../../src/cli/people.js'
import { addSweepCommand } from '../../src/cli/sweep.js'
import { addTryCommand } from '../../src/cli/try.js'
import { samplePeople } from '../../src/local/sample-people.js'
import { healthRoutes } from '../../src/web/health.js'
import { commandLines, filesUnder, read, sections, tableUnder } from './pages.js'
import { chatRows, environmentRows } from './readme-tables.js'

const readme = read('README.md')

test('the commands of the chat are those of the command table, word for word', () => {
  expect(tableUnder(readme, '## Commands in Slack and Teams')).toEqual(chatRows)
  // A command without words would show their key.
  expect(chatRows.filter(([, , does]) => does!.startsWith('help.'))).toEqual([])
})

test('the environment is that of the schema: names, defaults, descriptions', () => {
  expect(tableUnder(readme, '## Environment')).toEqual(environmentRows)
})

/** `<a>` or `[a]` for each argument, and required options, as commander prints them. */
function typedOf(made: Command, path: readonly string[]): string[] {
  const here = [...path, made.name()]
  if (made.commands.length > 0) return made.commands.flatMap((one) => typedOf(one, here))
  const args = made.registeredArguments.map((one) => `<${one.name()}${one.variadic ? '...' : ''}>`)
  const options = made.options
    .filter(({ long }) => long !== '--json')
    .map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`))
  return [[...here, ...args, ...options].join(' ')]
}

const withoutTicks = (cell: string) => cell.replaceAll('`', '')

test('the command line is the one that the program has', async () => {
  const program = new Command('rights')
  program.command('serve')
  addDateCommands(program)
  addCaseCommands(program, {})
  addDatabaseCommands(program, {})
  addJobCommands(program, {})
  addDataMapCommands(program, {})
  addErasureCommands(program, {})
  addPeopleCommands(program, {})
  addSweepCommand(program, {})
  addTryCommand(program)
  const typed = tableUnder(readme, '## Command line').map(([cell]) => withoutTicks(cell!))

  expect(typed.toSorted()).toEqual(typedOf(program, []).toSorted())

  const { stdout } = await promisify(execFile)('node', ['--import', 'tsx', 'src/cli/rights.ts', '--help'])
  const listed = [...stdout.split('Commands:')[1]!.matchAll(/^ {2}(\w[\w-]*)/gmu)].map(([, name]) => name!)
  const first = new Set(typed.map((line) => line.split(' ')[1]!))
  expect(listed.filter((name) => name !== 'help').toSorted()).toEqual([...first].toSorted())
})

test('the routes are those that are served', () => {
  const served = [
    ...Object.keys(healthRoutes([], () => Promise.resolve(''))),
    ...[...read('src/platforms.ts').matchAll(/'((?:GET|POST) \/[^']*)'/gu)].map(([, route]) => route!),
  ]
  const named = tableUnder(readme, '## HTTP').map(([cell]) => withoutTicks(cell!))
  expect(named.toSorted()).toEqual(served.toSorted())
})

test('the measures are those of the benchmark', () => {
  const measured = filesUnder('test/bench').map(read).join('\n')
  const names = [
    ...sections(readme, '##')
      .get('Speed')!
      .matchAll(/`((?:slack|start|memory)[\w-]*)`/gu),
  ]
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter(([, name]) => !measured.includes(`name: '${name}'`))).toEqual([])
})

test('the people to try as are those of the local workspace', () => {
  const named = samplePeople.map(({ userId }) => userId.slice(2).toLowerCase())
  const tried = commandLines(readme).flatMap((line) => /--as (\w+)/u.exec(line)?.[1] ?? [])
  expect(tried.filter((name) => !named.includes(name))).toEqual([])
  const people = /The people are ([\s\S]*?)\n\n/u.exec(readme)![1]!
  expect(named.filter((name) => !people.includes(name))).toEqual([])
})

test('the two commands stand as they are typed', () => {
  const lines = commandLines(readme)
  expect(lines).toContain('npm ci && npm start')
  expect(lines).toContain('npm ci && npm test')
})
