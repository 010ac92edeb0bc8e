import { boundsOf, scanRange } from './record-id.js'
import type { ScanRange } from './store.js'

/** The first PartitionKey that a filter lets through; null for none. */
export type FirstFrom = (filter: string) => Promise<string | null>

/** Questions to the service for one division, at most; each reads one entity. */
const mostQuestions = 2000

export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Entities of the partitions from the first bound on, before the second. */
export function rangeFilter(range: ScanRange): string {
  const [from, to] = boundsOf(range) as [string, string | null]
  return betweenFilter(from, to)
}

const betweenFilter = (from: string, to: string | null) =>
  `PartitionKey ge ${quoted(from)}${to === null ? '' : ` and PartitionKey lt ${quoted(to)}`}`

/** Code units that stand in no key, or only as half of a character: no bound ends in one. */
const gaps = [
  [0x7f, 0xa0],
  [0xd800, 0xe000],
] as const

/** Keys that begin alike lie together; this is the first text after all of them. Null: nothing is. */
function afterAll(text: string): string | null {
  for (let at = text.length - 1; at >= 0; at--) {
    const next = text.charCodeAt(at) + 1
    const free = gaps.find(([from, to]) => next >= from && next <= to)?.[1] ?? next
    if (free < 0xfffe) return text.slice(0, at) + String.fromCharCode(free)
  }
  return null
}

/** The first `length` code units, and one more where they would end in half a character. */
function beginning(key: string, length: number): string {
  const isHalf = /[\ud800-\udbff]/u.test(key.charAt(length - 1))
  return key.slice(0, isHalf ? length + 1 : length)
}

/**
 * Ranges of partitions, cut where keys begin otherwise than the ones before: the service tells no more of its keys than
 * which is the next. Without gaps, so that a partition made later lies in one too.
 */
export async function partitionRanges(parts: number, firstFrom: FirstFrom): Promise<ScanRange[]> {
  let left = mostQuestions
  const ask: FirstFrom = (filter) => (left-- > 0 ? firstFrom(filter) : Promise.resolve(null))
  let starts = ['']
  for (let isLonger = true; isLonger && starts.length < parts && left > 0;) {
    const next: string[] = []
    for (const start of starts)
      next.push(...(next.length + starts.length < parts * 2 ? await longer(start, ask) : [start]))
    isLonger = next.some((text, at) => text !== starts[at])
    starts = next
  }
  const bounds = ['', ...evenly(starts.slice(1), parts - 1)]
  return bounds.map((from, at) => scanRange([from, bounds[at + 1] ?? null]))
}

/** The beginnings, one character longer, of the keys that begin with `text`; itself when there is nothing longer. */
async function longer(text: string, ask: FirstFrom): Promise<string[]> {
  const end = text === '' ? null : afterAll(text)
  const found: string[] = []
  let from: string | null = text
  while (from !== null && (end === null || from < end)) {
    const key: string | null = await ask(betweenFilter(from, end))
    if (key === null) break
    const start: string = beginning(key, text.length + 1)
    found.push(start)
    // Nothing below a space stands in a key.
    from = start.length > text.length ? afterAll(start) : `${text} `
  }
  return found.length > 0 ? found : [text]
}

/** At most `count` of the texts, spread over all of them. */
function evenly(texts: readonly string[], count: number): string[] {
  if (texts.length <= count) return [...texts]
  return Array.from({ length: count }, (_, at) => texts[Math.floor((at * texts.length) / count)]!)
}
