import type { Command } from 'commander'
import { findRunning, type Running } from '../local/running.js'
import { samplePeople } from '../local/sample-people.js'
import { tryPath, trySecretHeader, type Told } from '../local/try-route.js'
import { UsageError } from './print.js'

const people = samplePeople.map(({ userId }) => userId.slice(2).toLowerCase())

/** `rights try "list all" --as mona`: types a command into the running local workspace and prints the answer. */
export function addTryCommand(program: Command): void {
  program
    .command('try <words...>')
    .description('type "/rights …" into the running local workspace as one of its sample people')
    .option('--as <person>', `one of ${people.join(', ')}`, 'kari')
    .option('--json', 'print JSON')
    .action(async (words: string[], options: { as: string; json?: boolean }) => {
      if (!people.includes(options.as))
        throw new UsageError(`"${options.as}" is nobody of the workspace: choose one of ${people.join(', ')}`)
      const told = await type(words.join(' '), `U0${options.as.toUpperCase()}`)
      console.log(options.json ? JSON.stringify(told, null, 2) : readable(told))
    })
}

async function type(text: string, userId: string): Promise<Told> {
  const { address, secret } = running()
  const body = JSON.stringify({ userId, text: text.replace(/^\/rights\s*/u, '') })
  const asked = fetch(`${address}${tryPath}`, {
    method: 'POST',
    headers: { [trySecretHeader]: secret },
    body,
  })
  const response = await asked.catch(() => null)
  if (!response?.ok) throw new UsageError('The local workspace does not answer: start it with npm start')
  return (await response.json()) as Told
}

function running(): Running {
  const found = findRunning('.rights-desk')
  if (!found)
    throw new UsageError('No local workspace runs in this folder: run npm start in another terminal first')
  return found
}

function readable({ kind, lines }: Told): string {
  const note = { message: [], nothing: ['(no answer)'], form: ['A form opened:'] }[kind]
  return [...note, ...lines].join('\n')
}
