import { z } from 'zod'
import { commands, type Command } from '../../handlers/commands.js'
import { handlers } from '../../handlers/index.js'
import { Environment } from '../../src/config.js'
import { grantableRoles } from '../../src/domain/people/roles.js'
import { say, type PlainKey } from '../../src/views/text/text.js'

/** Rows as they should stand in the README, cell by cell. */
export type Rows = readonly (readonly string[])[]

const code = (text: string) => `\`${text}\``

/** How a command is typed, with the names of its arguments instead of all they can be. */
function typed({ verb, args }: Command): string {
  const names = args.map(({ name, kind, isOptional }) => {
    const word = kind === 'reference' ? 'REF' : kind === 'person' ? '@person' : name
    return isOptional ? `[${word}]` : word
  })
  return [verb, ...names].join(' ')
}

function rolesOf({ action }: Command): string {
  const { access } = handlers[action]
  if (access === 'everybody') return 'everybody'
  const people = grantableRoles.filter((role) => access.includes(role))
  return people.length === grantableRoles.length ? 'every role' : people.join(', ')
}

const english = say('en')

/** `/rights …`: typed, short forms, what it does in the desk's own words, who may. */
export const chatRows: Rows = commands.map((row) => [
  code(typed(row)),
  row.aliases.map(code).join(', '),
  english(`help.${row.action}` as PlainKey).words,
  rolesOf(row),
])

const Described = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({ description: z.string(), default: z.unknown().optional() }),
  ),
})

/** Environment: name, default, description. */
export const environmentRows: Rows = Object.entries(
  Described.parse(z.toJSONSchema(Environment, { io: 'input' })).properties,
).map(([name, { description, default: value }]) => [
  code(name),
  value === undefined ? '' : code(String(value)),
  description,
])
