import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readDataMap, type ReadMap } from '../connectors/data-map/read.js'
import { print, UsageError } from './print.js'

interface Options {
  readonly json?: boolean
}

/** `rights data-map check`: reads the file alone; no store is asked. */
export function addDataMapCommands(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('data-map')
    .description('the map of the systems that hold personal data')
    .command('check <file>')
    .description('explain every mistake in a data map with its line')
    .option('--json', 'print JSON')
    .action(async (file: string, options: Options) => {
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text === null) throw new UsageError(`"${file}" cannot be read: give the path of a data map`)
      const found = readDataMap(text)
      if (options.json) print(asJson(file, found, env), options)
      else for (const line of asLines(file, found, env)) console.log(line)
      if (found.map === null) process.exitCode = 2
    })
}

const unset = ({ variables }: ReadMap, env: NodeJS.ProcessEnv) =>
  variables.filter((name) => !env[name]?.trim())

function asJson(file: string, found: ReadMap, env: NodeJS.ProcessEnv): object {
  const systems = found.map?.systems.map(({ key, connection, collections }) => ({
    key,
    kind: connection?.kind ?? 'manual',
    collections: collections.map(({ name }) => name),
  }))
  return {
    ok: found.map !== null,
    file,
    hash: found.map?.hash ?? null,
    systems: systems ?? [],
    problems: found.problems,
    variables: found.variables,
    unset: unset(found, env),
  }
}

function asLines(file: string, found: ReadMap, env: NodeJS.ProcessEnv): string[] {
  const problems = found.problems.map(
    ({ level, line, path, sentence }) =>
      `${file}:${line}: ${level}: ${sentence}${path === '' ? '' : ` (${path})`}`,
  )
  const missing = unset(found, env).map((name) => `${name} is not set here: the desk needs it to connect.`)
  const systems = found.map?.systems.map(
    ({ key, connection, collections }) =>
      `${key}: ${connection?.kind ?? 'manual'}, ${collections.length} collections`,
  )
  const errors = found.problems.filter(({ level }) => level === 'error').length
  const verdict =
    errors === 0 ? 'The data map is right.' : `Mistakes that keep the map from being used: ${errors}.`
  return [...problems, ...(systems ?? []), ...missing, verdict]
}
