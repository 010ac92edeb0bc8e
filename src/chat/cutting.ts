/** Platforms refuse empty texts. */
export const filled = (words: string): string => (words.trim() === '' ? '–' : words)

/** A mention or a character: what is never cut. */
const unitPattern = /\uE000[a-z]+:[^\uE001]+\uE001|[\s\S]/gu

/** How much room words take in a text of a platform; most count characters as they are. */
type Cost = (words: string) => number
const asTheyAre: Cost = (words) => words.length

/**
 * Cuts words in two, so that the first part costs at most `most`; at a blank if there is one in its second half.
 * Never within a mention or a character. The second part is empty when all fits.
 */
export function cutAt(words: string, most: number, cost: Cost = asTheyAre): readonly [string, string] {
  if (cost(words) <= most) return [words, '']
  const units = words.match(unitPattern) ?? []
  let length = 0
  let end = 0
  while (end < units.length && length + cost(units[end]!) <= most) length += cost(units[end++]!)
  const blank = units.slice(0, end).findLastIndex((unit) => /^\s$/u.test(unit))
  const at = blank > end / 2 ? blank : end
  return [units.slice(0, at).join(''), units.slice(at).join('').trimStart()]
}

/** Cuts words into parts that cost at most `most` each; there is always one. */
export function split(words: string, most: number, cost: Cost = asTheyAre): readonly string[] {
  const parts: string[] = []
  for (let rest = filled(words); rest !== '';) {
    const [part, more] = cutAt(rest, most, cost)
    parts.push(part)
    rest = more
  }
  return parts
}
