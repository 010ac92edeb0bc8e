import { distance } from 'fastest-levenshtein'

type ArgumentKind = 'reference' | 'person' | 'choice' | 'word' | 'number'

/** One thing to type after a verb. */
interface Argument {
  readonly name: string
  readonly kind: ArgumentKind
  /** The words a `choice` takes, lower case. */
  readonly choices?: readonly string[]
  readonly isOptional?: boolean
}

/** What people may type: one row of the command table. */
export interface CommandSpec {
  /** One or more words in lower case, e.g. `show` or `people grant`. */
  readonly verb: string
  readonly aliases: readonly string[]
  /** Name of the command that the words give (a row of `handlers/commands.ts`). */
  readonly action: string
  readonly args: readonly Argument[]
}

/** How to type a command. Made by `usage` alone, so it can stand in a channel. */
export type Usage = string & { readonly __brand: 'Usage' }

type ArgumentProblem = 'missing' | 'not_understood' | 'too_many'

interface Wrong<Spec extends CommandSpec = CommandSpec> {
  readonly kind: 'wrong'
  readonly spec: Spec
  readonly problem: ArgumentProblem
  /** Name of the argument; null when more was typed than the command takes. */
  readonly argument: string | null
}

export type Parsed<Spec extends CommandSpec = CommandSpec> =
  /** Nothing was typed. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly nearest: Spec | null }
  | Wrong<Spec>
  /**
   * By argument name: a reference as `RR-YYYY-NNNN`, a person as the platform's user id, a choice in lower
   * case, a number in decimal digits. An absent optional argument is not there.
   */
  | { readonly kind: 'command'; readonly spec: Spec; readonly fields: Readonly<Record<string, string>> }

/** Reads what was typed as a case reference; null when it is none. */
export type ReadReference = (typed: string) => string | null

const referencePattern = /^rr[-–_]?(\d{4})[-–_](\d{1,8})$/iu

/** `rr-2026-42` → `RR-2026-0042`: any case, leading zeros may be left out. */
export const readReference: ReadReference = (typed) => {
  const hit = referencePattern.exec(typed.trim())
  return hit ? `RR-${hit[1]}-${hit[2]!.replace(/^0+(?=\d{4})/u, '').padStart(4, '0')}` : null
}

const normal = (text: string) => text.normalize('NFKC').toLowerCase()

