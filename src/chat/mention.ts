/**
 * People inside words. A mention is written between two private-use characters, so that it survives
 * translation and cannot be typed by anybody: `plain()` strips these characters from all other text.
 */
const open = '\uE000'
const close = '\uE001'
const pattern = /\uE000([a-z]+):([^\uE001]+)\uE001/u

export interface Account {
  readonly platform: string
  readonly userId: string
}

/** The words for a mention of an account; a renderer draws them as its platform's mention. */
export function mention(account: Account): string {
  return `${open}${account.platform}:${account.userId}${close}`
}

/** Text that came from outside, with nothing in it that a renderer would take for a mention. */
export function plain(text: string): string {
  return text.replaceAll(open, '').replaceAll(close, '')
}

/** Cuts words into plain pieces (strings) and mentions (accounts), in order. */
export function splitMentions(words: string): readonly (string | Account)[] {
  if (!words.includes(open)) return words ? [words] : []
  const pieces: (string | Account)[] = []
  let rest = words
  for (let hit = pattern.exec(rest); hit; hit = pattern.exec(rest)) {
    if (hit.index > 0) pieces.push(rest.slice(0, hit.index))
    pieces.push({ platform: hit[1]!, userId: hit[2]! })
    rest = rest.slice(hit.index + hit[0].length)
  }
  if (rest) pieces.push(rest)
  return pieces
}
