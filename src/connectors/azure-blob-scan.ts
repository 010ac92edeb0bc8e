import { bounded } from './calls.js'
import { boundsOf, scanRange } from './record-id.js'
import type { ScanRange } from './store.js'

/** A wider level is not divided: reading its names would be half the work of the scan. */
const mostNames = 100_000
const deepestLevel = 4
const listsAtOnce = 8

/** A page of the names and folders (with their `/`) that stand under a prefix. */
export type ListLevel = (
  prefix: string,
  token: string | null,
) => Promise<{ readonly names: readonly string[]; readonly token: string | null }>

/** Ranges by what names begin with. Every name of now belongs to exactly one of them. */
export async function prefixRanges(parts: number, list: ListLevel): Promise<ScanRange[]> {
  let names: readonly string[] = ['']
  const isOpen = (name: string) => name === '' || name.endsWith('/')
  for (let level = 0; level < deepestLevel && names.length < parts && names.some(isOpen); level++) {
    const deeper = await bounded(names, listsAtOnce, async (name) =>
      isOpen(name) ? await namesUnder(name, list) : [name],
    )
    names = deeper.flat()
  }
  return inParts(leadingTexts(names, parts), parts).map(scanRange)
}

/** What the names of a range begin with, to be listed one after the other. */
export const prefixesOf = (range: ScanRange): readonly string[] => boundsOf(range) as string[]

/** At most `parts` lists that follow one another, about equally long. */
function inParts<T>(items: readonly T[], parts: number): (readonly T[])[] {
  const count = Math.min(parts, items.length)
  const start = (at: number) => Math.floor((at * items.length) / count)
  return Array.from({ length: count }, (_, at) => items.slice(start(at), start(at + 1)))
}

/** The names under a prefix; the prefix itself where there are too many, or none. */
async function namesUnder(prefix: string, list: ListLevel): Promise<readonly string[]> {
  const names: string[] = []
  let token: string | null = null
  do {
    const page = await list(prefix, token)
    names.push(...page.names)
    token = page.token
  } while (token !== null && names.length <= mostNames)
  return token === null && names.length > 0 ? names : [prefix]
}

/**
 * About `parts` texts such that each name begins with exactly one of them: the text that leads most names is made longer
 * by one character, again and again.
 */
export function leadingTexts(names: readonly string[], parts: number): string[] {
  const groups = new Map<string, readonly string[]>([['', names]])
  const whole = new Set<string>()
  while (groups.size < parts) {
    const text = textToSplit(groups, whole)
    if (text === null) break
    const led = groups.get(text)!
    // A name that is no longer than the text would be lost among those that are.
    if (led.includes(text)) whole.add(text)
    else {
      groups.delete(text)
      for (const [longer, some] of byNextCharacter(text, led)) groups.set(longer, some)
    }
  }
  return [...groups.keys()].sort()
}

function byNextCharacter(text: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const longer = text + String.fromCodePoint(name.codePointAt(text.length)!)
    const group = groups.get(longer)
    if (group) group.push(name)
    else groups.set(longer, [name])
  }
  return groups
}

/** The one that leads most names; null when none leads two. */
function textToSplit(
  groups: ReadonlyMap<string, readonly string[]>,
  whole: ReadonlySet<string>,
): string | null {
  let most: readonly [string | null, number] = [null, 1]
  for (const [text, names] of groups)
    if (names.length > most[1] && !whole.has(text)) most = [text, names.length]
  return most[0]
}