const wordPattern = /"([^"]*)(?:"|$)|“([^”]*)(?:”|$)|«([^»]*)(?:»|$)|(\S+)/gu

/** Cuts typed text at blanks; quotes ("", “”, «») keep blanks together, an open quote runs to the end. */
export function words(text: string): readonly string[] {
  return [...text.matchAll(wordPattern)].map(
    ([, plain, curly, angled, word]) => plain ?? curly ?? angled ?? word!,
  )
}

/**
 * Finds the command that was typed after `/rights`. Verbs are matched in any case, the longest first; words
 * beyond the arguments are a mistake, so that nobody believes that free text was kept.
 */
export function parse<Spec extends CommandSpec>(
  text: string,
  table: readonly Spec[],
  asReference: ReadReference = readReference,
): Parsed<Spec> {
  const typed = words(text)
  if (typed.length === 0) return { kind: 'empty' }
  const hit = findVerb(typed.map(normal), table)
  if (!hit) return { kind: 'unknown', nearest: nearest(typed.map(normal), table) }
  return readArguments(hit.spec, typed.slice(hit.length), asReference)
}

const names = (spec: CommandSpec) => [spec.verb, ...spec.aliases].map(normal)

interface Verbs {
  readonly rows: ReadonlyMap<string, CommandSpec>
  /** Words in the longest verb. */
  readonly longest: number
}

const indexes = new WeakMap<readonly CommandSpec[], Verbs>()

/** The rows of a table by verb and alias; worked out once for each table. The first row of a name has it. */
function verbsOf(table: readonly CommandSpec[]): Verbs {
  const known = indexes.get(table)
  if (known) return known
  const named = table.flatMap((spec) => names(spec).map((name) => [name, spec] as const))
  const made = {
    rows: new Map(named.toReversed()),
    longest: Math.max(0, ...named.map(([name]) => name.split(' ').length)),
  }
  indexes.set(table, made)
  return made
}

function findVerb<Spec extends CommandSpec>(typed: readonly string[], table: readonly Spec[]) {
  const { rows, longest } = verbsOf(table)
  for (let length = Math.min(longest, typed.length); length > 0; length--) {
    const spec = rows.get(typed.slice(0, length).join(' ')) as Spec | undefined
    if (spec) return { spec, length }
  }
  return null
}

/** The row whose verb or alias is nearest to what was typed; null when nothing is near enough to be meant. */
function nearest<Spec extends CommandSpec>(typed: readonly string[], table: readonly Spec[]): Spec | null {
  const ranked = table
    .flatMap((spec) => names(spec).map((name) => ({ spec, name, far: distance(startOf(typed, name), name) })))
    .filter(({ name, far }) => far <= Math.min(3, Math.floor(name.length / 2)))
    .sort((a, b) => a.far - b.far)
  return ranked[0]?.spec ?? null
}

/** As many typed words as the name has, cut short: comparing costs the product of both lengths. */
const startOf = (typed: readonly string[], name: string) =>
  typed.slice(0, name.split(' ').length).join(' ').slice(0, 40)

function readArguments<Spec extends CommandSpec>(
  spec: Spec,
  typed: readonly string[],
  asReference: ReadReference,
): Parsed<Spec> {
  const fields: Record<string, string> = {}
  const rest = [...typed]
  const skipped: string[] = []
  for (const arg of spec.args) {
    const value = readArgument(rest[0], arg, asReference)
    if (value !== null) {
      fields[arg.name] = value
      rest.shift()
    } else if (arg.isOptional) {
      skipped.push(arg.name)
    } else {
      return {
        kind: 'wrong',
        spec,
        problem: rest.length === 0 ? 'missing' : 'not_understood',
        argument: arg.name,
      }
    }
  }
  if (rest.length === 0) return { kind: 'command', spec, fields }
  const argument = skipped[0] ?? null
  return { kind: 'wrong', spec, problem: argument === null ? 'too_many' : 'not_understood', argument }
}

/** What a word means as an argument; null when there is none or it does not fit. */
function readArgument(word: string | undefined, arg: Argument, asReference: ReadReference): string | null {
  return word === undefined ? null : readers[arg.kind](word, arg, asReference)
}

type ReadArgument = (word: string, arg: Argument, asReference: ReadReference) => string | null

const readers: Record<ArgumentKind, ReadArgument> = {
  reference: (word, _, asReference) => asReference(word),
  person: (word) => (/^@[^\s@]{1,128}$/u.test(word) ? word.slice(1) : null),
  choice: (word, { choices = [] }) => choices.find((choice) => choice === normal(word)) ?? null,
  number: (word) => (/^\d{1,9}$/u.test(word) ? String(Number(word)) : null),
  word: (word) => word,
}

const shapes: Record<Exclude<ArgumentKind, 'choice'>, (arg: Argument) => string> = {
  reference: () => 'RR-YYYY-NNNN',
  person: () => '@person',
  number: (arg) => arg.name,
  word: (arg) => arg.name,
}

/** How to type a command, e.g. `/rights assign RR-YYYY-NNNN [@person]`. */
export function usage(spec: CommandSpec): Usage {
  const parts = spec.args.map((arg) => {
    const shape = arg.kind === 'choice' ? (arg.choices ?? []).join('|') : shapes[arg.kind](arg)
    if (arg.isOptional) return `[${shape}]`
    return arg.kind === 'choice' ? `<${shape}>` : shape
  })
  return ['/rights', spec.verb, ...parts].join(' ') as Usage
}

/**
 * How to type what was typed wrong; where more was typed than a command takes, also those that begin with its words:
 * `/rights sweep, /rights sweep veto`.
 */
export function usages({ spec, problem }: Wrong, table: readonly CommandSpec[]): Usage {
  if (problem !== 'too_many') return usage(spec)
  const longer = table.filter(({ verb }) => verb.startsWith(`${spec.verb} `))
  return [spec, ...longer].map(usage).join(', ') as Usage
}
