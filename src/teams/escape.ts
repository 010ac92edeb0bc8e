import { filled } from '../chat/cutting.js'
import { splitMentions, type Account } from '../chat/mention.js'

/*
 * Words are shown exactly as they are. They go as runs of rich text, in which Teams reads neither Markdown nor
 * mentions nor date functions. A text block is taken only for a heading or a mention, since only there both work;
 * signs that it would read as formatting are replaced by ones that look like them. Nothing is inserted.
 */

/** Names by platform user id; an account that is not there is named by its platform alone. */
export type Names = ReadonlyMap<string, string>

/** A mention as Teams wants it listed beside the card. */
export interface MentionEntity {
  readonly type: 'mention'
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

/** Signs that look the same and mean nothing to Teams. */
const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '\\': '＼',
  '{': '｛',
  '}': '｝',
  '#': '＃',
  '|': '｜',
}

/** Signs of Markdown, tags and functions, list marks at the start of a line, and addresses that become links. */
const formatting = /[*_~`[\]<>\\{}#|]|^[ \t]*(?:\d+[.)]|[-+])(?=\s)|:\/\/|www\./imu

/** Whether a text block would show these words as anything but themselves. */
export const isFormatted = (words: string): boolean => formatting.test(words)

const isHere = ({ platform, userId }: Account) => platform === 'teams' && /^[\w:.-]{1,100}$/u.test(userId)
const neutral = ({ platform }: Account) => `@${platform}`
const nameOf = (account: Account, names: Names) => (isHere(account) ? names.get(account.userId) : undefined)

/** Words without mentions: accounts by their name where it is known. */
export function plainText(words: string, names: Names = new Map()): string {
  return splitMentions(filled(words))
    .map((piece) => (typeof piece === 'string' ? piece : (nameOf(piece, names) ?? neutral(piece))))
    .join('')
}

/** Whether somebody is named in the words who can be mentioned here. */
export function mentionsSomebody(words: string, names: Names): boolean {
  return splitMentions(words).some((piece) => typeof piece !== 'string' && nameOf(piece, names) !== undefined)
}

/** Words for a text block: formatting disarmed, mentions as tags, with what must be listed beside the card. */
export function textBlockWords(
  words: string,
  names: Names,
): { readonly text: string; readonly entities: readonly MentionEntity[] } {
  const entities: MentionEntity[] = []
  const text = splitMentions(filled(words)).map((piece) => {
    if (typeof piece === 'string') return disarm(piece)
    const name = nameOf(piece, names)
    if (name === undefined) return neutral(piece)
    const shown = disarm(name)
    entities.push({
      type: 'mention',
      text: `<at>${shown}</at>`,
      mentioned: { id: piece.userId, name: shown },
    })
    return `<at>${shown}</at>`
  })
  return { text: text.join(''), entities }
}

/** Words in which Teams reads nothing. */
export function disarm(words: string): string {
  return words
    .replaceAll(/[*_~`[\]<>\\{}#|]/gu, (sign) => lookalikes[sign]!)
    .replaceAll(/^([ \t]*\d+)[.)](?=\s)/gmu, '$1．')
    .replaceAll(/^([ \t]*)[-+](?=\s)/gmu, '$1–')
    .replaceAll('://', '∶//')
    .replaceAll(/www\./giu, (start) => `${start.slice(0, 3)}．`)
}

/** The accounts of Teams that stand in the words of anything drawn. */
export function accountsIn(drawn: unknown): readonly string[] {
  return [
    ...new Set(
      Array.from(JSON.stringify(drawn).matchAll(/\uE000teams:([^\uE001]+)\uE001/gu), ([, id]) => id!),
    ),
  ]
}
